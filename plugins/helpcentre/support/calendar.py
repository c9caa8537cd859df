"""Hours as instants: a schedule compiled to the minutes (since 1970, UTC) at which it opens and closes.

Everything that depends on zones, clock changes and holidays happens in `compile_schedule`; what asks the compiled
`Calendar` (here and in hours.js) only looks up. Half-open minutes: the opening minute is open, the closing one is not.

Clock changes follow the labels a customer reads: hours open at the first time the clock shows the opening time and
close at the last time it shows the closing time; a label that the clock skips is the instant of the jump; a range
wholly inside the gap does not happen. A range belongs to the day it starts on.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from helpcentre.support.field_types import Range
from helpcentre.support.schedule_model import Schedule, ranges_on

Interval = tuple[int, int]
HolidayOn = Callable[[date], dict[str, str] | None]


def epoch_minute(instant: datetime) -> int:
    """Return the whole minutes since 1970-01-01T00:00Z of an instant with a zone."""
    return int(instant.timestamp() // 60)


def utc_time(minute: int) -> datetime:
    """Return the UTC instant of an epoch minute."""
    return datetime.fromtimestamp(minute * 60, UTC)


def label_to_minute(label: datetime, zone: ZoneInfo, *, last: bool) -> int:
    """Return the epoch minute at which a clock in `zone` shows `label`: the first or the last time, or at the jump."""
    first = label.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == label:
        return epoch_minute(label.replace(tzinfo=zone, fold=1) if last else first)
    after = epoch_minute(label.replace(tzinfo=zone, fold=1))
    return _jump(zone, after, epoch_minute(first))


def offset(zone: ZoneInfo, minute: int) -> int:
    """Return the minutes that `zone` is ahead of UTC at an epoch minute."""
    shift = utc_time(minute).astimezone(zone).utcoffset()
    assert shift is not None
    return int(shift.total_seconds() // 60)


def _jump(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the first minute in (low, high] that has the offset of `high`."""
    target = offset(zone, high)
    while high - low > 1:
        middle = (low + high) // 2
        if offset(zone, middle) == target:
            high = middle
        else:
            low = middle
    return high


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The ranges that start on one local day, and why they are what they are."""

    ranges: tuple[Range, ...]
    why: Literal["weekly", "season", "holiday", "exception"]
    names: dict[str, str] | None = None


def day_plan(schedule: Schedule, day: date, holiday_on: HolidayOn) -> DayPlan:
    """Return the plan of `day`: exceptions before holidays before seasons before the week (closures come later)."""
    for special in schedule.exceptions:
        if special.first <= day <= special.last:
            return DayPlan(tuple(sorted(special.hours)), "exception", special.name)
    weekly, why = schedule.weekly, "weekly"
    for season in schedule.seasons:
        if day in season:
            weekly, why = season.weekly, "season"
            break
    usual = tuple(ranges_on(weekly, day.weekday()))
    names = holiday_on(day) if schedule.holidays else None
    if schedule.holidays and names is not None:
        # holiday hours replace only days that would be open: a holiday on a Sunday opens nothing
        return DayPlan(tuple(sorted(schedule.holidays.hours)) if usual else (), "holiday", names)
    return DayPlan(usual, "season" if why == "season" else "weekly")


def intervals_of(ranges: Iterable[Range], day: date, zone: ZoneInfo) -> Iterator[Interval]:
    """Yield the ranges of one local day as epoch minutes; a range inside a clock gap is left out."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a clock label, not an instant
    for start, end in ranges:
        opens = label_to_minute(midnight + timedelta(minutes=start), zone, last=False)
        closes = label_to_minute(midnight + timedelta(minutes=end), zone, last=True)
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


def subtract(intervals: Iterable[Interval], away: Iterable[Interval]) -> list[Interval]:
    """Return `intervals` without every minute of `away`."""
    left = list(intervals)
    for from_, to in away:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, from_)), (max(start, to), end))
            if part[0] < part[1]
        ]
    return left


