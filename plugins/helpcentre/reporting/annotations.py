"""Annotations of an article's chart: edits, closures and notices, so that a lead sees what happened and when.

An edit is dated to the day its text was first seen. A closure or a notice applies to an article if it is meant for the
article's language and, if it names topics, for one of the article's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from helpcentre.contract.manifest import SiteEvent
from helpcentre.reporting.records import ArticleRecord
from helpcentre.reporting.report_model import EditEffect

AnnotationKind = Literal["edit", "closure", "notice"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation, both days included, numbered from 1 by day; a closure or notice has words, an edit a verdict."""

    number: int
    kind: AnnotationKind
    first: date
    last: date
    words: Mapping[str, str] = field(default_factory=dict)
    verdict: EditEffect | None = None


def concerns(event: SiteEvent, article: ArticleRecord) -> bool:
    """Return whether a closure or a notice is meant for the readers of an article."""
    spoken = not event.languages or article.language in event.languages
    return spoken and (not event.topics or bool(set(event.topics) & set(article.topics)))


def annotate(
    edits: Sequence[EditEffect], events: Iterable[SiteEvent], article: ArticleRecord, since: date, until: date
) -> tuple[Annotation, ...]:
    """Return the annotations that overlap the days `since` to `until`, by day; on the same day edits come first."""
    edited = [
        Annotation(0, "edit", edit.since.date(), edit.since.date(), verdict=edit)
        for edit in edits
        if since <= edit.since.date() <= until
    ]
    announced = [
        Annotation(0, event.kind, event.first, event.last, event.words)
        for event in sorted(events, key=lambda one: (one.kind, one.name))
        if event.first <= until and event.last >= since and concerns(event, article)
    ]
    ordered = sorted([*edited, *announced], key=lambda one: (one.first, one.kind != "edit", one.last))
    return tuple(replace(one, number=number) for number, one in enumerate(ordered, 1))
