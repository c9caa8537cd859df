"""The tables of a schedule in words: the week, its seasons, and the coming days with different hours."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from helpcentre.language.dates import city, clock, clock_of_minutes, full_day, long_date, weekday_span
from helpcentre.language.punctuation import comma, join_items, semicolon, time_span
from helpcentre.language.strings import Strings
from helpcentre.support.calendar import utc_time
from helpcentre.support.field_types import DAY, Range
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support
from helpcentre.support.schedule_model import Schedule, Season, Weekly, ranges_on

SPECIAL_DAYS = 5
LOOK_AHEAD = 120  # days; nobody plans a call further ahead


def week_rows(weekly: Weekly, words: Strings) -> list[dict[str, Any]]:
    """Return the week from Monday with equal days joined: `{"days", "ranges", "text"}`.

    `ranges` are the opening hours of such a day, each as a text.
    """
    groups: list[tuple[list[int], list[Range]]] = []
    for day in range(7):
        ranges = ranges_on(weekly, day)
        if groups and groups[-1][1] == ranges:
            groups[-1][0].append(day)
        else:
            groups.append(([day], ranges))
    return [
        {
            "days": weekday_span(days, words.language),
            "ranges": _write_ranges(ranges, words.language),
            "text": _ranges_text(ranges, words),
        }
        for days, ranges in groups
    ]


def _write_ranges(ranges: Sequence[Range], language: str) -> list[str]:
    times = ((start, end if end <= DAY else end - DAY) for start, end in ranges)
    return [
        time_span(clock_of_minutes(opens, language), clock_of_minutes(closes, language), language)
        for opens, closes in times
    ]


def _ranges_text(ranges: Sequence[Range], words: Strings) -> str:
    return join_items(_write_ranges(ranges, words.language), words.language) or words["hours.closed"]


def is_always(schedule: Schedule) -> bool:
    """Return whether a schedule is open day and night, all week."""
    return all(ranges_on(schedule.weekly, day) == [Range(0, DAY)] for day in range(7))


def week_line(schedule: Schedule, words: Strings) -> str:
    """Return the week in one line: `Monday–Thursday 09:00–13:00, 14:00–18:00; Friday 09:00–13:00`."""
    if is_always(schedule):
        return words["hours.always"]
    opened = [row for row in week_rows(schedule.weekly, words) if row["ranges"]]
    lines = (f"{row['days']} {row['text']}" for row in opened)
    return semicolon(words.language).join(lines) or words["hours.no_change"]


def local_time(support: Support, name: str, words: Strings) -> str:
    """Return the place whose local time a schedule uses: `Rome time`, or `UTC` for a time zone without a place."""
    zone = support.zone(name).key
    place = city(zone, words.language_of("hours.place"))
    return words.text("hours.place", city=place) if "/" in zone and not zone.startswith("Etc/") else place


def schedule_view(support: Support, name: str, words: Strings, now: datetime) -> dict[str, Any]:
    """Return the tables of one schedule, for a page built at `now`."""
    schedule = support.schedule(name)
    calendar = support.calendar(name, now)
    last = utc_time(calendar.end - 1).astimezone(support.zone(name)).date()
    return {
        "id": name,
        "zone": local_time(support, name, words),
        "always": is_always(schedule),
        "comma": comma(words.language),
        "rows": week_rows(schedule.weekly, words),
        "seasons": season_tables(schedule, words, now.astimezone(support.zone(name)).date()),
        "special": special_days(support, name, words, now),
        "valid_until": words.text("hours.valid_until", date=long_date(last, words.language_of("hours.valid_until"))),
    }


def season_tables(schedule: Schedule, words: Strings, today: date) -> list[dict[str, Any]]:
    """Return the seasons that are not over, each with the rows of its week."""
    return [
        {
            "title": _season_title(season, words),
            "rows": week_rows(season.weekly, words),
        }
        for season in schedule.seasons
        if season.through >= today
    ]


def _season_title(season: Season, words: Strings) -> str:
    start, end = (long_date(day, words.language_of("hours.season")) for day in (season.start, season.through))
    return words.text("hours.season", start=start, end=end)


def special_days(support: Support, name: str, words: Strings, now: datetime) -> list[dict[str, str]]:
    """Return the coming days whose hours differ from the week, and the closures, each with its reason.

    Entries are `{"iso", "until", "day", "hours", "reason"}`; consecutive days with the same hours and reason are one.
    """
    schedule = support.schedule(name)
    today = now.astimezone(support.zone(name)).date()
    found: list[tuple[date, dict[str, str]]] = []
    for ahead in range(LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        entry = _special_day(support, name, day, words)
        if entry is None:
            continue
        before = found[-1][1] if found else {}
        same = all(before.get(key) == entry[key] for key in ("hours", "reason"))
        if same and before["until"] == (day - timedelta(days=1)).isoformat():
            first = date.fromisoformat(before["iso"])
            days = f"{full_day(first, words.language)} – {full_day(day, words.language)}"
            before |= {"until": day.isoformat(), "day": days}
        else:
            found.append((day, entry))
    found += _closure_entries(schedule, today, words)
    return [entry for _, entry in sorted(found, key=lambda item: item[0])[:SPECIAL_DAYS]]


def _special_day(support: Support, name: str, day: date, words: Strings) -> dict[str, str] | None:
    plan, schedule = support.plan_for(name, day), support.schedule(name)
    if plan.rule not in ("holiday", "exception"):
        return None
    if plan.ranges == tuple(ranges_on(schedule.weekly, day.weekday())):
        return None  # a holiday on a Sunday changes nothing
    kind = "hours.holiday" if plan.rule == "holiday" else "hours.special"
    reason = localised(plan.names, words.language) or words[kind]
    iso = day.isoformat()
    return {
        "iso": iso,
        "until": iso,
        "day": full_day(day, words.language),
        "hours": _ranges_text(plan.ranges, words),
        "reason": reason,
    }


def _closure_entries(schedule: Schedule, today: date, words: Strings) -> list[tuple[date, dict[str, str]]]:
    found = []
    for part in schedule.closures:
        first, last = part.start.date(), part.to.date()
        if last < today or (first - today).days >= LOOK_AHEAD:
            continue
        start, end = (clock(time, words.language) for time in (part.start, part.to))
        if last != first:
            end = f"{full_day(last, words.language)} {end}"
        entry = {
            "iso": first.isoformat(),
            "until": last.isoformat(),
            "day": f"{full_day(first, words.language)} {time_span(start, end, words.language)}",
            "hours": words["hours.closed"],
            "reason": localised(part.name, words.language) or words["hours.closure"],
        }
        found.append((first, entry))
    return found
