"""The models of `holidays` and `schedules` in content/support.yml.

A model checks what one value can know about itself. What values say about each other (a schedule that is named but not
defined, two exceptions for one day) is checked by `support.checks`, so that one run reports both kinds.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from helpcentre.errors import did_you_mean
from helpcentre.support.field_types import Day, Hours, LocalisedText, LocalTime, Range, parse_days
from helpcentre.support.holiday_library import check_categories, check_subdivision, countries
from helpcentre.support.zones import zone_names

Weekly = dict[str, Hours]
Names = list[str]


def _check_time_zone(name: str) -> str:
    if name not in zone_names():
        hint = did_you_mean(name, zone_names())
        raise ValueError(f"this is not a known time zone; use an IANA name such as Europe/Rome{hint}")
    return name


def _check_country(code: str) -> str:
    if not re.fullmatch("[A-Z]{2}", code):
        hint = f"; did you mean '{code.upper()}'?" if re.fullmatch("[A-Za-z]{2}", code) else ""
        raise ValueError(f"this is not a country code; use its two capital letters, for example IT or EE{hint}")
    return code


TimeZone = Annotated[str, AfterValidator(_check_time_zone)]
Country = Annotated[str, AfterValidator(_check_country)]


class StrictModel(BaseModel):
    """The base of every model: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class HolidaySource(StrictModel):
    """The source of public holidays: a country, part of a country and categories of the `holidays` library."""

    country: Country
    subdiv: str | None = None
    categories: Names = ["public"]

    @field_validator("country")
    @classmethod
    def _check_country(cls, country: str) -> str:
        if country not in countries():
            raise ValueError("no holidays are known for this country; use a country code, for example IT or EE")
        return country

    @field_validator("subdiv")
    @classmethod
    def _check_subdivision(cls, subdiv: str | None, info: ValidationInfo) -> str | None:
        if subdiv is not None and "country" in info.data:
            check_subdivision(info.data["country"], subdiv)
        return subdiv

    @field_validator("categories")
    @classmethod
    def _check_categories(cls, categories: Names, info: ValidationInfo) -> Names:
        if "country" in info.data:
            check_categories(info.data["country"], categories)
        return categories


class AddedHoliday(StrictModel):
    """A day added by hand."""

    date: Day
    name: LocalisedText | None = None


class HolidaySet(StrictModel):
    """Holidays of the library (`from`), plus `add`, minus `drop`; without `from` only its own dates."""

    source: HolidaySource | None = Field(None, alias="from")
    years: Annotated[int, Field(ge=1, le=10)] = 3
    add: list[AddedHoliday] = []
    drop: list[Day] = []


class HolidayRule(StrictModel):
    """The set of holidays that a schedule uses, and its hours on those days."""

    use: str
    hours: Hours = []


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

    weekly: Weekly = {}


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
    weekly: Weekly = {}
    holidays: HolidayRule | None = None
    seasons: list[Season] = []
    exceptions: list[ScheduleException] = []
    closures: list[Closure] = []


def ranges_on(weekly: Mapping[str, Hours], weekday: int) -> list[Range]:
    """Return the ranges that start on `weekday` (Monday is 0), in order."""
    for key, hours in weekly.items():
        if weekday in parse_days(key):
            return sorted(hours)
    return []