@dataclass(frozen=True, slots=True)
class Calendar:
    """A compiled schedule, true for minutes in [start, end).

    `edges` are the minutes at which it opens, closes, opens, … ; the first is `start` when it is open then.
    `offsets` are (minute, minutes ahead of UTC) pairs of the shop's clock, the first at `start`.
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
        """Return whether somebody answers in this minute; None outside the horizon."""
        return bisect_right(self.edges, minute) % 2 == 1 if self.knows(minute) else None

    def next_change(self, minute: int) -> int | None:
        """Return the minute of the next opening or closing; None when there is none or we cannot know."""
        if not self.knows(minute):
            return None
        index = bisect_right(self.edges, minute)
        return self.edges[index] if index < len(self.edges) else None

    def intervals(self, after: int | None = None) -> Iterator[Interval]:
        """Yield the open intervals that end after `after`, cut to the horizon."""
        for index in range(0, len(self.edges), 2):
            close = self.edges[index + 1] if index + 1 < len(self.edges) else self.end
            if after is None or close > after:
                yield self.edges[index], close

    def working_minutes(self, start: int, end: int) -> int | None:
        """Return the open minutes in [start, end); None when part of it is outside the horizon."""
        if not self.knows(start) or end > self.end:
            return None
        return sum(max(0, min(close, end) - max(opens, start)) for opens, close in self.intervals(start))

    def answer_by(self, minute: int, working: int) -> int | None:
        """Return the minute by which `working` open minutes have passed; None when that is past the horizon.

        A deadline equal to a closing time stays on that day.
        """
        if not self.knows(minute):
            return None
        left = working
        for opens, close in self.intervals(minute):
            begin = max(opens, minute)
            if left <= close - begin:
                return begin + left
            left -= close - begin
        return None

    def ahead(self, minute: int) -> int:
        """Return the minutes that the shop's clock is ahead of UTC; outside the horizon the nearest we know."""
        return next((shift for since, shift in reversed(self.offsets) if since <= minute), self.offsets[0][1])

    def local(self, minute: int) -> datetime:
        """Return the shop's clock (without a zone) at a minute."""
        return utc_time(minute + self.ahead(minute)).replace(tzinfo=None)

    def as_json(self) -> dict[str, Any]:
        """Return the form for the browser: deltas repeat from week to week, so that they compress well."""
        deltas = [b - a for a, b in zip((self.start, *self.edges), self.edges, strict=False)]
        return {"f": self.start, "t": self.end, "d": deltas, "o": [list(pair) for pair in self.offsets]}


def compile_schedule(schedule: Schedule, zone: ZoneInfo, holiday_on: HolidayOn, *, first: date, days: int) -> Calendar:
    """Compile the local days from `first` on; a shift that began the evening before counts."""
    start, end = (_midnight(first + timedelta(days=n), zone) for n in (0, days))
    # two days more on either side: a shift may reach over midnight, and a clock change may move it
    around = (first + timedelta(days=n) for n in range(-2, days + 2))
    opened = merge(
        interval for day in around for interval in intervals_of(day_plan(schedule, day, holiday_on).ranges, day, zone)
    )
    closures = (
        (label_to_minute(part.start, zone, last=False), label_to_minute(part.to, zone, last=True))
        for part in schedule.closures
    )
    clipped = [(max(a, start), min(b, end)) for a, b in subtract(opened, closures) if a < end and b > start]
    # the last closing is unknown when the horizon cuts it: it is no edge
    edges = tuple(minute for interval in clipped for minute in interval if minute < end)
    return Calendar(zone.key, start, end, edges, _offsets(zone, start, end))


def _midnight(day: date, zone: ZoneInfo) -> int:
    return label_to_minute(datetime(day.year, day.month, day.day), zone, last=False)  # noqa: DTZ001 - a label


def _offsets(zone: ZoneInfo, start: int, end: int) -> tuple[tuple[int, int], ...]:
    pairs = [(start, offset(zone, start))]
    for minute in (*range(start, end, 1440), end):
        shift = offset(zone, minute)
        if shift != pairs[-1][1]:
            pairs.append((_jump(zone, minute - 1440, minute), shift))
    return tuple(pairs)
