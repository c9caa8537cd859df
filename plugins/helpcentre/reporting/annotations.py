"""What happened while readers voted: the marks of an article's chart, from edits, closures and notices.

An edit is the day a new text was first met. A closure or a notice concerns an article when it is meant for the
article's language and, if it names topics, for one of the article's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from helpcentre.contract.manifest import SiteEvent
from helpcentre.reporting.records import Article
from helpcentre.reporting.verdicts import Verdict

Kind = Literal["edit", "closure", "notice"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, both days included, numbered from 1 by day; a closure or notice has words, an edit a verdict."""

    number: int
    kind: Kind
    first: date
    last: date
    words: Mapping[str, str] = field(default_factory=dict)
    verdict: Verdict | None = None


def concerns(event: SiteEvent, article: Article) -> bool:
    """Tell whether a closure or a notice is meant for the readers of an article."""
    spoken = not event.languages or article.language in event.languages
    return spoken and (not event.topics or bool(set(event.topics) & set(article.topics)))


def marks(
    edits: Sequence[Verdict], events: Iterable[SiteEvent], article: Article, since: date, until: date
) -> tuple[Mark, ...]:
    """Return the marks that touch the days `since` to `until`, by day; on one day edits come first."""
    merged = [
        Mark(0, "edit", edit.since.date(), edit.since.date(), verdict=edit)
        for edit in edits
        if since <= edit.since.date() <= until
    ]
    announced = [
        Mark(0, event.kind, event.first, event.last, event.words)
        for event in sorted(events, key=lambda one: (one.kind, one.name))
        if event.first <= until and event.last >= since and concerns(event, article)
    ]
    ordered = sorted([*merged, *announced], key=lambda one: (one.first, one.kind != "edit", one.last))
    return tuple(replace(mark, number=number) for number, mark in enumerate(ordered, 1))
