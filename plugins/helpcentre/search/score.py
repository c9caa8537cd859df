"""From units and postings to ranked articles; `search-score.js` adds the same numbers in the same order.

Words that stand for one word of the query are one term (Pirkola's synonym operator): they share one inverse document
frequency, taken over the articles that hold the word itself or, where none does, any of its variants.
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
class _Ask:
    weight: float = 0.0
    units: int = 0
    length: int = 0
    equal: bool = False


@dataclass(slots=True)
class _Tally:
    score: float = 0.0
    covered: float = 0.0
    title_weight: float = 0.0
    title_units: int = 0
    title_length: int = 1
    asks: dict[int, _Ask] = field(default_factory=dict)


def rank(index: PackedIndex, units: Sequence[Unit], mark: int) -> list[Hit]:
    """Return the articles that any of `units` matches, best first; `mark` is the fingerprint of the whole query."""
    tallies: dict[int, _Tally] = {}
    total = 0.0
    for unit in units:
        best, importance = _matches(index, unit)
        total += importance
        for number, (posting, variant) in best.items():
            tally = tallies.get(number)
            if tally is None:
                tally = tallies[number] = _Tally()
            _count(tally, posting, variant, importance, mark)
    hits = [_hit(index, number, tally, total) for number, tally in tallies.items()]
    hits.sort(key=lambda hit: (not hit.exact, -hit.score, hit.number))
    return hits


def _matches(index: PackedIndex, unit: Unit) -> tuple[dict[int, tuple[Posting, Variant]], float]:
    """Return for every article the variant that fits it best, and the importance (idf) of the unit."""
    best: dict[int, tuple[Posting, Variant]] = {}
    own = set()
    for variant in unit.variants:
        for posting in _postings(index, variant):
            number = posting[0]
            if variant.exact:
                own.add(number)
            before = best.get(number)
            if before is None or variant.weight * posting[1] > before[1].weight * before[0][1]:
                best[number] = (posting, variant)
    found = len(own) or len(best)
    return best, log(1 + (index.articles - found + 0.5) / (found + 0.5))


def _postings(index: PackedIndex, variant: Variant) -> list[Posting]:
    first = index.postings(variant.keys[0])
    for key in variant.keys[1:]:
        others = {posting[0]: posting for posting in index.postings(key)}
        first = [_both(posting, others[posting[0]]) for posting in first if posting[0] in others]
    return first


def _both(one: Posting, other: Posting) -> Posting:
    asks = [entry for entry in one[3] if entry in other[3]]
    return (one[0], min(one[1], other[1]), one[2] and other[2], asks)


def _count(tally: _Tally, posting: Posting, variant: Variant, importance: float, mark: int) -> None:
    worth = variant.weight * importance
    tally.score += worth * posting[1] / LEVELS
    tally.covered += worth
    if posting[2]:
        tally.title_weight += worth
        tally.title_units += len(variant.keys)
        tally.title_length = posting[2]
    for entry, length, own in posting[3]:
        ask = tally.asks.setdefault(entry, _Ask())
        ask.weight += worth
        ask.units += len(variant.keys)
        ask.length = length
        ask.equal = ask.equal or own == mark


def _hit(index: PackedIndex, number: int, tally: _Tally, total: float) -> Hit:
    ranking = index.ranking
    beta = ranking["beta"]
    title = _share(tally.title_weight / total, tally.title_units / tally.title_length, beta)
    asked, exact = 0.0, False
    for ask in tally.asks.values():
        asked = max(asked, _share(ask.weight / total, ask.units / ask.length, beta))
        exact = exact or (ask.equal and ask.units >= ask.length)
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
