"""Measured answer times against what was promised, per channel, in the working minutes of its own schedule.

median  middle of the sorted times (mean of the middle two)
p90     nearest rank: the time within which 9 of 10 answers came, `sorted(times)[ceil(0.9 n) - 1]`
Tickets without an answer are counted apart and are in neither figure.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from helpcentre.support.calendar import Calendar, epoch_minute
from helpcentre.support.model import Support
from helpcentre.support.tickets import Ticket, channel_of

LEAST_TICKETS = 5  # from which a median or a p90 says anything; below, it judges and replaces nothing
ENOUGH = 50  # answers from which a line for support.yml is offered


@dataclass(frozen=True, slots=True)
class ChannelTimes:
    """What was measured on one channel; minutes of the channel's clock, None where nothing was answered."""

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
        """Return whether 9 of 10 answers need longer than was promised; never told from a handful."""
        return self.told_p90 is not None and self.promise is not None and self.told_p90 > self.promise

    @property
    def told_p90(self) -> int | None:
        """The `p90` that may be shown and judged by: None below `LEAST_TICKETS` answers."""
        return self.p90 if self.answers >= LEAST_TICKETS else None


@dataclass(frozen=True, slots=True)
class Measured:
    """All channels that had tickets, how many people wrote (None: not told), and the names nobody knows."""

    channels: tuple[ChannelTimes, ...]
    customers: int | None
    unknown: dict[str, int]


def measure(support: Support, tickets: Iterable[Ticket]) -> Measured:
    """Return the figures of every channel in the site's order."""
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
    found = tuple(_channel(support, name, by_channel[name]) for name in support.channels if name in by_channel)
    return Measured(found, len(people) or None, dict(sorted(unknown.items())))


def _channel(support: Support, name: str, tickets: list[Ticket]) -> ChannelTimes:
    response = support.channels[name].response
    working = response.clock == "working" and support.channels[name].schedule is not None
    calendar = _calendar(support, name, tickets) if working else None
    times = sorted(_minutes(one.created, one.first_response, calendar) for one in tickets if one.first_response)
    solved = sorted(_minutes(one.created, one.resolved, calendar) for one in tickets if one.resolved)
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
    """Return the time within which 9 of 10 of the sorted `times` lie."""
    return times[ceil(0.9 * len(times)) - 1] if times else None


def _minutes(start: datetime, end: datetime, calendar: Calendar | None) -> int:
    first, last = epoch_minute(start), epoch_minute(end)
    if calendar is None:
        return last - first
    minutes = calendar.working_minutes(first, last)
    assert minutes is not None  # the calendar was compiled around these tickets
    return minutes


def _calendar(support: Support, name: str, tickets: list[Ticket]) -> Calendar:
    schedule = support.channels[name].schedule
    assert schedule is not None
    moments = [moment for one in tickets for moment in (one.created, one.first_response, one.resolved) if moment]
    zone = support.zone(schedule)
    first = min(moments).astimezone(zone).date() - timedelta(days=1)
    last = max(moments).astimezone(zone).date() + timedelta(days=2)
    return support.compile(schedule, first, (last - first).days)


def short(minutes: float | None) -> str:
    """Return minutes as support.yml writes them, rounded up: `4h`, `1h30m`, `25m`; a dash for None."""
    if minutes is None:
        return "–"
    hours, rest = divmod(ceil(minutes), 60)
    return (f"{hours}h" if hours else "") + (f"{rest}m" if rest or not hours else "")


def as_yaml(times: ChannelTimes) -> str:
    """Return the line for the channel's `response` in support.yml, or an empty text below `ENOUGH` answers."""
    if times.p90 is None or times.through is None or times.answers < ENOUGH:
        return ""
    return f"measured: {{p90: {short(max(times.p90, 1))}, answers: {times.answers}, through: {times.through:%Y-%m-%d}}}"
