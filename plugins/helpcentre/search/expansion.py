"""What a word of a query may match besides itself: longer words, corrected and related words, words run together.

`search-expansion.js` follows this step by step.
"""

import re
from collections.abc import Sequence
from math import ceil

from helpcentre.search.packed_index import Form, PackedIndex
from helpcentre.search.relevance import QueryWord, Variant
from helpcentre.search.spelling import SHORTEST, find_corrections, find_relatives, sort_key, split_in_two
from helpcentre.search.tokens import fold, has_digit


def find_variants(index: PackedIndex, word: QueryWord, *, open_end: bool, known: bool) -> list[Variant]:
    """Return what `word` matches in the index.

    `open_end` means that it may be unfinished, `known` that it is in a group of synonyms and so not a typing error.
    """
    exact = find_exact(index, word.text)
    found = exact + find_prefixed(index, word.text, exact) if open_end else exact
    if not found:
        return _find_meant(index, word, open_end=open_end, known=known)
    return found + _expand_prefix(index, word.text, found)


def find_exact(index: PackedIndex, text: str) -> list[Variant]:
    """Return the keys of a word that are in the index."""
    return [Variant((key,), 1.0, exact=True) for key in index.analyser.keys(text) if index.postings(key)]


def find_prefixed(index: PackedIndex, text: str, exact: Sequence[Variant]) -> list[Variant]:
    """Return what an unfinished word may become, the most common words first."""
    bare = fold(text)
    if len(bare) < 2:
        return []
    ranking = index.ranking
    weight = ranking["prefixWeightBesideExact"] if exact else ranking["prefixWeight"]
    known = {variant.keys[0] for variant in exact}
    return _first_keys(index, index.forms(bare), known, int(ranking["mostPrefixes"]), weight)


def find_anywhere(index: PackedIndex, word: QueryWord, *, open_end: bool) -> list[Variant]:
    """Return the words nearest to one whose first letter is wrong.

    This loads the whole dictionary, so it is used only if no word of the query matches anything.
    """
    bare = fold(word.text)
    if len(bare) <= SHORTEST or has_digit(bare):
        return []
    near = find_corrections(bare, index.forms(""), open_end, int(index.ranking["mostCorrections"]))
    _note_correction(word, bare, near)
    return [_weigh_correction(index, errors, form) for errors, form in near]


def _expand_prefix(index: PackedIndex, text: str, known: Sequence[Variant]) -> list[Variant]:
    """Return words with the same beginning, for languages whose endings the stemmer does not know well."""
    ranking, weight = index.ranking, index.expansion_weight
    bare = fold(text)
    shared = max(4, ceil(len(bare) * ranking["expansionShare"]))
    if not weight or len(bare) < shared or has_digit(bare):
        return []
    longest = shared + int(ranking["expansionTail"])
    forms = [form for form in index.forms(bare[:shared]) if len(form.folded) <= longest]
    better = {variant.keys[0] for variant in known if variant.weight >= weight}
    return _first_keys(index, forms, better, int(ranking["mostExpansions"]), weight)


def _first_keys(index: PackedIndex, forms: Sequence[Form], known: set[str], most: int, weight: float) -> list[Variant]:
    """Return the first keys of `forms` that are not `known`, the most common words first."""
    keys: dict[str, None] = {}
    for form in sorted(forms, key=sort_key):
        if len(keys) == most:
            break
        key = index.analyser.keys(form.folded)[0]
        if key not in known:
            keys[key] = None
    return [Variant((key,), weight) for key in keys]


def _find_meant(index: PackedIndex, word: QueryWord, *, open_end: bool, known: bool) -> list[Variant]:
    """Return what a word that matches nothing may mean."""
    bare, ranking = fold(word.text), index.ranking
    if has_digit(bare):
        return _read_code(index, bare)
    if len(bare) < SHORTEST:
        return []
    pool = index.forms(bare[:1])
    near = [] if known else _find_near(index, bare, pool, open_end)
    shared, relatives = find_relatives(bare, pool, ranking["relativeShare"], int(ranking["mostRelatives"]))
    variants = [_weigh_correction(index, errors, form) for errors, form in near if errors]
    seen = {variant.keys for variant in variants}
    for form in relatives:
        variant = _match_form(index, form.folded, ranking["relativeWeight"] * shared / len(bare))
        if variant.keys not in seen:
            variants.append(variant)
    _note_correction(word, bare, near)
    return variants if variants or known else _split(index, bare, pool)


def _find_near(index: PackedIndex, bare: str, pool: Sequence[Form], open_end: bool) -> Sequence[tuple[int, Form]]:
    """Return the words that a typing error may have come from, with their distance."""
    most = int(index.ranking["mostCorrections"])
    near = find_corrections(bare, pool, open_end, most)
    if not near and bare[:1] != bare[1:2]:  # the first letter may be superfluous or swapped
        near = find_corrections(bare, index.forms(bare[1:2]), open_end, most)
    return near


def _note_correction(word: QueryWord, bare: str, near: Sequence[tuple[int, Form]]) -> None:
    """Note the nearest spelling, to be shown, unless it is only the word's beginning or continuation."""
    if near and not (near[0][1].folded.startswith(bare) or bare.startswith(near[0][1].folded)):
        word.corrected = near[0][1].spelt


def _weigh_correction(index: PackedIndex, errors: int, form: Form) -> Variant:
    return _match_form(index, form.folded, index.ranking["oneErrorWeight" if errors == 1 else "twoErrorsWeight"])


def _match_form(index: PackedIndex, folded: str, weight: float) -> Variant:
    return Variant((index.analyser.keys(folded)[0],), weight)


def _split(index: PackedIndex, bare: str, pool: Sequence[Form]) -> list[Variant]:
    """Return the word read as two: `buonoregalo`."""
    for first, second in split_in_two(bare, pool):
        keys = (index.analyser.keys(first)[0], index.analyser.keys(second)[0])
        if all(map(index.postings, keys)):
            return [Variant(keys, index.ranking["oneErrorWeight"])]
    return []


def _read_code(index: PackedIndex, bare: str) -> list[Variant]:
    """Return a code typed without its separator, read as letters and digits: `gc404`.

    If no article has the number, such as that of the customer's own order, its letters may say what it is: `bl771234`.
    """
    parts = re.findall(r"\d+|\D+", bare)
    keys = tuple(index.analyser.keys(part)[0] for part in parts)
    if len(keys) > 1 and all(map(index.postings, keys)):
        return [Variant(keys, index.ranking["oneErrorWeight"])]
    letters = tuple(
        key
        for key, part in zip(keys, parts, strict=True)
        if len(keys) > 1 and len(part) > 1 and not part[0].isdigit() and index.postings(key)
    )
    return [Variant(letters, index.ranking["twoErrorsWeight"])] if letters else []
