"""From a hit to what a reader sees: the section that answers best, and a snippet with the matched words marked.

`search-present.js` does the same in the browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

from helpcentre.search.facets import Filter
from helpcentre.search.matches import Match, MatchFinder, number_keys
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query_words import QueryWord

SNIPPET = 160
"""The length of a snippet in characters, about."""
MOST_SECTIONS = 3
SENTENCE = 90
"""A snippet starts at the beginning of a sentence or word that is at most so far before its first match."""


class Part(NamedTuple):
    """A piece of a text, and whether it is marked as matching."""

    text: str
    marked: bool


class SectionLink(NamedTuple):
    """Another section of an article that answers the query."""

    anchor: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Result:
    """One result: the article, its section that answers best (empty without one), and up to three others that do."""

    id: str
    url: str
    title: list[Part]
    kind: str
    topics: list[str]
    anchor: str
    heading: list[Part]
    snippet: list[Part]
    sections: list[SectionLink]


@dataclass(frozen=True, slots=True)
class FoundResults:
    """The first results of a search: of all `total` that the filter in use leaves.

    `all` is the number without a filter, `kinds` and `topics` are the numbers by name; see `query.Answer` for the rest.
    """

    results: list[Result]
    total: int
    all: int
    filter: Filter
    kinds: list[tuple[str, int]]
    topics: list[tuple[str, int]]
    corrected: str = ""
    suggested: str = ""
    guessed: bool = False


class _Section(NamedTuple):
    score: int
    anchor: str
    heading: str
    text: str
    in_text: list[Match]
    in_heading: list[Match]


def present_results(index: PackedIndex, words: Sequence[QueryWord], numbers: Sequence[int]) -> list[Result]:
    """Return the results for the numbered articles, which a search for `words` has found."""
    finder = MatchFinder(index.analyser, index.stop, number_keys(words))
    return [_present_article(finder, index.article(number)) for number in numbers]


def _present_article(finder: MatchFinder, article: dict[str, Any]) -> Result:
    title, lead = article["title"], article.get("lead", "")
    in_title = finder.find(title)
    sections = [_score_section(finder, *section) for section in article["sections"]]
    best = max(sections, key=lambda section: section.score, default=_Section(-1, "", "", "", [], []))
    is_met = best.score > 0
    others = [each for each in sections if each.anchor != best.anchor and each.score >= best.score / 3]
    return Result(
        id=article["id"],
        url=article["url"],
        title=_mark_matches(title, in_title),
        kind=article["kind"],
        topics=article["topics"],
        anchor=best.anchor if is_met else "",
        heading=_mark_matches(best.heading, best.in_heading) if is_met else [],
        snippet=_cut_snippet(best.text, best.in_text)
        if best.in_text or not lead
        else _cut_snippet(lead, finder.find(lead)),
        sections=_link_sections(others),
    )


def _score_section(finder: MatchFinder, anchor: str, heading: str, text: str) -> _Section:
    in_text, in_heading = finder.find(text), finder.find(heading)
    score = _count_words([*in_text, *in_heading]) * 10 + _count_words(in_heading) * 5 + min(len(in_text), 4)
    return _Section(score, anchor, heading, text, in_text, in_heading)


def _link_sections(sections: Sequence[_Section]) -> list[SectionLink]:
    """Return the sections whose headings have words of the query, the best ones, in the order of the article."""
    named = [each for each in sections if each.anchor and each.in_heading]
    best = sorted(range(len(named)), key=lambda at: -named[at].score)[:MOST_SECTIONS]
    return [
        SectionLink(named[at].anchor, _mark_matches(named[at].heading, named[at].in_heading)) for at in sorted(best)
    ]


def _count_words(matches: Sequence[Match]) -> int:
    return len({match.word for match in matches})


def _cut_snippet(text: str, matches: Sequence[Match]) -> list[Part]:
    """Return the passage with the most different words of the query."""
    most, first = 0, 0
    for at, match in enumerate(matches):
        last = match.start + SNIPPET
        words = _count_words(list(takewhile(lambda other: other.end <= last, matches[at:])))  # noqa: B023 - used at once
        if words > most:
            most, first = words, match.start
    start = _find_start(text, first) if first > SNIPPET / 2 else 0
    end = len(text)
    if end - start > SNIPPET:
        end = max(text.rfind(" ", 0, start + SNIPPET + 1), start + SNIPPET // 2)
    inside = [match for match in matches if match.start >= start and match.end <= end]
    shifted = [Match(match.start - start, match.end - start, match.word) for match in inside]
    before = [Part("… ", False)] if start > 0 else []
    after = [Part(" …", False)] if end < len(text) else []
    return [*before, *_mark_matches(text[start:end], shifted), *after]


def _find_start(text: str, first: int) -> int:
    """Return where a snippet whose first match is at `first` starts: at its sentence, at a word, or shortly before."""
    sentence = max(text.rfind(". ", 0, first + 2) + 2, text.rfind("。", 0, first + 1) + 1)
    if sentence > 1 and first - sentence < SENTENCE:
        return sentence
    word = text.rfind(" ", 0, first - 40 + 1) + 1
    return word if first - word < SENTENCE else first - 40


def _mark_matches(text: str, matches: Sequence[Match]) -> list[Part]:
    """Return the text in parts; matches that overlap, as pairs of characters do, become one."""
    parts: list[Part] = []
    at = 0
    for start, end, _ in matches:
        if start < at and parts:
            parts[-1] = Part(parts[-1].text + text[at : max(at, end)], parts[-1].marked)
        else:
            if start > at:
                parts.append(Part(text[at:start], False))
            parts.append(Part(text[start:end], True))
        at = max(at, end)
    if at < len(text):
        parts.append(Part(text[at:], False))
    return parts
