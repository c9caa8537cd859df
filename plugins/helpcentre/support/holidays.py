"""Public holidays: resolved by the `holidays` library, frozen to `holidays.lock.yml`, read back from there.

The lock is what the site is built from, so that a new release of the library never changes hours unseen. A year the
lock does not hold is resolved by the library at once (and warned about): a page must not say "open" on Christmas Day
because a file ran out. The library is always given a language, else its words would follow the machine's LANG.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from helpcentre.errors import Finding, did_you_mean
from helpcentre.marked_yaml import Document
from helpcentre.support.schedule_model import HolidaySet, HolidaySource

Names = dict[str, str]
Year = dict[date, Names]


@cache
def _entity(country: str) -> Any:
    import holidays

    return holidays.country_holidays(country)


@cache
def countries() -> frozenset[str]:
    """Return the two-letter codes of every country the library knows."""
    from holidays.registry import EntityLoader

    return frozenset(code for code in EntityLoader.get_country_codes(include_aliases=True) if len(code) == 2)


def unknown_source(country: str, subdiv: str | None, categories: Sequence[str]) -> str:
    """Return what is wrong with a `from:`, or an empty text."""
    if country not in countries():
        return f"no holidays are known for country '{country}'; write a code such as IT, EE or ID"
    entity = _entity(country)
    divisions = {*entity.subdivisions, *entity.subdivisions_aliases}
    if subdiv is not None and subdiv not in divisions:
        known = ", ".join(sorted(divisions)) or "none"
        return f"{country} has no subdiv '{subdiv}'{did_you_mean(subdiv, divisions)} (known: {_short(known)})"
    for category in categories:
        if category not in entity.supported_categories:
            return f"{country} has no category '{category}'; write {', '.join(entity.supported_categories)}"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159].rsplit(",", 1)[0] + ", …"


@cache
def _resolve(country: str, subdiv: str | None, categories: tuple[str, ...], year: int) -> Year:
    import holidays

    days: Year = {}
    entity = _entity(country)
    codes = entity.supported_languages or (entity.default_language or "en_US",)
    for code in sorted(codes):
        found = holidays.country_holidays(country, subdiv=subdiv, years=year, categories=categories, language=code)
        for day, name in found.items():
            if day.year == year:
                days.setdefault(day, {}).setdefault(code.split("_")[0], name)
    return dict(sorted(days.items()))


def resolve(source: HolidaySource, year: int) -> Year:
    """Return the library's holidays of one year, with their names by language (`it_IT` is `it`)."""
    found = _resolve(source.country, source.subdiv, tuple(source.categories), year)
    return {day: dict(names) for day, names in found.items()}


@dataclass(frozen=True)
class LockedSet:
    """One set of the lock: what it was resolved from, the years it holds and their days."""

    source: Mapping[str, Any]
    years: tuple[int, ...]
    days: Mapping[date, Names]


@dataclass(frozen=True)
class HolidayDays:
    """The days a schedule keeps: of the lock where it holds the year, else of the library; plus `add`, minus `drop`."""

    rule: HolidaySet
    locked: LockedSet | None = None
    _years: dict[int, Year] = field(default_factory=dict, repr=False)

    def year(self, year: int) -> Year:
        """Return the holidays of a year with their names by language."""
        if year not in self._years:
            days: Year = {}
            if self.rule.source is not None:
                if self.locked and year in self.locked.years:
                    days = {day: dict(names) for day, names in self.locked.days.items() if day.year == year}
                else:
                    days = resolve(self.rule.source, year)
            for day in self.rule.drop:
                days.pop(day, None)
            for extra in self.rule.add:
                if extra.date.year == year:
                    days[extra.date] = dict(extra.name or days.get(extra.date, {}))
            self._years[year] = dict(sorted(days.items()))
        return self._years[year]

    def on(self, day: date) -> Names | None:
        """Return the names of the holiday on `day`, or None on an ordinary day."""
        return self.year(day.year).get(day)

    def unlocked(self, years: Iterable[int]) -> list[int]:
        """Return those of `years` that come from the library because the lock does not hold them."""
        if self.rule.source is None:
            return []
        return [year for year in years if self.locked is None or year not in self.locked.years]


def source_key(source: HolidaySource) -> dict[str, Any]:
    """Return a `from:` as the lock writes it."""
    key: dict[str, Any] = {"country": source.country}
    if source.subdiv:
        key["subdiv"] = source.subdiv
    return key | {"categories": sorted(source.categories)}


def stale_lock(
    sets: Mapping[str, HolidaySet], locked: Mapping[str, LockedSet], document: Document, lock_path: str
) -> list[Finding]:
    """Return an error for every set that the lock (which is there) has not, or made from something else.

    `add` and `drop` are no part of the lock: they are read from support.yml each time.
    """
    found = []
    for name, rule in sets.items():
        was = locked.get(name)
        part, problem = _difference(name, rule, rule.source, was) if rule.source else ("", "")
        if problem:
            message = f"{lock_path} is older than this file: {problem}; run: helpcentre holidays --update"
            found.append(document.finding(("holidays", name, part), message, rule="holidays"))
    return found


def _difference(name: str, rule: HolidaySet, source: HolidaySource, was: LockedSet | None) -> tuple[str, str]:
    """Return the key and the words for what a set asks and its lock was not made from; empty when they agree."""
    want = source_key(source)
    if was is None:
        return "from", f"it has no set '{name}'"
    if dict(was.source) != want:
        return "from", f"'{name}' is of {_flat(was.source)}, not of {_flat(want)}"
    if "years" in rule.model_fields_set and len(was.years) < rule.years:
        held = ", ".join(map(str, was.years)) or "none"
        return "years", f"'{name}' was made with years: {len(was.years)} ({held}), not years: {rule.years}"
    return "", ""


def _flat(source: Mapping[str, Any]) -> str:
    parts = (f"{key} {' '.join(value) if isinstance(value, list) else value}" for key, value in source.items())
    return ", ".join(parts)


def unknown_drops(sets: Mapping[str, HolidaySet], days: Mapping[str, HolidayDays], document: Document) -> list[Finding]:
    """Return an error for every `drop:` date that is no holiday of its set."""
    found = []
    for name, rule in sets.items():
        if rule.source is None:
            continue
        whole = HolidayDays(rule.model_copy(update={"drop": [], "add": []}), days[name].locked)
        for index, day in enumerate(rule.drop):
            if whole.on(day) is None:
                near = min(whole.year(day.year), key=lambda other: abs((other - day).days), default=None)
                hint = f"; the nearest is {near}" if near else ""
                message = f"drop: {day} is no holiday of '{name}'{hint}; correct the date or take it out"
                found.append(document.finding(("holidays", name, "drop", index), message, rule="holidays"))
    return found
