"""What the values of support.yml say about each other: hours that overlap, days told twice, names that lead nowhere.

These checks walk the raw YAML, not the model, and pass over whatever cannot be read (the model tells that), so that a
file with mistakes of both kinds gets all of them in one report.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from helpcentre.errors import Finding, did_you_mean
from helpcentre.marked_yaml import Document, Key
from helpcentre.support.field_types import (
    DAYS,
    WEEK,
    Range,
    parse_date,
    parse_days,
    parse_hours,
    parse_local,
    parse_range,
)

RULE = "support"
FOREVER = 4000  # days; a longer span is a slip of the pen that the model tells, not a reason to wait


def mapping(value: Any) -> Mapping[Any, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """Return `value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def hours_findings(document: Document) -> Iterator[Finding]:
    """Yield everything wrong between the values of `holidays` and `schedules`."""
    root = mapping(document.value)
    for name, rule in mapping(root.get("holidays")).items():
        added = [
            (("holidays", name, "add", n), mapping(day).get("date")) for n, day in enumerate(listed_in(rule, "add"))
        ]
        yield from _twice(document, added, "added")
    for name, schedule in mapping(root.get("schedules")).items():
        yield from _schedule(document, root, ("schedules", name), mapping(schedule))


def listed_in(value: Any, key: str) -> list[Any]:
    """Return the list under `key`, or an empty one."""
    return listed(mapping(value).get(key))


def _schedule(document: Document, root: Mapping[Any, Any], key: Key, schedule: Mapping[Any, Any]) -> Iterator[Finding]:
    if "time_zone" not in schedule and "default_time_zone" not in root:
        message = f"'{'.'.join(map(str, key))}' has no time_zone; add one, or a default_time_zone for the whole file"
        yield document.finding(key, message, rule=RULE, of_key=True)
    yield from _week(document, (*key, "weekly"), schedule.get("weekly"))
    rule = mapping(schedule.get("holidays"))
    yield from _day(document, (*key, "holidays", "hours"), rule.get("hours"))
    yield from unknown(
        document, (*key, "holidays", "use"), rule.get("use"), mapping(root.get("holidays")), "holiday set"
    )
    for index, season in enumerate(listed_in(schedule, "seasons")):
        yield from _week(document, (*key, "seasons", index, "weekly"), mapping(season).get("weekly"))
    yield from _spans(document, (*key, "seasons"), schedule.get("seasons"), "season")
    for index, special in enumerate(listed_in(schedule, "exceptions")):
        yield from _day(document, (*key, "exceptions", index, "hours"), mapping(special).get("hours"))
    yield from _spans(document, (*key, "exceptions"), schedule.get("exceptions"), "exception")
    yield from _closures(document, (*key, "closures"), schedule.get("closures"))


def unknown(document: Document, key: Key, name: Any, known: Iterable[Any], what: str) -> Iterator[Finding]:
    """Yield a finding when `name` is text that is not among `known`."""
    names = [str(item) for item in known]
    if isinstance(name, str) and name not in names:
        hint = did_you_mean(name, names)
        there = f" (there are: {', '.join(names)})" if names and not hint else ""
        message = f"there is no {what} '{name}'{hint or '; correct the name or add it'}{there}"
        yield document.finding(key, message, rule=RULE)


def _ranges(key: Key, hours: Any) -> list[tuple[Key, Range]]:
    try:
        items = parse_hours(hours)
    except ValueError:
        return []
    found = []
    for index, item in enumerate(items):
        try:
            found.append(((*key, index), parse_range(item)))
        except ValueError:
            continue
    return found


def _day(document: Document, key: Key, hours: Any) -> Iterator[Finding]:
    yield from _overlaps(document, [(place, span, span) for place, span in _ranges(key, hours)])


Placed = tuple[Key, Range, Range]  # where it stands, as written, on the axis that is compared


def _overlaps(document: Document, ranges: list[Placed]) -> Iterator[Finding]:
    ordered = sorted(ranges, key=lambda item: item[2])
    for (_, one, before), (place, other, after) in pairwise(ordered):
        if after.start < before.end:
            message = f"'{other}' overlaps '{one}'; shorten one, or write them as one range"
            yield document.finding(place, message, rule=RULE)


def _week(document: Document, key: Key, weekly: Any) -> Iterator[Finding]:
    told: dict[int, str] = {}
    axis: list[Placed] = []
    for name, hours in mapping(weekly).items():
        try:
            days = parse_days(str(name))
        except ValueError as error:
            yield document.finding((*key, name), str(error), rule=RULE, of_key=True)
            continue
        for day in days:
            if day in told:
                message = f"{DAYS[day]} is told twice, by '{told[day]}' and by '{name}'; keep one"
                yield document.finding((*key, name), message, rule=RULE, of_key=True)
                continue
            told[day] = str(name)
            for place, span in _ranges((*key, name), hours):
                shift = day * 1440
                axis.append((place, span, Range(span.start + shift, span.end + shift)))
    # Sunday night runs into Monday: the week's first ranges once more, a week later
    axis += [(place, span, Range(on.start + WEEK, on.end + WEEK)) for place, span, on in axis if on.start < 1440]
    yield from _overlaps(document, axis)


def _date(value: Any) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _twice(document: Document, days: Iterable[tuple[Key, Any]], what: str) -> Iterator[Finding]:
    seen: dict[date, int] = {}
    for place, raw in days:
        day = _date(raw)
        if day is None:
            continue
        if day in seen:
            message = f"{day} is {what} twice (first in line {seen[day]}); keep one"
            yield document.finding((*place, "date"), message, rule=RULE)
        seen.setdefault(day, document.place(place)[0])


def _spans(document: Document, key: Key, spans: Any, what: str) -> Iterator[Finding]:
    """Yield a finding for every span that covers a day which an earlier one covers."""
    seen: dict[date, int] = {}
    for index, span in enumerate(listed(spans)):
        first = _date(mapping(span).get("date", mapping(span).get("from")))
        last = _date(mapping(span).get("through")) or first
        if first is None or last is None or (last - first).days > FOREVER:
            continue
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        double = next((day for day in days if day in seen), None)
        line = document.place((*key, index))[0]
        if double is not None:
            message = f"{double} has two {what}s (the other is in line {seen[double]}); keep one, or join them"
            yield document.finding((*key, index), message, rule=RULE)
        for day in days:
            seen.setdefault(day, line)


def _closures(document: Document, key: Key, closures: Any) -> Iterator[Finding]:
    seen: list[tuple[Any, Any, int]] = []
    for index, closure in enumerate(listed(closures)):
        try:
            start, to = parse_local(mapping(closure).get("from")), parse_local(mapping(closure).get("to"))
        except ValueError:
            continue
        line = document.place((*key, index))[0]
        for other_start, other_to, other_line in seen:
            if start < other_to and other_start < to:
                message = f"this closure overlaps the one in line {other_line}; join them"
                yield document.finding((*key, index), message, rule=RULE)
                break
        seen.append((start, to, line))
