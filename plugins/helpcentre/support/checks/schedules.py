"""Holidays and schedules: hours that overlap, days that are defined twice, unknown holiday sets, missing time zones.

These checks skip values that cannot be read: the models report those.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from helpcentre.errors import Finding
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.checks.references import RULE, unknown_name
from helpcentre.support.field_types import (
    DAY,
    DAYS,
    WEEK,
    Range,
    parse_date,
    parse_days,
    parse_hours,
    parse_local,
    parse_range,
)
from helpcentre.support.raw_yaml import as_list, as_mapping, list_at

LONGEST_SPAN = 4000  # days; a longer span is a typing error, and its days are not compared one by one
LAST_MINUTE = Range(0, DAY - 1)
PlacedRange = tuple[Key, Range, Range]  # the place, the range as written, and the range on the axis that is compared


def schedule_findings(document: Document) -> Iterator[Finding]:
    """Yield everything wrong between the values of `holidays` and `schedules`."""
    root = as_mapping(document.value)
    for name, rule in as_mapping(root.get("holidays")).items():
        added = [
            (("holidays", name, "add", n), as_mapping(day).get("date")) for n, day in enumerate(list_at(rule, "add"))
        ]
        yield from _find_repeated_days(document, added)
    for name, schedule in as_mapping(root.get("schedules")).items():
        yield from _check_schedule(document, root, ("schedules", name), as_mapping(schedule))


def _check_schedule(
    document: Document, root: Mapping[Any, Any], key: Key, schedule: Mapping[Any, Any]
) -> Iterator[Finding]:
    if "time_zone" not in schedule and "default_time_zone" not in root:
        message = f"'{'.'.join(map(str, key))}' has no time_zone; add one, or a default_time_zone for the whole file"
        yield document.finding(key, message, rule=RULE, of_key=True)
    yield from _check_week(document, (*key, "weekly"), schedule.get("weekly"))
    rule = as_mapping(schedule.get("holidays"))
    yield from _check_day(document, (*key, "holidays", "hours"), rule.get("hours"))
    sets = as_mapping(root.get("holidays"))
    yield from unknown_name(document, (*key, "holidays", "use"), rule.get("use"), sets, "holiday set")
    for index, season in enumerate(list_at(schedule, "seasons")):
        yield from _check_week(document, (*key, "seasons", index, "weekly"), as_mapping(season).get("weekly"))
    yield from _find_overlapping_spans(document, (*key, "seasons"), schedule.get("seasons"), "season")
    for index, exception in enumerate(list_at(schedule, "exceptions")):
        yield from _check_day(document, (*key, "exceptions", index, "hours"), as_mapping(exception).get("hours"))
    yield from _find_overlapping_spans(document, (*key, "exceptions"), schedule.get("exceptions"), "exception")
    yield from _find_overlapping_closures(document, (*key, "closures"), schedule.get("closures"))


def _read_ranges(key: Key, hours: Any) -> list[tuple[Key, Range]]:
    """Return the ranges that can be read, each with its place: that of the list item, or of the single range."""
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


def _check_day(document: Document, key: Key, hours: Any) -> Iterator[Finding]:
    ranges = _read_ranges(key, hours)
    yield from _find_lost_minutes(document, ranges)
    yield from _find_overlaps(document, [(place, span, span) for place, span in ranges])


def _find_lost_minutes(document: Document, ranges: Iterable[tuple[Key, Range]]) -> Iterator[Finding]:
    for place, span in ranges:
        if span == LAST_MINUTE:
            message = 'this is closed for the last minute of the day; for a whole day use "00:00-24:00"'
            yield document.finding(place, f"{message} (found '{span}')", rule=RULE)


def _find_overlaps(document: Document, ranges: list[PlacedRange]) -> Iterator[Finding]:
    ordered = sorted(ranges, key=lambda item: item[2])
    for (_, one, before), (place, other, after) in pairwise(ordered):
        if after.start < before.end:
            message = f"'{other}' overlaps '{one}'; shorten one of them or join them into one range"
            yield document.finding(place, message, rule=RULE)


def _check_week(document: Document, key: Key, weekly: Any) -> Iterator[Finding]:
    defined_by: dict[int, str] = {}
    ranges: list[PlacedRange] = []
    for name, hours in as_mapping(weekly).items():
        try:
            days = parse_days(str(name))
        except ValueError as error:
            yield document.finding((*key, name), str(error), rule=RULE, of_key=True)
            continue
        placed = _read_ranges((*key, name), hours)
        yield from _find_lost_minutes(document, placed)
        for day in days:
            if day in defined_by:
                message = f"{DAYS[day]} is defined twice, in '{defined_by[day]}' and in '{name}'; keep one"
                yield document.finding((*key, name), message, rule=RULE, of_key=True)
                continue
            defined_by[day] = str(name)
            ranges += [(place, span, Range(span.start + day * DAY, span.end + day * DAY)) for place, span in placed]
    # Sunday night runs into Monday: compare it with Monday's ranges one week later
    ranges += [(place, span, Range(on.start + WEEK, on.end + WEEK)) for place, span, on in ranges if on.start < DAY]
    yield from _find_overlaps(document, ranges)


def _read_date(value: Any) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _find_repeated_days(document: Document, days: Iterable[tuple[Key, Any]]) -> Iterator[Finding]:
    first_lines: dict[date, int] = {}
    for place, raw in days:
        day = _read_date(raw)
        if day is None:
            continue
        if day in first_lines:
            message = f"{day} is added twice (first in line {first_lines[day]}); keep one"
            yield document.finding((*place, "date"), message, rule=RULE)
        first_lines.setdefault(day, document.place(place)[0])


def _find_overlapping_spans(document: Document, key: Key, spans: Any, what: str) -> Iterator[Finding]:
    """Yield a finding for every span that covers a day which an earlier one covers."""
    lines: dict[date, int] = {}
    for index, span in enumerate(as_list(spans)):
        days = _days_of_span(as_mapping(span))
        repeated = next((day for day in days if day in lines), None)
        if repeated is not None:
            message = f"{repeated} has two {what}s (the other is in line {lines[repeated]}); keep one, or join them"
            yield document.finding((*key, index), message, rule=RULE)
        line = document.place((*key, index))[0]
        for day in days:
            lines.setdefault(day, line)


def _days_of_span(span: Mapping[Any, Any]) -> list[date]:
    """Return the days of a season or exception; none if it cannot be read or is too long to be meant."""
    first = _read_date(span.get("date", span.get("from")))
    last = _read_date(span.get("through")) or first
    if first is None or last is None or (last - first).days > LONGEST_SPAN:
        return []
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _find_overlapping_closures(document: Document, key: Key, closures: Any) -> Iterator[Finding]:
    """Yield a finding for every closure that overlaps an earlier one; one may begin when the other ends."""
    seen: list[tuple[datetime, datetime, int]] = []
    for index, closure in enumerate(as_list(closures)):
        try:
            start, to = parse_local(as_mapping(closure).get("from")), parse_local(as_mapping(closure).get("to"))
        except ValueError:
            continue
        line = document.place((*key, index))[0]
        for other_start, other_to, other_line in seen:
            if start < other_to and other_start < to:
                message = f"this closure overlaps the one in line {other_line}; join them"
                yield document.finding((*key, index), message, rule=RULE)
                break
        seen.append((start, to, line))
