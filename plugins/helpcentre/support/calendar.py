"""A schedule compiled to the minutes (since 1970, UTC) at which it opens and closes.

Everything that depends on time zones, clock changes and holidays happens in `compile_schedule`; users of the compiled
`Calendar` (here and in hours.js) only look minutes up. Ranges are half-open: the opening minute is open, the closing
minute is not.

Clock changes follow the local time a customer reads: hours open the first time the clock shows the opening time and
close the last time it shows the closing time. A local time that the clock skips becomes the minute of the jump, and a
range wholly inside the gap does not take place. A range belongs to the day on which it starts.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from helpcentre.support.field_types import Range

Interval = tuple[int, int]


def epoch_minute(when: datetime) -> int:
    """Return the whole minutes from 1970-01-01T00:00Z to a date and time with a time zone."""
    return int(when.timestamp() // 60)


def utc_time(minute: int) -> datetime:
    """Return the date and time, in UTC, of an epoch minute."""
    return datetime.fromtimestamp(minute * 60, UTC)


def local_to_minute(local: datetime, zone: ZoneInfo, *, last: bool) -> int:
    """Return the epoch minute at which a clock in `zone` shows `local`: the first or the last time, or the jump."""
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local:
        return epoch_minute(local.replace(tzinfo=zone, fold=1) if last else first)
    after = epoch_minute(local.replace(tzinfo=zone, fold=1))
    return _find_clock_change(zone, after, epoch_minute(first))


def utc_offset(zone: ZoneInfo, minute: int) -> int:
    """Return the minutes that `zone` is ahead of UTC at an epoch minute."""
    shift = utc_time(minute).astimezone(zone).utcoffset()
    assert shift is not None
    return int(shift.total_seconds() // 60)


def _find_clock_change(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the first minute in (low, high] that has the offset of `high`."""
    target = utc_offset(zone, high)
    while high - low > 1:
        middle = (low + high) // 2
        if utc_offset(zone, middle) == target:
            high = middle
        else:
            low = middle
    return high


def open_intervals(ranges: Iterable[Range], day: date, zone: ZoneInfo) -> Iterator[Interval]:
    """Yield the ranges of one local day as epoch minutes, without those inside the gap of a clock change."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time, the zone follows
    for start, end in ranges:
        opens = local_to_minute(midnight + timedelta(minutes=start), zone, last=False)
        closes = local_to_minute(midnight + timedelta(minutes=end), zone, last=True)
        if opens < closes:
            yield opens, closes


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the union, sorted; touching intervals become one."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(intervals: Iterable[Interval], removed: Iterable[Interval]) -> list[Interval]:
    """Return `intervals` without the minutes of `removed`."""
    remaining = list(intervals)
    for removed_start, removed_end in removed:
        remaining = [
            part
            for start, end in remaining
            for part in ((start, min(end, removed_start)), (max(start, removed_end), end))
            if part[0] < part[1]
        ]
    return remaining


@dataclass(frozen=True, slots=True)
class Calendar:
    """A compiled schedule for the minutes in [start, end), its horizon.

    `edges` are the minutes at which it opens, closes, opens, and so on; the first is `start` if it is open then.
    `offsets` are pairs of a minute and the minutes by which the shop's clock is ahead of UTC from then on; the first
    is at `start`.
    """

    time_zone: str
    start: int
    end: int
    edges: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def knows(self, minute: int) -> bool:
        """Return whether `minute` is inside the horizon."""
        return self.start <= minute < self.end

    def is_open(self, minute: int) -> bool | None:
        """Return whether the schedule is open in this minute; None outside the horizon."""
        return bisect_right(self.edges, minute) % 2 == 1 if self.knows(minute) else None

    def next_change(self, minute: int) -> int | None:
        """Return the minute of the next opening or closing; None if there is none before the end of the horizon."""
        if not self.knows(minute):
            return None
        index = bisect_right(self.edges, minute)
        return self.edges[index] if index < len(self.edges) else None

    def intervals(self, after: int | None = None) -> Iterator[Interval]:
        """Yield the open intervals, clipped to the horizon; with `after` only those that end after that minute."""
        for index in range(0, len(self.edges), 2):
            close = self.edges[index + 1] if index + 1 < len(self.edges) else self.end
            if after is None or close > after:
                yield self.edges[index], close

    def working_minutes(self, start: int, end: int) -> int | None:
        """Return the number of open minutes in [start, end); None if part of it is outside the horizon."""
        if not self.knows(start) or end > self.end:
            return None
        return sum(max(0, min(close, end) - max(opens, start)) for opens, close in self.intervals(start))

    def answer_by(self, minute: int, working: int) -> int | None:
        """Return the minute by which `working` open minutes have passed; None if that is past the horizon.

        A deadline equal to a closing time stays on that day.
        """
        if not self.knows(minute):
            return None
        remaining = working
        for opens, close in self.intervals(minute):
            begin = max(opens, minute)
            if remaining <= close - begin:
                return begin + remaining
            remaining -= close - begin
        return None

    def utc_offset(self, minute: int) -> int:
        """Return the minutes that the shop's clock is ahead of UTC; outside the horizon the nearest known offset."""
        return next((shift for since, shift in reversed(self.offsets) if since <= minute), self.offsets[0][1])

    def local(self, minute: int) -> datetime:
        """Return the shop's local date and time at a minute, without a time zone."""
        return utc_time(minute + self.utc_offset(minute)).replace(tzinfo=None)

    def as_json(self) -> dict[str, Any]:
        """Return the form for the browser: start `f`, end `t`, the edges as differences `d`, the offsets `o`.

        The differences repeat from week to week, so that they compress well.
        """
        deltas = [b - a for a, b in zip((self.start, *self.edges), self.edges, strict=False)]
        return {"f": self.start, "t": self.end, "d": deltas, "o": [list(pair) for pair in self.offsets]}


def compile_schedule(
    ranges_of: Callable[[date], Iterable[Range]],
    closures: Iterable[tuple[datetime, datetime]],
    zone: ZoneInfo,
    *,
    first: date,
    days: int,
) -> Calendar:
    """Compile `days` local days from `first` on; a night shift that began the evening before is included.

    `ranges_of` returns the hours of a local day; `closures` are local times [from, to) in which nobody answers.
    """
    start, end = (_midnight_minute(first + timedelta(days=n), zone) for n in (0, days))
    # two more days on either side: a shift may run past midnight, and a clock change may move it
    nearby_days = (first + timedelta(days=n) for n in range(-2, days + 2))
    opened = merge(interval for day in nearby_days for interval in open_intervals(ranges_of(day), day, zone))
    closed = ((local_to_minute(a, zone, last=False), local_to_minute(b, zone, last=True)) for a, b in closures)
    clipped = [(max(a, start), min(b, end)) for a, b in subtract(opened, closed) if a < end and b > start]
    # a closing cut off by the horizon is not known, so that it is not an edge
    edges = tuple(minute for interval in clipped for minute in interval if minute < end)
    return Calendar(zone.key, start, end, edges, _find_offsets(zone, start, end))


def _midnight_minute(day: date, zone: ZoneInfo) -> int:
    return local_to_minute(datetime(day.year, day.month, day.day), zone, last=False)  # noqa: DTZ001 - local time


def _find_offsets(zone: ZoneInfo, start: int, end: int) -> tuple[tuple[int, int], ...]:
    pairs = [(start, utc_offset(zone, start))]
    for minute in (*range(start, end, 1440), end):
        shift = utc_offset(zone, minute)
        if shift != pairs[-1][1]:
            pairs.append((_find_clock_change(zone, minute - 1440, minute), shift))
    return tuple(pairs)
