"""The same search as the browser's, over the packed files: `search-engine.js` follows this step by step.

A query becomes units, one per word that is not a function or question word. A unit has variants: the word itself;
what the last word may become; where nothing matches, what the writer may have meant. An article is found by any unit
(never all of them); what counts is how well the keys fit (BM25F), how much of the query is covered, and how much of
the title or of one ask.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from helpcentre.search.analyse import clean, codes, fingerprint, fold, plain_words
from helpcentre.search.index import content_words
from helpcentre.search.packed import Form, PackedIndex
from helpcentre.search.score import Hit, Unit, Variant, rank
from helpcentre.search.spelling import SHORTEST, by_common, corrections, relatives, split_points

LONGEST_QUERY = 512
MOST_WORDS = 24


@dataclass
class Answer:
    """Hits, best first, and the corrected query where words had to be corrected (else empty)."""

    hits: Sequence[Hit] = ()
    units: Sequence[Unit] = ()
    corrected: str = ""


def search(index: PackedIndex, query: str) -> Answer:
    """Return every article that `query` finds, best first."""
    units = plan(index, query)
    matching = [unit for unit in units if unit.variants]
    hits = rank(index, matching, fingerprint(plain_words(clean(query[:LONGEST_QUERY]))))
    corrected = ""
    if hits and any(unit.corrected for unit in units):
        corrected = " ".join(unit.corrected or unit.word for unit in units)
    return Answer(hits, units, corrected)


def plan(index: PackedIndex, query: str) -> list[Unit]:
    """Return the units of `query`; one that nothing matches has no variants."""
    text = clean(query[:LONGEST_QUERY])
    plain = plain_words(text)[:MOST_WORDS]
    joined = codes(text)[:MOST_WORDS]
    ends = {found[-1] for found in (plain, joined) if found} if plain and text.endswith(plain[-1]) else set()
    units: dict[str, Unit] = {}
    for word in content_words(plain, index.stop, index.question):
        units.setdefault(index.analyser.keys(word)[-1], Unit(word))
    for word in joined:
        unit = Unit(word, _exact(index, word))
        if word in ends:
            unit.variants += _beginnings(index, word, unit.variants)
        if unit.variants or fold(word) in index.synonyms:
            units.setdefault(word, unit)
    meaning = _synonyms(index, plain, joined, units)
    for unit in units.values():
        if not unit.variants:
            unit.variants = _variants(index, unit, unit.word in ends, known=id(unit) in meaning)
    found = list(units.values())
    _compounds(index, found)
    for unit in found:
        unit.variants = [*unit.variants, *meaning.get(id(unit), ())]
    if not any(unit.variants for unit in found):
        for unit in found:
            unit.variants = _anywhere(index, unit, unit.word in ends)
    return found


def _variants(index: PackedIndex, unit: Unit, open_end: bool, *, known: bool) -> list[Variant]:
    exact = _exact(index, unit.word)
    found = exact + _beginnings(index, unit.word, exact) if open_end else exact
    if not found:
        return _meant(index, unit, open_end, known=known)
    return found + _kin(index, unit.word, found)


def _kin(index: PackedIndex, word: str, known: Sequence[Variant]) -> list[Variant]:
    """Return words with the same beginning, for languages whose endings the stemmer does not know well."""
    ranking = index.ranking
    bare = fold(word)
    shared = max(4, ceil(len(bare) * ranking["kinShare"]))
    if not index.kin or len(bare) < shared or re.search(r"\d", bare):
        return []
    longest = shared + int(ranking["kinTail"])
    forms = [form for form in index.forms(bare[:shared]) if len(form.folded) <= longest]
    better = {variant.keys[0] for variant in known if variant.weight >= index.kin}
    return _first_keys(index, forms, better, int(ranking["kins"]), index.kin)


def _first_keys(index: PackedIndex, forms: Sequence[Form], known: set[str], most: int, weight: float) -> list[Variant]:
    """Return the first keys of `forms` that are not known, the most common words first."""
    keys: dict[str, None] = {}
    for form in sorted(forms, key=by_common):
        if len(keys) == most:
            break
        key = index.analyser.keys(form.folded)[0]
        if key not in known:
            keys[key] = None
    return [Variant((key,), weight) for key in keys]


def _exact(index: PackedIndex, word: str) -> list[Variant]:
    return [Variant((key,), 1.0, exact=True) for key in index.analyser.keys(word) if index.postings(key)]


def _beginnings(index: PackedIndex, word: str, exact: Sequence[Variant]) -> list[Variant]:
    """Return what the last word may become when it is typed to its end: the most common words first."""
    bare = fold(word)
    if len(bare) < 2:
        return []
    ranking = index.ranking
    weight = ranking["prefixMore"] if exact else ranking["prefix"]
    known = {variant.keys[0] for variant in exact}
    return _first_keys(index, index.forms(bare), known, int(ranking["prefixes"]), weight)


def _meant(index: PackedIndex, unit: Unit, open_end: bool, *, known: bool) -> list[Variant]:
    """Return what a word that matches nothing may have meant; one `known` in a group is no typing error."""
    word, ranking = fold(unit.word), index.ranking
    if re.search(r"\d", word):
        return _parts(index, word)
    if len(word) < SHORTEST:
        return []
    pool = index.forms(word[:1])
    near = [] if known else _near(index, word, pool, open_end)
    shared, family = relatives(word, pool, ranking["familyShare"], int(ranking["families"]))
    variants = [_variant(index, form.folded, ranking[f"typo{errors}"]) for errors, form in near if errors]
    seen = {variant.keys for variant in variants}
    for form in family:
        variant = _variant(index, form.folded, ranking["family"] * shared / len(word))
        if variant.keys not in seen:
            variants.append(variant)
    _correct(unit, word, near)
    return variants if variants or known else _split(index, word, pool)


def _near(index: PackedIndex, word: str, pool: Sequence[Form], open_end: bool) -> Sequence[tuple[int, Form]]:
    """Return the words a typing error may have come from, with their distance."""
    most = int(index.ranking["typos"])
    near = corrections(word, pool, open_end, most)
    if not near and word[:1] != word[1:2]:  # the first letter is one too many, or swapped
        near = corrections(word, index.forms(word[1:2]), open_end, most)
    return near


def _anywhere(index: PackedIndex, unit: Unit, open_end: bool) -> list[Variant]:
    """Return the words nearest to one whose first letter is wrong; only where nothing of a query matches.

    It needs the whole dictionary: too many bytes for one odd word in a query that finds something without it.
    """
    word, ranking = fold(unit.word), index.ranking
    if len(word) <= SHORTEST or re.search(r"\d", word):
        return []
    near = corrections(word, index.forms(""), open_end, int(ranking["typos"]))
    _correct(unit, word, near)
    return [_variant(index, form.folded, ranking[f"typo{errors}"]) for errors, form in near]


def _correct(unit: Unit, word: str, near: Sequence[tuple[int, Form]]) -> None:
    if near and not (near[0][1].folded.startswith(word) or word.startswith(near[0][1].folded)):
        unit.corrected = near[0][1].spelt


def _variant(index: PackedIndex, folded: str, weight: float) -> Variant:
    return Variant((index.analyser.keys(folded)[0],), weight)


def _split(index: PackedIndex, word: str, pool: Sequence[Form]) -> list[Variant]:
    """Return the word read as two: `buonoregalo`."""
    for first, second in split_points(word, pool):
        keys = (index.analyser.keys(first)[0], index.analyser.keys(second)[0])
        if all(map(index.postings, keys)):
            return [Variant(keys, index.ranking["typo1"])]
    return []


def _parts(index: PackedIndex, word: str) -> list[Variant]:
    """Return a code typed without its separator, read as letters and digits: `gc404`.

    Of a number nobody wrote about, such as somebody's own order, the letters may say what it is: `bl771234`.
    """
    read = re.findall(r"\d+|\D+", word)
    keys = tuple(index.analyser.keys(part)[0] for part in read)
    if len(keys) > 1 and all(map(index.postings, keys)):
        return [Variant(keys, index.ranking["typo1"])]
    letters = tuple(
        key
        for key, part in zip(keys, read, strict=True)
        if len(keys) > 1 and len(part) > 1 and not part[0].isdigit() and index.postings(key)
    )
    return [Variant(letters, index.ranking["typo2"])] if letters else []


def _compounds(index: PackedIndex, units: Sequence[Unit]) -> None:
    """Let two neighbours also match the word they make when written together: `tanda tangan`, `tandatangan`."""
    for first, second in pairwise(units):
        longest = len(fold(first.word)) + 1
        joined = _exact(index, first.word + second.word)
        variants = [variant for variant in joined if len(variant.keys[0]) > longest]  # not stemmed back to the first
        for unit in (first, second) if variants else ():
            unit.variants = [*unit.variants, *(Variant(variant.keys, 1.0) for variant in variants)]


def _synonyms(
    index: PackedIndex, plain: Sequence[str], joined: Sequence[str], units: Mapping[str, Unit]
) -> dict[int, list[Variant]]:
    """Return by unit (its `id`) what the other phrases of its groups are; `units` by the last key of their word."""
    keys = [index.analyser.keys(word) for word in plain]
    empty = [fold(word) in index.stop or fold(word) in index.question for word in plain]
    met: list[tuple[Unit | None, list[tuple[str, ...]]]] = []
    for start, first in enumerate(keys):
        for phrase, others in (each for key in first for each in index.synonyms.get(key, ())):
            met += [(units.get(keys[at][-1]), others) for at in _places(phrase, keys, empty, start)]
    for word in joined:
        met += [(units.get(word), others) for phrase, others in index.synonyms.get(fold(word), ()) if len(phrase) == 1]
    found: dict[int, dict[tuple[str, ...], Variant]] = {}
    for unit, others in met:
        if unit:
            variants = {other: Variant(other, index.ranking["synonym"]) for other in others}
            found.setdefault(id(unit), {}).update(variants)
    return {unit: list(variants.values()) for unit, variants in found.items()}


def _places(phrase: Sequence[str], keys: Sequence[Sequence[str]], empty: Sequence[bool], start: int) -> list[int]:
    """Return where the words of a phrase stand in the query from `start`, or nothing; function words may be between."""
    places, at = [start], start + 1
    for key in phrase[1:]:
        while at < len(keys) and key not in keys[at] and empty[at]:
            at += 1
        if at == len(keys) or key not in keys[at]:
            return []
        places.append(at)
        at += 1
    return places
