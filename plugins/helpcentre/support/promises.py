"""The answer time of a channel: its promise, what was measured, what notices change, and the resulting deadline.

hours.js applies the same rules to the compiled file; tests/cases/hours/promises.json tests both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpcentre.support.calendar import Calendar, epoch_minute, local_to_minute
from helpcentre.support.channel_model import Channel, Notice
from helpcentre.support.model import Support
from helpcentre.support.response_times import LEAST_TICKETS
from helpcentre.support.zones import zone

ROUNDING = 15  # minutes; deadlines are rounded up


@dataclass(frozen=True, slots=True)
class Promise:
    """The longest time to an answer, the clock that counts it, and where the figure comes from."""

    minutes: int
    clock: Literal["working", "elapsed"]
    source: Literal["promise", "measured", "notice"]


def standing_promise(channel: Channel) -> Promise | None:
    """Return the promise without notices: the measured 9-of-10 time if that is longer than the promise.

    A time measured from fewer than `LEAST_TICKETS` answers is ignored.
    """
    response = channel.response
    if response.minutes is None:
        return None
    measured = response.measured
    if measured and measured.answers >= LEAST_TICKETS and measured.p90 > response.minutes:
        return Promise(measured.p90, response.clock, "measured")
    return Promise(response.minutes, response.clock, "promise")


def notice_minutes(support: Support, notice: Notice) -> tuple[int, int]:
    """Return the epoch minutes [from, to) in which a notice is active; its times are local to the default time zone."""
    local = zone(support.file.default_time_zone or "UTC")
    return local_to_minute(notice.start, local, last=False), local_to_minute(notice.to, local, last=True)


def concerns(notice: Notice, topics: Iterable[str], language: str) -> bool:
    """Return whether a notice is for a page about `topics`; a page without topics (home, contact) gets all notices."""
    of_page = set(topics)
    topic_matches = notice.topics is None or not of_page or bool(of_page & set(notice.topics))
    return topic_matches and (notice.languages is None or language in notice.languages)


def promise_at(
    support: Support, name: str, now: datetime, *, topics: Iterable[str] = (), language: str = "en"
) -> Promise | None:
    """Return what a channel promises at `now` on a page about `topics`: the longest time that applies."""
    standing = standing_promise(support.channels[name])
    if standing is None:
        return None
    minute, of_page = epoch_minute(now), tuple(topics)
    for notice in support.notices:
        start, end = notice_minutes(support, notice)
        slower = notice.promise.get(name, 0)
        if start <= minute < end and slower > standing.minutes and concerns(notice, of_page, language):
            standing = Promise(slower, standing.clock, "notice")
    return standing


def deadline(calendar: Calendar | None, promise: Promise, minute: int) -> int | None:
    """Return the epoch minute by which there is an answer, rounded up to a quarter hour; None past the horizon."""
    if promise.clock == "elapsed":
        found: int | None = minute + promise.minutes
    else:
        found = calendar.answer_by(minute, promise.minutes) if calendar else None
    return None if found is None else -(-found // ROUNDING) * ROUNDING


def fastest(
    support: Support, names: Iterable[str], now: datetime, *, topics: Iterable[str] = (), language: str = "en"
) -> str | None:
    """Return the channel among `names` (in the site's order) that answers first, or None if no time is known.

    A live channel answers after its wait, others by their deadline. A live channel that is closed, or closes before
    the wait is over, is chosen only if no other channel has a time.
    """
    best: tuple[bool, int] | None = None
    found = None
    of_page, minute = tuple(topics), epoch_minute(now)
    for name in names:
        channel = support.channels[name]
        calendar = support.calendar(channel.schedule, now) if channel.schedule else None
        if channel.response.mode == "live":
            at = _live_answer(calendar, channel.response.wait or 0, minute)
        else:
            promise = promise_at(support, name, now, topics=of_page, language=language)
            by = deadline(calendar, promise, minute) if promise else None
            at = None if by is None else (False, by)
        if at is not None and (best is None or at < best):
            best, found = at, name
    return found


def _live_answer(calendar: Calendar | None, wait: int, minute: int) -> tuple[bool, int] | None:
    """Return whether a live channel answers only after it has opened again, and the minute of the answer."""
    answer = calendar.answer_by(minute, wait) if calendar else None
    return None if answer is None else (answer > minute + wait, answer)
