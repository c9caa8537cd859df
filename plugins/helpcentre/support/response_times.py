"""Measured answer times per channel, in the working minutes of its schedule, compared with what was promised.

median  middle of the sorted times (mean of the middle two)
p90     the time within which 9 of 10 answers came (nearest rank): `sorted(times)[ceil(0.9 n) - 1]`
Tickets without an answer are counted separately and are in neither figure.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from helpcentre.support.calendar import Calendar, epoch_minute
from helpcentre.support.channel_model import LEAST_ANSWERS
from helpcentre.support.field_types import format_duration
from helpcentre.support.model import Support
from helpcentre.support.tickets import Ticket, channel_of

ENOUGH_FOR_YAML = 50  # from this many answers on, a line for support.yml is offered


@dataclass(frozen=True, slots=True)
class ChannelTimes:
    """The times of one channel in minutes of its clock; None if nothing was answered."""

    channel: str
    answers: int
    unanswered: int
    median: float | None
    p90: int | None
    clock: str
    promise: int | None
    within_promise: float | None
    resolution_median: float | None
    through: datetime | None
    times: tuple[int, ...] = ()  # of the first answers, sorted
    solved: tuple[int, ...] = ()  # of the solutions, sorted

    @property
    def worse(self) -> bool:
        """True if 9 of 10 answers took longer than promised; False below `LEAST_ANSWERS` answers."""
        return self.reliable_p90 is not None and self.promise is not None and self.reliable_p90 > self.promise

    @property
    def reliable_p90(self) -> int | None:
        """The `p90` if enough answers were measured to use it: None below `LEAST_ANSWERS` answers."""
        return self.p90 if self.answers >= LEAST_ANSWERS else None


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """The channels that had tickets, the number of customers (None: unknown), and tickets of unknown channels."""

    channels: tuple[ChannelTimes, ...]
    customers: int | None
    unknown: dict[str, int]


def measure(support: Support, tickets: Iterable[Ticket]) -> ResponseTimes:
    """Return the times of every channel, in the site's order."""
    by_channel: dict[str, list[Ticket]] = {}
    unknown: Counter[str] = Counter()
    people: set[str] = set()
    for ticket in tickets:
        people.add(ticket.customer)
        name = channel_of(support, ticket.channel)
        if name is None:
            unknown[ticket.channel] += 1
        else:
            by_channel.setdefault(name, []).append(ticket)
    people.discard("")
    found = tuple(_measure_channel(support, name, by_channel[name]) for name in support.channels if name in by_channel)
    return ResponseTimes(found, len(people) or None, dict(sorted(unknown.items())))


def _measure_channel(support: Support, name: str, tickets: list[Ticket]) -> ChannelTimes:
    response = support.channels[name].response
    working = response.clock == "working" and support.channels[name].schedule is not None
    calendar = _compile_calendar(support, name, tickets) if working else None
    times = sorted(_count_minutes(one.created, one.first_response, calendar) for one in tickets if one.first_response)
    solved = sorted(_count_minutes(one.created, one.resolved, calendar) for one in tickets if one.resolved)
    promise = response.wait if response.mode == "live" else response.minutes
    return ChannelTimes(
        channel=name,
        answers=len(times),
        unanswered=len(tickets) - len(times),
        median=median(times) if times else None,
        p90=p90(times),
        clock="working" if working else "elapsed",
        promise=promise,
        within_promise=sum(time <= promise for time in times) / len(times) if times and promise else None,
        resolution_median=median(solved) if solved else None,
        through=max((one.first_response for one in tickets if one.first_response), default=None),
        times=tuple(times),
        solved=tuple(solved),
    )


def p90(times: list[int]) -> int | None:
    """Return the time within which 9 of 10 of the sorted `times` fall, or None for no times."""
    return times[ceil(0.9 * len(times)) - 1] if times else None


def _count_minutes(start: datetime, end: datetime, calendar: Calendar | None) -> int:
    first, last = epoch_minute(start), epoch_minute(end)
    if calendar is None:
        return last - first
    minutes = calendar.working_minutes(first, last)
    assert minutes is not None  # the calendar was compiled around these tickets
    return minutes


def _compile_calendar(support: Support, name: str, tickets: list[Ticket]) -> Calendar:
    schedule = support.channels[name].schedule
    assert schedule is not None
    times = [time for one in tickets for time in (one.created, one.first_response, one.resolved) if time]
    zone = support.zone(schedule)
    first = min(times).astimezone(zone).date() - timedelta(days=1)
    last = max(times).astimezone(zone).date() + timedelta(days=2)
    return support.compile(schedule, first, (last - first).days)


def as_yaml(times: ChannelTimes) -> str:
    """Return the line for the channel's `response` in support.yml, or "" below `ENOUGH_FOR_YAML` answers."""
    if times.p90 is None or times.through is None or times.answers < ENOUGH_FOR_YAML:
        return ""
    p90_text = format_duration(max(times.p90, 1))
    return f"measured: {{p90: {p90_text}, answers: {times.answers}, through: {times.through:%Y-%m-%d}}}"
