"""The public holidays a schedule keeps: from `holidays.lock.yml`, plus the days added by hand, minus those dropped.

The site is built from the lock, so that a new release of the library never changes hours unseen. A year that the lock
does not hold is resolved by the library on the spot (with a warning): a page must not say "open" on Christmas Day
because a file ran out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from helpcentre.support.field_types import Country, Day, LocalisedText, Names, StrictModel
from helpcentre.support.holiday_library import (
    HolidaysOfYear,
    NamesByLanguage,
    check_categories,
    check_subdivision,
    countries,
    resolve_holidays,
)


class HolidaySource(StrictModel):
    """The source of public holidays: a country, part of a country and categories of the `holidays` library."""

    country: Country
    subdiv: str | None = None
    categories: Names = Field(default_factory=lambda: ["public"])

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
    add: list[AddedHoliday] = Field(default_factory=list)
    drop: list[Day] = Field(default_factory=list)


@dataclass(frozen=True)
class LockedSet:
    """One set of the lock: what it was resolved from, the years it holds and their days."""

    source: Mapping[str, Any]
    years: tuple[int, ...]
    days: Mapping[date, NamesByLanguage]


@dataclass(frozen=True)
class HolidayCalendar:
    """The holidays of one set: of the lock, or of the library for other years; plus `add`, minus `drop`."""

    rule: HolidaySet
    locked: LockedSet | None = None
    _years: dict[int, HolidaysOfYear] = field(default_factory=dict, repr=False)

    def year(self, year: int) -> HolidaysOfYear:
        """Return the holidays of a year with their names by language."""
        if year not in self._years:
            days = self._published_days(year)
            for day in self.rule.drop:
                days.pop(day, None)
            for extra in self.rule.add:
                if extra.date.year == year:
                    days[extra.date] = dict(extra.name or days.get(extra.date, {}))
            self._years[year] = dict(sorted(days.items()))
        return self._years[year]

    def _published_days(self, year: int) -> HolidaysOfYear:
        """Return the days of the lock or the library, before `drop` and `add`."""
        if self.rule.source is None:
            return {}
        if self.locked and year in self.locked.years:
            return {day: dict(names) for day, names in self.locked.days.items() if day.year == year}
        return resolve_source(self.rule.source, year)

    def on(self, day: date) -> NamesByLanguage | None:
        """Return the names of the holiday on `day`, or None on an ordinary day."""
        return self.year(day.year).get(day)

    def unlocked(self, years: Iterable[int]) -> list[int]:
        """Return those of `years` that come from the library because the lock does not hold them."""
        if self.rule.source is None:
            return []
        return [year for year in years if self.locked is None or year not in self.locked.years]


def resolve_source(source: HolidaySource, year: int) -> HolidaysOfYear:
    """Return the library's holidays of one year for a `from:`."""
    return resolve_holidays(source.country, source.subdiv, source.categories, year)


def source_key(source: HolidaySource) -> dict[str, Any]:
    """Return a `from:` in the form the lock stores."""
    key: dict[str, Any] = {"country": source.country}
    if source.subdiv:
        key["subdiv"] = source.subdiv
    return key | {"categories": sorted(source.categories)}
