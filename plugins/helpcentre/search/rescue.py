"""Find possible meanings of a word that matches nothing: without particles, in a sister language, misspelt, related.

`search-rescue.js` follows this step by step.
"""

import re
from collections.abc import Sequence

from helpcentre.search.clitics import strip_clitics
from helpcentre.search.expansion import find_exact, first_keys
from helpcentre.search.packed_index import SISTER_KEY, PackedIndex
from helpcentre.search.query_words import QueryWord, Variant
from helpcentre.search.spelling import (
    SHORTEST,
    THREE_ERRORS,
    Correction,
    Form,
    find_corrections,
    find_relatives,
    find_sound_alikes,
    share_root,
)
from helpcentre.search.tokens import has_digit, is_spaceless


def find_meant(index: PackedIndex, word: QueryWord, *, open_end: bool, known: bool) -> list[Variant]:
    """Return what `word` may mean; with `known` it is in a group of synonyms, and so not a typing error."""
    bare = index.analyser.fold(word.text)
    if has_digit(bare):
        return _read_code(index, bare)
    if is_spaceless(bare):
        return []
    if not known:
        foreign = _find_bare(index, bare) or _find_sisters(index, bare)
        if foreign:
            return foreign
    if len(bare) < SHORTEST:
        return []
    pool = index.forms(bare[:1])
    near = [] if known else _find_near(index, bare, pool, open_end)
    variants = [_weigh_correction(index, each) for each in near if each.errors]
    seen = {variant.keys for variant in variants}
    ranking = index.ranking
    shared, relatives = find_relatives(bare, pool, ranking["relativeShare"], int(ranking["mostRelatives"]))
    for form in relatives:
        variant = _match_form(index, form, ranking["relativeWeight"] * shared / len(bare))
        if variant.keys not in seen:
            variants.append(variant)
    _note_correction(word, bare, near)
    return variants


def find_anywhere(index: PackedIndex, word: QueryWord) -> list[Variant]:
    """Return the words nearest to one that has an odd first letter or many errors.

    This loads the whole dictionary, so it is used only if no word of the query matches as it is written.
    """
    bare = index.analyser.fold(word.text)
    if len(bare) <= SHORTEST or has_digit(bare) or is_spaceless(bare):
        return []
    forms = index.forms("")
    near = find_corrections(bare, forms, False, int(index.ranking["mostCorrections"]))
    if not near:
        near = find_sound_alikes(bare, forms, int(index.ranking["mostCorrections"]), 1)
    if not near and index.has_compounds:
        compounds = [form for form in forms if len(form.folded) > len(bare) and form.folded.endswith(bare)]
        if compounds:
            word.rescued = False  # the end of a compound is the word itself
            most = int(index.ranking["mostRelatives"])
            return first_keys(index, compounds, set(), most, index.ranking["compoundWeight"])
    if not near:
        # three errors make another word of a short one: such a word is only suggested
        suggested = find_corrections(bare, index.forms(bare[:1]), False, 1, 3) if len(bare) >= THREE_ERRORS else []
        word.near = suggested[0].form.spelt if suggested else ""
    _note_correction(word, bare, near)
    return [_weigh_correction(index, each) for each in near]


def find_guesses(index: PackedIndex, word: QueryWord) -> list[Variant]:
    """Return words that share any root with one that nothing else explains."""
    bare = index.analyser.fold(word.text)
    if has_digit(bare) or is_spaceless(bare):
        return []
    forms = [form for form in index.forms("") if share_root(bare, form.folded)]
    return first_keys(index, forms, set(), int(index.ranking["mostRelatives"]), index.ranking["guessWeight"])


def _find_bare(index: PackedIndex, bare: str) -> list[Variant]:
    """Return the word without the particles written together with it."""
    for text in strip_clitics(bare, index.analyser.stemmer):
        found = find_exact(index, text)
        if found:
            return [Variant(variant.keys, index.ranking["cliticWeight"]) for variant in found]
    return []


def _find_sisters(index: PackedIndex, bare: str) -> list[Variant]:
    """Return the word in the site's other languages."""
    key = SISTER_KEY + bare
    return [Variant((key,), index.ranking["sisterWeight"])] if index.postings(key) else []


def _find_near(index: PackedIndex, bare: str, pool: Sequence[Form], open_end: bool) -> Sequence[Correction]:
    """Return the words that a typing error may have come from."""
    most = int(index.ranking["mostCorrections"])
    near = find_corrections(bare, pool, open_end, most)
    if not near and bare[:1] != bare[1:2]:  # the first letter may be superfluous or swapped
        near = find_corrections(bare, index.forms(bare[1:2]), open_end, most)
    return near or find_sound_alikes(bare, pool, most, 0)


def _note_correction(word: QueryWord, bare: str, near: Sequence[Correction]) -> None:
    """Note the nearest spelling, which is shown unless it is only the beginning of the word or a longer form of it."""
    if near and not (near[0].form.folded.startswith(bare) or bare.startswith(near[0].form.folded)):
        word.corrected = near[0].form.spelt


def _weigh_correction(index: PackedIndex, correction: Correction) -> Variant:
    name = "oneErrorWeight" if correction.errors == 1 else "twoErrorsWeight"
    return _match_form(index, correction.form, index.ranking[name])


def _match_form(index: PackedIndex, form: Form, weight: float) -> Variant:
    return Variant((index.analyser.keys(form.folded)[0],), weight)


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
