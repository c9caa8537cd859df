"""From units and postings to ranked articles; `search-score.js` adds the same numbers in the same order.

Words that stand for one word of the query are one term (Pirkola's synonym operator): they share one inverse document
frequency, taken over the articles that hold the word itself or, where none does, any of its variants. That frequency
counts less than BM25 has it (an exponent below 1): in a whole question the rarest word is often a chance one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, log

from helpcentre.search.pack import LEVELS, Posting
from helpcentre.search.packed import PackedIndex


@dataclass(slots=True)
class Variant:
    """Keys that all have to stand in an article, and how much such a match is worth (1: the word itself)."""

    keys: tuple[str, ...]
    weight: float
    exact: bool = False


@dataclass(slots=True)
class Unit:
    """One word of the query and what it may match; `corrected` is the spelling shown when nothing matched it."""

    word: str
    variants: list[Variant] = field(default_factory=list)
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article with its score; `exact`: the query equals one of its asks."""

    number: int
    score: float
    exact: bool


@dataclass(slots=True)
class _Met:
    """How one unit is met in one article; of all its variants the best one counts, part by part.

    `asks` holds for every ask it stands in: weight, words, length of the ask, whether the ask equals the query.
    """

    fit: float = 0.0
    weight: float = 0.0
    title_weight: float = 0.0
    title_words: int = 0
    title_length: int = 1
    asks: dict[int, tuple[float, int, int, bool]] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    score: float = 0.0
    covered: float = 0.0
    title_weight: float = 0.0
    title_words: int = 0
    title_length: int = 1
    asks: dict[int, tuple[float, int, int, bool]] = field(default_factory=dict)


def rank(index: PackedIndex, units: Sequence[Unit], mark: int) -> list[Hit]:
    """Return the articles that any of `units` matches, best first; `mark` is the fingerprint of the whole query."""
    tallies: dict[int, _Tally] = {}
    total = 0.0
    for unit in units:
        found, importance = _matches(index, unit, mark)
        total += importance
        for number, met in found.items():
            tally = tallies.get(number)
            if tally is None:
                tally = tallies[number] = _Tally()
            _count(tally, met, importance)
    hits = [_hit(index, number, tally, total) for number, tally in tallies.items()]
    hits.sort(key=lambda hit: (not hit.exact, -hit.score, hit.number))
    return hits


def _matches(index: PackedIndex, unit: Unit, mark: int) -> tuple[dict[int, _Met], float]:
    """Return how every article meets the unit, and the importance of the unit (idf, damped)."""
    found: dict[int, _Met] = {}
    own = set()
    for variant in unit.variants:
        for number, level, title, asks in _postings(index, variant):
            if variant.exact:
                own.add(number)
            met = found.get(number)
            if met is None:
                met = found[number] = _Met()
            met.fit = max(met.fit, variant.weight * level)
            met.weight = max(met.weight, variant.weight)
            if title and variant.weight > met.title_weight:
                met.title_weight, met.title_words, met.title_length = variant.weight, len(variant.keys), title
            for entry, length, of_ask in asks:
                weight, size, _, equal = met.asks.get(entry, (0.0, 0, 0, False))
                if variant.weight > weight:
                    weight, size = variant.weight, len(variant.keys)
                met.asks[entry] = (weight, size, length, equal or of_ask == mark)
    number_of = len(own) or len(found)
    rarity = log(1 + (index.articles - number_of + 0.5) / (number_of + 0.5))
    return found, rarity ** index.ranking["rarity"]


def _postings(index: PackedIndex, variant: Variant) -> list[Posting]:
    first = index.postings(variant.keys[0])
    for key in variant.keys[1:]:
        others = {posting[0]: posting for posting in index.postings(key)}
        first = [_both(posting, others[posting[0]]) for posting in first if posting[0] in others]
    return first


def _both(one: Posting, other: Posting) -> Posting:
    marks = {entry: mark for entry, _, mark in other[3]}
    asks = tuple((entry, length, max(mark, marks[entry])) for entry, length, mark in one[3] if entry in marks)
    return (one[0], min(one[1], other[1]), one[2] and other[2], asks)


def _count(tally: _Tally, met: _Met, importance: float) -> None:
    tally.score += met.fit * importance / LEVELS
    tally.covered += met.weight * importance
    if met.title_weight:
        tally.title_weight += met.title_weight * importance
        tally.title_words += met.title_words
        tally.title_length = met.title_length
    for entry, (weight, size, length, equal) in met.asks.items():
        before, words, _, known = tally.asks.get(entry, (0.0, 0, 0, False))
        tally.asks[entry] = (before + weight * importance, words + size, length, known or equal)


def _hit(index: PackedIndex, number: int, tally: _Tally, total: float) -> Hit:
    ranking = index.ranking
    beta = ranking["beta"]
    title = _share(tally.title_weight / total, tally.title_words / tally.title_length, beta)
    asked, exact = 0.0, False
    for weight, size, length, equal in tally.asks.values():
        asked = max(asked, _share(weight / total, size / length, beta))
        exact = exact or (equal and size >= length)
    score = tally.score * (tally.covered / total) ** ranking["coverage"]
    score *= 1 + ranking["title"] * title + ranking["asks"] * asked
    return Hit(number, floor(score * 1e6 + 0.5) / 1e6, exact)


def _share(of_query: float, of_text: float, beta: float) -> float:
    """Return the F-measure of how much of the query and how much of the title or ask is met (0 to 1).

    `beta` is how much more the query counts than the text: van Rijsbergen, Information Retrieval (1979), chapter 7.
    """
    of_text = min(1.0, of_text)
    weight = beta * beta
    return (1 + weight) * of_query * of_text / (of_query + weight * of_text) if of_query and of_text else 0.0
