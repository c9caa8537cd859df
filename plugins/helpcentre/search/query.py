"""The same search as the browser's, over the packed files: `search-query.js` follows this step by step.

Every word of a query that is not a function or question word may match several variants: the word itself; what the
last word may become; if nothing matches, what the writer may have meant. Any word finds an article (never all are
required); its score depends on how well the keys fit (BM25F), how much of the query is covered, and how much of the
title or of one ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpcentre.search.analyser import content_words
from helpcentre.search.expansion import find_anywhere, find_exact, find_prefixed, find_variants
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.relevance import Hit, QueryWord, Variant, rank
from helpcentre.search.tokens import fingerprint, fold, join_codes, normalise, split_words

LONGEST_QUERY = 512
MOST_WORDS = 24


@dataclass
class Answer:
    """Hits, best first, and the corrected query if words had to be corrected (else empty)."""

    hits: Sequence[Hit] = ()
    words: Sequence[QueryWord] = ()
    corrected: str = ""


def search(index: PackedIndex, query: str) -> Answer:
    """Return every article that `query` finds, best first."""
    words = plan_query(index, query)
    matching = [word for word in words if word.variants]
    hits = rank(index, matching, fingerprint(split_words(normalise(query[:LONGEST_QUERY]))))
    corrected = ""
    if hits and any(word.corrected for word in words):
        corrected = " ".join(word.corrected or word.text for word in words)
    return Answer(hits, words, corrected)


def plan_query(index: PackedIndex, query: str) -> list[QueryWord]:
    """Return the words of `query` with what they match; a word that matches nothing has no variants."""
    text = normalise(query[:LONGEST_QUERY])
    plain = split_words(text)[:MOST_WORDS]
    joined = join_codes(text)[:MOST_WORDS]
    open_ends = {found[-1] for found in (plain, joined) if found} if plain and text.endswith(plain[-1]) else set()
    by_key: dict[str, QueryWord] = {}
    for text_of_word in content_words(plain, index.stop, index.question):
        by_key.setdefault(index.analyser.keys(text_of_word)[-1], QueryWord(text_of_word))
    for code in joined:
        word = QueryWord(code, find_exact(index, code))
        if code in open_ends:
            word.variants += find_prefixed(index, code, word.variants)
        if word.variants or fold(code) in index.synonyms:
            by_key.setdefault(code, word)
    synonyms = _find_synonyms(index, plain, joined, by_key)
    for word in by_key.values():
        if not word.variants:
            word.variants = find_variants(index, word, open_end=word.text in open_ends, known=id(word) in synonyms)
    words = list(by_key.values())
    _add_joined_neighbours(index, words)
    for word in words:
        word.variants = [*word.variants, *synonyms.get(id(word), ())]
    if not any(word.variants for word in words):
        for word in words:
            word.variants = find_anywhere(index, word, open_end=word.text in open_ends)
    return words


def _add_joined_neighbours(index: PackedIndex, words: Sequence[QueryWord]) -> None:
    """Let two neighbours also match the word they make when written together: `tanda tangan`, `tandatangan`."""
    for first, second in pairwise(words):
        longest = len(fold(first.text)) + 1
        joined = find_exact(index, first.text + second.text)
        variants = [variant for variant in joined if len(variant.keys[0]) > longest]  # not stemmed back to the first
        for word in (first, second) if variants else ():
            word.variants = [*word.variants, *(Variant(variant.keys, 1.0) for variant in variants)]


def _find_synonyms(
    index: PackedIndex, plain: Sequence[str], joined: Sequence[str], by_key: Mapping[str, QueryWord]
) -> dict[int, list[Variant]]:
    """Return the other phrases of its groups for each word (by its `id`); `by_key` holds words by their last key."""
    keys = [index.analyser.keys(word) for word in plain]
    is_function_word = [fold(word) in index.stop or fold(word) in index.question for word in plain]
    met: list[tuple[QueryWord | None, list[tuple[str, ...]]]] = []
    for start, first in enumerate(keys):
        for phrase, others in (each for key in first for each in index.synonyms.get(key, ())):
            places = _locate_phrase(phrase, keys, is_function_word, start)
            met += [(by_key.get(keys[at][-1]), others) for at in places]
    for code in joined:
        met += [(by_key.get(code), others) for phrase, others in index.synonyms.get(fold(code), ()) if len(phrase) == 1]
    found: dict[int, dict[tuple[str, ...], Variant]] = {}
    for word, others in met:
        if word:
            variants = {other: Variant(other, index.ranking["synonymWeight"]) for other in others}
            found.setdefault(id(word), {}).update(variants)
    return {word: list(variants.values()) for word, variants in found.items()}


def _locate_phrase(
    phrase: Sequence[str], keys: Sequence[Sequence[str]], is_function_word: Sequence[bool], start: int
) -> list[int]:
    """Return the positions of a phrase's words in the query from `start`, or nothing; function words may intervene."""
    places, at = [start], start + 1
    for key in phrase[1:]:
        while at < len(keys) and key not in keys[at] and is_function_word[at]:
            at += 1
        if at == len(keys) or key not in keys[at]:
            return []
        places.append(at)
        at += 1
    return places
