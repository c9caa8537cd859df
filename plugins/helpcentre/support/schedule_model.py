"""The models of `schedules` in content/support.yml, and the ranges of a schedule on a day.

A model checks single values. Contradictions between values (a schedule that is named but not defined, two exceptions
for one day) are found by `support.checks`, and one run reports both kinds.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from helpcentre.support.field_types import (
    Day,
    Hours,
    LocalisedText,
    LocalTime,
    Range,
    StrictModel,
    TimeZone,
    parse_days,
)

Weekly = dict[str, Hours]
HolidayOn = Callable[[dt.date], dict[str, str] | None]
"""The names of the holiday on a day by language, None on an ordinary day."""


class HolidayRule(StrictModel):
    """The set of holidays that a schedule uses, and its hours on those days."""

    use: str
    hours: Hours = Field(default_factory=list)


class Span(StrictModel):
    """Days from `from` through `through`, both included."""

    start: Day = Field(alias="from")
    through: Day

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.through < self.start:
            raise ValueError(f"'through' ({self.through}) is before 'from' ({self.start}); swap them")
        return self

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.through


class Season(Span):
    """A span of days with its own weekly hours."""

    weekly: Weekly = Field(default_factory=dict)


class ScheduleException(StrictModel):
    """One day (`date`) or a span (`from`, `through`) whose hours replace everything else."""

    date: Day | None = None
    start: Day | None = Field(None, alias="from")
    through: Day | None = None
    hours: Hours
    name: LocalisedText | None = None

    @model_validator(mode="after")
    def _check_dates(self) -> Self:
        if (self.date is None) == (self.start is None) or (self.start is None) != (self.through is None):
            raise ValueError("give either 'date', or both 'from' and 'through'")
        if self.first > self.last:
            raise ValueError(f"'through' ({self.last}) is before 'from' ({self.first}); swap them")
        return self

    @property
    def first(self) -> dt.date:
        """The first day."""
        day = self.date or self.start
        assert day is not None
        return day

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.through or self.first


class Closure(StrictModel):
    """A stretch of local time in which nobody answers, whatever the hours say."""

    start: LocalTime = Field(alias="from")
    to: LocalTime
    name: LocalisedText | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.to <= self.start:
            raise ValueError(f"'to' ({self.to:%Y-%m-%dT%H:%M}) is not after 'from'; swap them")
        return self


class Schedule(StrictModel):
    """The hours at which people answer. A missing weekday is closed."""

    time_zone: TimeZone | None = None
    weekly: Weekly = Field(default_factory=dict)
    holidays: HolidayRule | None = None
    seasons: list[Season] = Field(default_factory=list)
    exceptions: list[ScheduleException] = Field(default_factory=list)
    closures: list[Closure] = Field(default_factory=list)


def ranges_on(weekly: Mapping[str, Hours], weekday: int) -> list[Range]:
    """Return the ranges that start on `weekday` (Monday is 0), in order."""
    for key, hours in weekly.items():
        if weekday in parse_days(key):
            return sorted(hours)
    return []


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The ranges that start on one local day, the rule they come from, and its name by language."""

    ranges: tuple[Range, ...]
    rule: Literal["weekly", "season", "holiday", "exception"]
    names: dict[str, str] | None = None


def day_plan(schedule: Schedule, day: dt.date, holiday_on: HolidayOn) -> DayPlan:
    """Return the plan of `day`: exceptions win over holidays, seasons and the week. Closures are subtracted later."""
    for exception in schedule.exceptions:
        if exception.first <= day <= exception.last:
            return DayPlan(tuple(sorted(exception.hours)), "exception", exception.name)
    season = next((season for season in schedule.seasons if day in season), None)
    usual = tuple(ranges_on(season.weekly if season else schedule.weekly, day.weekday()))
    names = holiday_on(day) if schedule.holidays else None
    if schedule.holidays and names is not None:
        # holiday hours replace only days that would be open: a holiday on a Sunday opens nothing
        return DayPlan(tuple(sorted(schedule.holidays.hours)) if usual else (), "holiday", names)
    return DayPlan(usual, "season" if season else "weekly")
