"""By when is there an answer: what a channel promises, what was measured, what a notice changes, and the deadline.

The same rules run in hours.js over the compiled file; tests/cases/hours/promises.json holds both to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpcentre.support.calendar import Calendar, epoch_minute, label_to_minute
from helpcentre.support.channel_model import Channel, Notice
from helpcentre.support.model import Support
from helpcentre.support.response_times import LEAST_TICKETS
from helpcentre.support.zones import zone

QUARTER = 15


@dataclass(frozen=True, slots=True)
class Promise:
    """How long an answer takes at most, by which clock, and where that number comes from."""

    minutes: int
    clock: Literal["working", "elapsed"]
    source: Literal["promise", "measured", "notice"]


def standing_promise(channel: Channel) -> Promise | None:
    """Return the promise without notices: the measured 9-of-10 time where that is worse than what was promised.

    A time measured from fewer than `LEAST_TICKETS` answers replaces nothing.
    """
    response = channel.response
    if response.minutes is None:
        return None
    measured = response.measured
    if measured and measured.answers >= LEAST_TICKETS and measured.p90 > response.minutes:
        return Promise(measured.p90, response.clock, "measured")
    return Promise(response.minutes, response.clock, "promise")


def notice_minutes(support: Support, notice: Notice) -> tuple[int, int]:
    """Return the epoch minutes in which a notice holds, [from, to), by the clock of the default zone."""
    local = zone(support.file.default_time_zone or "UTC")
    return label_to_minute(notice.start, local, last=False), label_to_minute(notice.to, local, last=True)


def concerns(notice: Notice, topics: Iterable[str], language: str) -> bool:
    """Return whether a notice is for a page: of one of its topics, or of none (home, contact)."""
    own = set(topics)
    right_topic = notice.topics is None or not own or bool(own & set(notice.topics))
    return right_topic and (notice.languages is None or language in notice.languages)


def promise_at(
    support: Support, name: str, now: datetime, *, topics: Iterable[str] = (), language: str = "en"
) -> Promise | None:
    """Return what a channel promises at an instant on a page about `topics`: the slowest of all that holds."""
    standing = standing_promise(support.channels[name])
    if standing is None:
        return None
    minute, pages = epoch_minute(now), tuple(topics)
    for notice in support.notices:
        start, end = notice_minutes(support, notice)
        slower = notice.promise.get(name, 0)
        if start <= minute < end and slower > standing.minutes and concerns(notice, pages, language):
            standing = Promise(slower, standing.clock, "notice")
    return standing


def deadline(calendar: Calendar | None, promise: Promise, minute: int) -> int | None:
    """Return the epoch minute by which there is an answer, up to the next quarter hour; None past the horizon."""
    if promise.clock == "elapsed":
        found: int | None = minute + promise.minutes
    else:
        found = calendar.answer_by(minute, promise.minutes) if calendar else None
    return None if found is None else -(-found // QUARTER) * QUARTER


def fastest(
    support: Support, names: Iterable[str], now: datetime, *, topics: Iterable[str] = (), language: str = "en"
) -> str | None:
    """Return the channel among `names` (in the site's order) that answers first, or None when no time is known.

    A live channel answers after its wait, others by their deadline; a live one that is closed, or closes before the
    wait is over, counts only when nothing else has a time.
    """
    best: tuple[bool, int] | None = None
    found = None
    pages, minute = tuple(topics), epoch_minute(now)
    for name in names:
        channel = support.channels[name]
        calendar = support.calendar(channel.schedule, now) if channel.schedule else None
        if channel.response.mode == "live":
            at = _live(calendar, channel.response.wait or 0, minute)
        else:
            promise = promise_at(support, name, now, topics=pages, language=language)
            by = deadline(calendar, promise, minute) if promise else None
            at = None if by is None else (False, by)
        if at is not None and (best is None or at < best):
            best, found = at, name
    return found


def _live(calendar: Calendar | None, wait: int, minute: int) -> tuple[bool, int] | None:
    """Return when a live channel answers, and whether that is only after it has opened again."""
    answer = calendar.answer_by(minute, wait) if calendar else None
    return None if answer is None else (answer > minute + wait, answer)
