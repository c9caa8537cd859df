"""The postings of an inverted index: how well each key fits the articles that have it.

BM25F after Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), equation 3.20.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from helpcentre.search.binary_format import Ask, Posting, to_level
from helpcentre.search.compounds import compound_key
from helpcentre.search.inverted_index import FIELDS, InvertedIndex

FIELD_WEIGHTS = {"title": 4.0, "asks": 2.5, "headings": 3.5, "lead": 1.2, "body": 1.0, "transcript": 0.7}
LENGTH_NORMALISATION = {"title": 0.3, "asks": 0.3, "headings": 0.5, "lead": 0.3, "body": 0.6, "transcript": 0.6}
"""BM25F's b for each field."""


def compute_postings(inverted: InvertedIndex) -> dict[str, list[Posting]]:
    """Return the postings of every key, in the order of the articles."""
    mean = _mean_lengths(inverted)
    postings: defaultdict[str, list[Posting]] = defaultdict(list)
    for number in range(len(inverted.documents)):
        titles = {key for keys in inverted.title_keys[number] for key in keys}
        titles |= {*inverted.title_phrases[number]}
        title_length = min(255, len(inverted.title_keys[number]))
        asks = _asks_by_key(inverted, number)
        frequencies = _weighted_frequencies(inverted.builder, str(number), mean)
        _add_compounds(inverted.compound_tails, frequencies, titles, asks)
        for key, frequency in frequencies.items():
            level = to_level(frequency)
            postings[key].append((number, level, title_length if key in titles else 0, asks.get(key, ())))
    return postings


def _mean_lengths(inverted: InvertedIndex) -> dict[str, float]:
    """Return the mean number of keys in each field, 1 for a field that no article has."""
    total = len(inverted.documents)
    lengths = inverted.builder.field_lengths
    return {name: sum(lengths[f"{name}/{number}"] for number in range(total)) / max(1, total) or 1.0 for name in FIELDS}


def _weighted_frequencies(builder: Any, number: str, mean: Mapping[str, float]) -> dict[str, float]:
    """Return BM25F's weighted frequency of every key of one article."""
    frequencies: dict[str, float] = {}
    for name in FIELDS:
        reference = f"{name}/{number}"
        b = LENGTH_NORMALISATION[name]
        weight = FIELD_WEIGHTS[name] / (1 - b + b * builder.field_lengths[reference] / mean[name])
        for key, count in builder.field_term_frequencies[reference].items():
            frequencies[key] = frequencies.get(key, 0.0) + weight * count
    return frequencies


def _asks_by_key(inverted: InvertedIndex, number: int) -> dict[str, tuple[Ask, ...]]:
    """Return the asks of an article that each key is in; the keys of an ask's first word carry its fingerprint."""
    found: defaultdict[str, list[Ask]] = defaultdict(list)
    phrases = inverted.ask_phrases[number]
    for entry, ask in enumerate(inverted.ask_keys[number]):
        first = set(ask[0]) if ask else set()
        for key in sorted({*(key for keys in ask for key in keys), *phrases[entry]}):
            mark = inverted.fingerprints[number][entry] if key in first else -1
            found[key].append((entry, min(len(ask), 8), mark))
    return {key: tuple(each) for key, each in found.items()}


def _add_compounds(
    tails: Mapping[str, Sequence[str]],
    frequencies: dict[str, float],
    titles: set[str],
    asks: dict[str, tuple[Ask, ...]],
) -> None:
    """Add to one article the keys of its compounds' last parts."""
    for key in [key for key in frequencies if key in tails]:
        for tail in map(compound_key, tails[key]):
            frequencies[tail] = frequencies.get(tail, 0.0) + frequencies[key]
            if key in titles:
                titles.add(tail)
            if key in asks:
                known = {ask for ask, _, _ in asks.get(tail, ())}
                added = tuple((ask, length, -1) for ask, length, _ in asks[key] if ask not in known)
                asks[tail] = tuple(sorted((*asks.get(tail, ()), *added)))
