"""Failed searches: those that found nothing, or whose reader went on without following a result.

A search did not fail if the same words, spelt differently, led the same reader to an article right after it: then only
the spelling was wrong. Comments of readers who were "looking for something else" are failed searches in other words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpcentre.contract.limits import WRONG_PAGE
from helpcentre.reporting.question_concepts import is_same_question
from helpcentre.reporting.records import Query, ReportRows

GIVEN_UP = frozenset({"refined", "abandoned", "contacted"})  # outcomes of a search whose results nobody followed
LONGEST_CHAIN = 20  # searches that follow each other


@dataclass(frozen=True, slots=True)
class FailedSearch:
    """One failed search or wrong-page comment, on its way into a gap.

    `reader` is false if the same reader asked the same before. `ended` is the article to which later searches of this
    reader led, or "".
    """

    text: str
    language: str
    day: int
    reader: bool
    reworded: bool = False
    missing: bool = False
    abandoned: bool = False
    contacted: bool = False
    found: bool = False  # there were results
    ended: str = ""
    id: bytes = b""
    previous: bytes | None = None


def list_failed_searches(records: ReportRows) -> Iterator[FailedSearch]:
    """Yield the failed searches of the records, newest first, then the comments that say what was looked for."""
    followers = {query.previous: query for query in records.queries if query.previous}
    for query in records.queries:
        later = _list_later(query, followers)
        if has_failed(query, later):
            yield _make_failed(query, later)
    for comment in records.comments:
        if comment.reason == WRONG_PAGE:
            yield FailedSearch(comment.text, comment.language, comment.occurred.toordinal(), reader=True)


def has_failed(query: Query, later: list[Query]) -> bool:
    """Return whether a search failed; `later` are the searches of the same reader after it, in their order."""
    if query.missing:
        return True
    if any(one.clicked and is_same_question(query.query, one.query, query.language) for one in later):
        return False
    return query.results == 0 or (not query.clicked and (bool(later) or query.outcome in GIVEN_UP))


def _list_later(query: Query, followers: Mapping[bytes, Query]) -> list[Query]:
    """Return the searches that followed one; links come from readers, so they may form a ring."""
    later: list[Query] = []
    seen, current = {query.id}, query
    while (following := followers.get(current.id)) and following.id not in seen and len(later) < LONGEST_CHAIN:
        later.append(following)
        seen.add(following.id)
        current = following
    return later


def _make_failed(query: Query, later: list[Query]) -> FailedSearch:
    return FailedSearch(
        query.query,
        query.language,
        query.day,
        reader=not query.repeat,
        reworded=bool(later) or query.outcome == "refined",
        missing=bool(query.missing),
        abandoned=query.outcome == "abandoned",
        contacted=query.outcome == "contacted",
        found=query.results > 0,
        ended=next((one.clicked for one in later if one.clicked), ""),
        id=query.id,
        previous=query.previous,
    )
