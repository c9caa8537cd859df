"""Closures and notices as dates that the report marks on its charts, so that a bad week can be explained.

A closure is a day or span without hours (an exception) or a stretch of four hours or more under `closures:`; public
holidays and shorter days do not count. It concerns the languages of the channels that use the schedule.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from helpcentre.support.model import Support
from helpcentre.support.schedule_model import Schedule

HALF_A_DAY = timedelta(hours=4)  # of work; a shorter closure, such as a meeting, does not explain a bad week


@dataclass(frozen=True, slots=True)
class ServiceEvent:
    """A closure or notice from its first through its last local day; empty `topics` or `languages` mean all."""

    kind: str
    name: str
    first: date
    last: date
    words: dict[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the event as plain values for JSON."""
        return asdict(self) | {"first": self.first.isoformat(), "last": self.last.isoformat()}


def service_events(support: Support) -> tuple[ServiceEvent, ...]:
    """Return the closures and notices of a support file by day; a closure that several schedules share is one event."""
    shared: dict[tuple[str, date, date], ServiceEvent] = {}
    for name, schedule in support.schedules.items():
        languages = _languages_of(support, name)
        for first, last, words in _schedule_closures(schedule) if languages else ():
            key = (next(iter(words.values()), name), first, last)
            known = shared.get(key, ServiceEvent("closure", key[0][:200], first, last))
            spoken = tuple(sorted({*languages, *known.languages}))
            shared[key] = replace(known, words={**words, **known.words}, languages=spoken)
    found = [*shared.values(), *_notice_events(support)]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.kind, one.name)))


def _schedule_closures(schedule: Schedule) -> Iterator[tuple[date, date, dict[str, str]]]:
    for exception in schedule.exceptions:
        if not exception.hours:
            yield exception.first, exception.last, dict(exception.name or {})
    for closure in schedule.closures:
        if closure.to - closure.start < HALF_A_DAY:
            continue
        yield closure.start.date(), (closure.to - timedelta(minutes=1)).date(), dict(closure.name or {})


def _notice_events(support: Support) -> Iterator[ServiceEvent]:
    for notice in support.notices:
        yield ServiceEvent(
            "notice", notice.id, notice.start.date(), (notice.to - timedelta(minutes=1)).date(), dict(notice.text),
            tuple(notice.topics or ()), tuple(notice.languages or ()),
        )  # fmt: skip


def _languages_of(support: Support, schedule: str) -> set[str]:
    """Return the languages of the channels of a schedule; all of the site's if one of them has no `languages`."""
    found: set[str] = set()
    for channel in support.channels.values():
        if channel.schedule == schedule:
            found.update(channel.languages or support.languages)
    return found
