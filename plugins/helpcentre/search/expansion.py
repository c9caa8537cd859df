"""Find what a word of a query matches: itself, longer words, words that end with it, words with the same beginning.

`search-expansion.js` follows this step by step.
"""

from collections.abc import Iterable, Sequence
from math import ceil

from helpcentre.search.compounds import compound_key
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query_words import Variant
from helpcentre.search.spelling import Form, sort_key
from helpcentre.search.tokens import has_digit, is_spaceless

SHORTEST_COMPOUND_PART = 3


def find_variants(index: PackedIndex, text: str, *, open_end: bool) -> list[Variant]:
    """Return what a word matches in the index; with `open_end` it may be unfinished."""
    exact = find_exact(index, text)
    found = exact + find_prefixed(index, text, exact) if open_end else exact
    found = [*found, *_find_compounds(index, text)]
    return found + _expand_prefix(index, text, found) if found else []


def find_exact(index: PackedIndex, text: str) -> list[Variant]:
    """Return the keys of a word that are in the index."""
    return [Variant((key,), 1.0, exact=True) for key in index.analyser.keys(text) if index.postings(key)]


def find_prefixed(index: PackedIndex, text: str, exact: Sequence[Variant]) -> list[Variant]:
    """Return what an unfinished word may become, the most common words first."""
    bare = index.analyser.fold(text)
    if len(bare) < 2 and not is_spaceless(bare):
        return []
    ranking = index.ranking
    weight = ranking["prefixWeightBesideExact"] if exact else ranking["prefixWeight"]
    known = {variant.keys[0] for variant in exact}
    return first_keys(index, index.forms(bare), known, int(ranking["mostPrefixes"]), weight)


def first_keys(index: PackedIndex, forms: Iterable[Form], known: set[str], most: int, weight: float) -> list[Variant]:
    """Return the first keys of `forms` that are not `known`, the most common words first."""
    keys: dict[str, None] = {}
    for form in sorted(forms, key=sort_key):
        if len(keys) == most:
            break
        key = index.analyser.keys(form.folded)[0]
        if key not in known:
            keys[key] = None
    return [Variant((key,), weight) for key in keys]


def _find_compounds(index: PackedIndex, text: str) -> list[Variant]:
    """Return the words that end with this one, in languages that write compounds as one word."""
    if not index.has_compounds:
        return []
    keys = (compound_key(key) for key in index.analyser.keys(text) if len(key) >= SHORTEST_COMPOUND_PART)
    return [Variant((key,), index.ranking["compoundWeight"]) for key in keys if index.postings(key)]


def _expand_prefix(index: PackedIndex, text: str, known: Sequence[Variant]) -> list[Variant]:
    """Return words with the same beginning, for languages whose endings the stemmer does not know well."""
    ranking, weight = index.ranking, index.expansion_weight
    bare = index.analyser.fold(text)
    shared = max(4, ceil(len(bare) * ranking["expansionShare"]))
    if not weight or len(bare) < shared or has_digit(bare) or is_spaceless(bare):
        return []
    longest = shared + int(ranking["expansionTail"])
    forms = [form for form in index.forms(bare[:shared]) if len(form.folded) <= longest]
    better = {variant.keys[0] for variant in known if variant.weight >= weight}
    return first_keys(index, forms, better, int(ranking["mostExpansions"]), weight)
