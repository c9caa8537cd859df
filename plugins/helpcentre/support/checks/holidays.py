"""Holiday sets against the lock and the library: a lock older than support.yml, dropped days that are not holidays."""

from collections.abc import Mapping
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document
from helpcentre.support.holidays import HolidayCalendar, HolidaySet, HolidaySource, LockedSet, source_key

RULE = "holidays"


def stale_lock(
    sets: Mapping[str, HolidaySet], locked: Mapping[str, LockedSet], document: Document, lock_path: str
) -> list[Finding]:
    """Return an error for every set that is missing from the lock or has changed since the lock was made.

    `add` and `drop` are not part of the lock: they are read from support.yml each time.
    """
    found = []
    for name, rule in sets.items():
        part, problem = _find_difference(name, rule, rule.source, locked.get(name)) if rule.source else ("", "")
        if problem:
            message = f"{lock_path} is older than this file: {problem}; run: helpcentre holidays --update"
            found.append(document.finding(("holidays", name, part), message, rule=RULE))
    return found


def _find_difference(name: str, rule: HolidaySet, source: HolidaySource, locked: LockedSet | None) -> tuple[str, str]:
    """Return the key that differs between a set and its lock, and the difference in words; both empty if they agree."""
    wanted = source_key(source)
    if locked is None:
        return "from", f"it does not hold the set '{name}'"
    if dict(locked.source) != wanted:
        return "from", f"'{name}' is locked from {_describe_source(locked.source)}, not from {_describe_source(wanted)}"
    if "years" in rule.model_fields_set and len(locked.years) < rule.years:
        held = ", ".join(map(str, locked.years)) or "none"
        return "years", f"'{name}' is locked with years: {len(locked.years)} ({held}), not years: {rule.years}"
    return "", ""


def _describe_source(source: Mapping[str, Any]) -> str:
    parts = (f"{key} {' '.join(value) if isinstance(value, list) else value}" for key, value in source.items())
    return ", ".join(parts)


def unknown_drops(
    sets: Mapping[str, HolidaySet], calendars: Mapping[str, HolidayCalendar], document: Document
) -> list[Finding]:
    """Return an error for every `drop:` date that is not a holiday of its set, naming the nearest one that is."""
    found = []
    for name, rule in sets.items():
        if rule.source is None:
            continue
        published = HolidayCalendar(rule.model_copy(update={"drop": [], "add": []}), calendars[name].locked)
        for index, day in enumerate(rule.drop):
            if published.on(day) is None:
                nearest = min(published.year(day.year), key=lambda other: abs((other - day).days), default=None)
                hint = f"; the nearest is {nearest}" if nearest else ""
                message = f"drop: {day} is not a holiday of '{name}'{hint}; correct the date or remove it"
                found.append(document.finding(("holidays", name, "drop", index), message, rule=RULE))
    return found
