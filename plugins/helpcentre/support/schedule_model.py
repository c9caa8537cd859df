"""When people answer: holidays and schedules of content/support.yml.

This module holds what one value can say about itself. What values say about each other (a schedule that is named but
not there, two exceptions for one day) is told by `relations` and `routing`, so that one run reports both kinds.
"""

import datetime as dt
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from helpcentre.errors import did_you_mean
from helpcentre.support.field_types import Day, Hours, LocalTime, Range, Words, parse_days
from helpcentre.support.zones import zone_names

Weekly = dict[str, Hours]
Names = list[str]


def _known_zone(name: str) -> str:
    if name not in zone_names():
        hint = did_you_mean(name, zone_names())
        raise ValueError(f"there is no such time zone; write an IANA name such as Europe/Rome{hint}")
    return name


def _country(code: str) -> str:
    if len(code) != 2 or not code.isascii() or not code.isupper():
        raise ValueError("this is no country; write its two capital letters, such as IT or EE")
    return code


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Country = Annotated[str, AfterValidator(_country)]


class StrictModel(BaseModel):
    """What every part shares: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class HolidaySource(StrictModel):
    """Public holidays as the `holidays` library knows them."""

    country: Country
    subdiv: str | None = None
    categories: Names = ["public"]

    @model_validator(mode="after")
    def _exists(self) -> Self:
        from helpcentre.support.holidays import unknown_source

        problem = unknown_source(self.country, self.subdiv, self.categories)
        if problem:
            raise ValueError(problem)
        return self


class HolidayDay(StrictModel):
    """A day added by hand."""

    date: Day
    name: Words | None = None


class HolidaySet(StrictModel):
    """Holidays of the library (`from`), plus `add`, minus `drop`; without `from` just its own dates."""

    source: HolidaySource | None = Field(None, alias="from")
    years: Annotated[int, Field(ge=1, le=10)] = 3
    add: list[HolidayDay] = []
    drop: list[Day] = []


class HolidayRule(StrictModel):
    """Which set a schedule keeps, and the hours on such a day."""

    use: str
    hours: Hours = []


class Span(StrictModel):
    """Days from `from` through `through`, both included."""

    start: Day = Field(alias="from")
    through: Day

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.through < self.start:
            raise ValueError(f"'through' ({self.through}) is before 'from' ({self.start}); swap them")
        return self

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.through


class Season(Span):
    """A span of days with a weekly plan of its own."""

    weekly: Weekly = {}


class ScheduleException(StrictModel):
    """One day (`date`) or a span (`from`, `through`) whose hours replace everything else."""

    date: Day | None = None
    start: Day | None = Field(None, alias="from")
    through: Day | None = None
    hours: Hours
    name: Words | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.date is None) == (self.start is None) or (self.start is None) != (self.through is None):
            raise ValueError("write either 'date', or 'from' and 'through'")
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

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day it covers."""
        return tuple(self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1))


class Closure(StrictModel):
    """Local wall-clock time cut out of any hours."""

    start: LocalTime = Field(alias="from")
    to: LocalTime
    name: Words | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.to <= self.start:
            raise ValueError(f"'to' ({self.to:%Y-%m-%dT%H:%M}) is not after 'from'; swap them")
        return self


class Schedule(StrictModel):
    """When people answer. A missing weekday is closed."""

    time_zone: TimeZone | None = None
    weekly: Weekly = {}
    holidays: HolidayRule | None = None
    seasons: list[Season] = []
    exceptions: list[ScheduleException] = []
    closures: list[Closure] = []


def ranges_on(weekly: Weekly, weekday: int) -> list[Range]:
    """Return the ranges that start on `weekday` (Monday is 0), in order."""
    for key, hours in weekly.items():
        if weekday in parse_days(key):
            return sorted(hours)
    return []
