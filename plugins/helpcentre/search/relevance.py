"""From the words of a query and postings to ranked articles; `search-relevance.js` adds the same numbers in order.

The variants of one word of the query are one term (Pirkola's synonym operator): they share one inverse document
frequency, taken over the articles that have the word itself or, if none has it, any of its variants. It is damped (an
exponent below 1): in a whole question the rarest word is often a chance one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, log

from helpcentre.search.binary_format import LEVELS, Posting
from helpcentre.search.packed_index import SISTER_KEY, PackedIndex
from helpcentre.search.query_words import QueryWord, Variant
from helpcentre.search.tokens import has_digit, is_spaceless

DOUBT: Sequence[tuple[float, float]] = ((0.75, 0.85), (0.6, 0.6), (0.4, 0.3), (0.05, 0.15))
"""Share of a query that the best article does not meet, and the least strength of an answer from that share on.

The strength is the score of the best article over the idf of all words.
"""
CERTAIN_WORDS = 3
"""An article that matches so many words as they are written is not a chance match, however long the query is."""
RESCUED = 0.5
"""The share of a word that counts as matched if the article has only a possible meaning of the word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article with its score; `exact`: the query equals one of its asks."""

    number: int
    score: float
    exact: bool


@dataclass(slots=True)
class _AskMatch:
    """The part of one ask that is met: weight and number of its words, its length, whether it equals the query."""

    weight: float
    words: int
    length: int
    is_equal: bool


@dataclass(slots=True)
class _Match:
    """The match of an article with a word of the query (the best of its variants, part by part), or with all of it."""

    fit: float = 0.0
    covered: float = 0.0
    title_weight: float = 0.0
    title_words: int = 0
    title_length: int = 1
    asks: dict[int, _AskMatch] = field(default_factory=dict)


def rank(index: PackedIndex, words: Sequence[QueryWord], mark: int) -> list[Hit]:
    """Return the articles that any of `words` matches, best first; `mark` is the fingerprint of the whole query."""
    tallies: dict[int, _Match] = {}
    total = 0.0
    for word in words:
        matches = _match_word(index, word, mark)
        total += word.idf
        for number, match in matches.items():
            tally = tallies.get(number)
            if tally is None:
                tally = tallies[number] = _Match()
            _add_match(tally, match, word.idf)
    hits = [_score_article(index, number, tally, total) for number, tally in tallies.items()]
    hits.sort(key=lambda hit: (not hit.exact, -hit.score, hit.number))
    return hits


def damped_idf(index: PackedIndex, frequency: int) -> float:
    """Return the damped inverse document frequency of a word that `frequency` articles have."""
    idf = log(1 + (index.articles - frequency + 0.5) / (frequency + 0.5))
    return float(idf ** index.ranking["idfExponent"])


def is_doubtful(index: PackedIndex, words: Sequence[QueryWord], best: Hit) -> bool:
    """Return whether the best article fits so badly that it is only a guess.

    It does if the score is low for the share of the query that the article does not meet. Words that are unknown or
    only may mean something raise that share; if there are none, or only one word at all, the score must be very low.
    No answer to a query in a sister language is doubtful.
    """
    is_foreign = any(variant.keys[0].startswith(SISTER_KEY) for word in words for variant in word.variants)
    if best.exact or is_foreign:
        return False
    unknown, known = _count_unknown(words), [word for word in words if word.variants]
    total = sum(word.idf for word in known) + unknown * damped_idf(index, 0)
    shares = [_met_share(index, word, best.number) for word in known]
    if sum(share > 0 and not word.rescued for word, share in zip(known, shares, strict=True)) >= CERTAIN_WORDS:
        return False
    met = sum(word.idf * share for word, share in zip(known, shares, strict=True))
    unmet, strength = _round_score(1 - met / total), _round_score(best.score / total)
    steps = DOUBT[1:] if unknown + len(known) == 1 else DOUBT
    if not unknown and not any(word.rescued for word in known):
        steps = DOUBT[-1:]
    return any(unmet >= share and strength < least for share, least in steps)


def _count_unknown(words: Sequence[QueryWord]) -> int:
    """Return how many words match nothing.

    Numbers do not count, as they are the customer's own, nor does a pair of characters next to one that is known: it
    is where two words meet.
    """
    known = [bool(word.variants) for word in words]
    around = zip([False, *known], [*known[1:], False], strict=False)
    return sum(
        not word.variants and not has_digit(word.text) and not (is_spaceless(word.text) and any(neighbours))
        for word, neighbours in zip(words, around, strict=True)
    )


def _met_share(index: PackedIndex, word: QueryWord, number: int) -> float:
    """Return how well an article meets one word of the query, 0 to 1."""
    weights = [
        variant.weight
        for variant in word.variants
        if any(posting[0] == number for posting in _intersect_postings(index, variant))
    ]
    return max(weights, default=0.0) * (RESCUED if word.rescued else 1)


def _round_score(value: float) -> float:
    """Return a number in millionths, as the last bits of a logarithm differ between Python and browsers."""
    return floor(value * 1e6 + 0.5) / 1e6


def _match_word(index: PackedIndex, word: QueryWord, mark: int) -> dict[int, _Match]:
    """Return how every article meets the word; sets the idf of the word."""
    matches: dict[int, _Match] = {}
    exact = set()
    for variant in word.variants:
        words = variant.count_words()
        for posting in _intersect_postings(index, variant):
            number = posting[0]
            if variant.exact:
                exact.add(number)
            match = matches.get(number)
            if match is None:
                match = matches[number] = _Match()
            _add_variant(match, variant, words, posting, mark)
    word.idf = damped_idf(index, len(exact) or len(matches))
    return matches


def _add_variant(match: _Match, variant: Variant, words: int, posting: Posting, mark: int) -> None:
    """Keep what this variant meets better than those before."""
    _, level, title, asks = posting
    match.fit = max(match.fit, variant.weight * level)
    match.covered = max(match.covered, variant.weight)
    if title and variant.weight > match.title_weight:
        match.title_weight, match.title_words, match.title_length = variant.weight, words, title
    for number, length, mark_of_ask in asks:
        ask = match.asks.get(number)
        if ask is None:
            match.asks[number] = _AskMatch(variant.weight, words, length, mark_of_ask == mark)
            continue
        if variant.weight > ask.weight:
            ask.weight, ask.words = variant.weight, words
        ask.is_equal = ask.is_equal or mark_of_ask == mark


def _intersect_postings(index: PackedIndex, variant: Variant) -> list[Posting]:
    """Return the postings of the articles that have all keys of a variant."""
    first = index.postings(variant.keys[0])
    for key in variant.keys[1:]:
        others = {posting[0]: posting for posting in index.postings(key)}
        first = [_merge_postings(posting, others[posting[0]]) for posting in first if posting[0] in others]
    return first


def _merge_postings(one: Posting, other: Posting) -> Posting:
    marks = {number: mark for number, _, mark in other[3]}
    asks = tuple((number, length, max(mark, marks[number])) for number, length, mark in one[3] if number in marks)
    return (one[0], min(one[1], other[1]), one[2] and other[2], asks)


def _add_match(tally: _Match, match: _Match, idf: float) -> None:
    """Add what one word of the query is worth in an article."""
    tally.fit += match.fit * idf / LEVELS
    tally.covered += match.covered * idf
    if match.title_weight:
        tally.title_weight += match.title_weight * idf
        tally.title_words += match.title_words
        tally.title_length = match.title_length
    for number, ask in match.asks.items():
        before = tally.asks.get(number)
        if before is None:
            tally.asks[number] = _AskMatch(ask.weight * idf, ask.words, ask.length, ask.is_equal)
            continue
        before.weight += ask.weight * idf
        before.words += ask.words
        before.is_equal = before.is_equal or ask.is_equal


def _score_article(index: PackedIndex, number: int, tally: _Match, total: float) -> Hit:
    ranking = index.ranking
    title = _f_measure(tally.title_weight / total, tally.title_words / tally.title_length, ranking["beta"])
    best_ask, is_equal = 0.0, False
    for ask in tally.asks.values():
        best_ask = max(best_ask, _f_measure(ask.weight / total, ask.words / ask.length, ranking["beta"]))
        is_equal = is_equal or (ask.is_equal and ask.words >= ask.length)
    score = tally.fit * (tally.covered / total) ** ranking["coverageExponent"]
    score *= 1 + ranking["titleBoost"] * title + ranking["asksBoost"] * best_ask
    return Hit(number, _round_score(score), is_equal)


def _f_measure(of_query: float, of_text: float, beta: float) -> float:
    """Return the F-measure of how much of the query and how much of the title or ask is met (0 to 1).

    `beta` is how much more the query counts than the text: van Rijsbergen, Information Retrieval (1979), chapter 7.
    """
    of_text = min(1.0, of_text)
    weight = beta * beta
    return (1 + weight) * of_query * of_text / (of_query + weight * of_text) if of_query and of_text else 0.0
