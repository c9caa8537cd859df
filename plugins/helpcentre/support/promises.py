"""The answer time of a channel: its promise, what was measured, what notices change, and the resulting deadline.

hours.js applies the same rules to the compiled file; tests/cases/hours/promises.json tests both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpcentre.support.calendar import Calendar, epoch_minute
from helpcentre.support.channel_model import Channel
from helpcentre.support.model import Support

ROUNDING = 15  # minutes; deadlines are rounded up


@dataclass(frozen=True, slots=True)
class Promise:
    """The longest time to an answer, the clock that counts it, and where the figure comes from."""

    minutes: int
    clock: Literal["working", "elapsed"]
    source: Literal["promise", "measured", "notice"]


def standing_promise(channel: Channel) -> Promise | None:
    """Return the promise without notices: the measured 9-of-10 time if that is longer than the promise."""
    response = channel.response
    if response.minutes is None:
        return None
    if response.measured_too_late is not None:
        return Promise(response.measured_too_late, response.clock, "measured")
    return Promise(response.minutes, response.clock, "promise")


def promise_at(
    support: Support, name: str, now: datetime, *, topics: Iterable[str] = (), language: str = "en"
) -> Promise | None:
    """Return what a channel promises at `now` on a page about `topics`: the longest time that applies."""
    standing = standing_promise(support.channels[name])
    if standing is None:
        return None
    minute, of_page = epoch_minute(now), tuple(topics)
    for notice in support.notices:
        start, end = support.notice_minutes(notice)
        slower = notice.promise.get(name, 0)
        if start <= minute < end and slower > standing.minutes and notice.concerns(of_page, language):
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


def is_closed(support: Support, name: str, now: datetime) -> bool:
    """Return whether a live channel is closed at `now`; one that takes messages at any time never is."""
    channel = support.channels[name]
    if channel.response.mode != "live" or not channel.schedule:
        return False
    return support.calendar(channel.schedule, now).is_open(epoch_minute(now)) is False


def open_first(support: Support, names: Iterable[str], now: datetime) -> list[str]:
    """Return channels in the order of a listing: closed ones after the others, otherwise as they are given."""
    return sorted(names, key=lambda name: is_closed(support, name, now))


def best_channel(support: Support, recommended: Iterable[str], now: datetime) -> str | None:
    """Return the first recommended channel that is not closed, or None if all are."""
    return next((name for name in recommended if not is_closed(support, name, now)), None)


def _live_answer(calendar: Calendar | None, wait: int, minute: int) -> tuple[bool, int] | None:
    """Return whether a live channel answers only after it has opened again, and the minute of the answer."""
    answer = calendar.answer_by(minute, wait) if calendar else None
    return None if answer is None else (answer > minute + wait, answer)
