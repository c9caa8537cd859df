"""Closures and notices as plain dates: what the report marks on its charts, so that a bad week can be explained.

A closure is a day or a span a schedule is shut by an exception, or a cut (`closures:`) of four hours or more; public
holidays and shorter days are none. It concerns the languages of the channels that keep the schedule.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from helpcentre.support.model import Support
from helpcentre.support.schedule_model import Schedule

HALF_A_DAY = timedelta(hours=4)  # of work: a shorter cut, such as a meeting, explains no bad week


@dataclass(frozen=True, slots=True)
class ServiceEvent:
    """From the first through the last local day; empty `topics` or `languages` mean all of them."""

    kind: str
    name: str
    first: date
    last: date
    words: dict[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the event as JSON takes it."""
        return asdict(self) | {"first": self.first.isoformat(), "last": self.last.isoformat()}


def service_events(support: Support) -> tuple[ServiceEvent, ...]:
    """Return the closures and notices of a support.yml, by day; a closure several schedules share is one."""
    shared: dict[tuple[str, date, date], ServiceEvent] = {}
    for name, schedule in support.schedules.items():
        languages = _languages(support, name)
        for first, last, words in _closures(schedule) if languages else ():
            key = (next(iter(words.values()), name), first, last)
            known = shared.get(key, ServiceEvent("closure", key[0][:200], first, last))
            spoken = tuple(sorted({*languages, *known.languages}))
            shared[key] = replace(known, words={**words, **known.words}, languages=spoken)
    found = [*shared.values(), *_notices(support)]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.kind, one.name)))


def _closures(schedule: Schedule) -> Iterator[tuple[date, date, dict[str, str]]]:
    for exception in schedule.exceptions:
        if not exception.hours:
            yield exception.first, exception.last, dict(exception.name or {})
    for cut in schedule.closures:
        if cut.to - cut.start < HALF_A_DAY:
            continue
        yield cut.start.date(), (cut.to - timedelta(minutes=1)).date(), dict(cut.name or {})


def _notices(support: Support) -> Iterator[ServiceEvent]:
    for notice in support.notices:
        yield ServiceEvent(
            "notice", notice.id, notice.start.date(), (notice.to - timedelta(minutes=1)).date(), dict(notice.text),
            tuple(notice.topics or ()), tuple(notice.languages or ()),
        )  # fmt: skip


def _languages(support: Support, schedule: str) -> set[str]:
    """Return the languages spoken on the channels of a schedule; of all channels when one names none."""
    found: set[str] = set()
    for channel in support.channels.values():
        if channel.schedule == schedule:
            found.update(channel.languages or support.languages)
    return found
