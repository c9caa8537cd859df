"""Dates, times and durations in words, per language, by Babel (Unicode CLDR).

`en` alone is British: 18:00, and the day before the month. Dates are Gregorian, with European digits.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from babel.dates import format_date, format_time, format_timedelta, get_timezone_location

from helpcentre.language.locales import regional_locale
from helpcentre.language.punctuation import join_items, weekdays_from_to


def clock(when: time | datetime, language: str) -> str:
    """Return a time of day: `18:00`, `18.00`, `6:00 PM`; without seconds."""
    return str(format_time(when.replace(tzinfo=None), "short", locale=regional_locale(language)))


@cache
def clock_of_minutes(minutes: int, language: str) -> str:
    """Return minutes after midnight as a time of day; 1440 is 24:00 if the language uses a 24-hour clock."""
    if minutes == 24 * 60:
        text = clock(time(23, 0), language)
        return text.replace("23", "24") if "23" in text else clock(time(0, 0), language)
    return clock(time(minutes // 60 % 24, minutes % 60), language)


def weekday(day: date, language: str) -> str:
    """Return the name of a weekday in its plain form: `Monday`, `lunedì`, `esmaspäev`."""
    return str(format_date(day, "EEEE", locale=regional_locale(language)))


@cache
def weekday_name(number: int, language: str) -> str:
    """Return the name of weekday `number` (Monday is 0)."""
    return weekday(date(2024, 1, 1 + number), language)


def full_day(day: date, language: str) -> str:
    """Return a day with its weekday, without the year: `Monday 4 January`."""
    return _format_day(day, _long_pattern(_DAY_WITH_WEEKDAY, language), language)


def long_date(day: date, language: str) -> str:
    """Return a day with its year: `4 January 2027`."""
    return _format_day(day, "long", language)


def short_day(day: date, language: str) -> str:
    """Return a day without weekday and year: `4 January`."""
    return _format_day(day, _long_pattern(_DAY, language), language)


def _format_day(day: date, pattern: str, language: str) -> str:
    text = str(format_date(day, pattern, locale=regional_locale(language)))
    # CLDR has no ordinal for the first of the month, which French alone writes as one; hours.js does the same
    return re.sub(r"\b1 (?=[^\W\d])", "1er ", text) if language.split("-")[0] == "fr" else text


# CLDR skeletons from the most to the least precise; few languages have all of them
_DAY_WITH_WEEKDAY = ("MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd")
_DAY = ("MMMMd", "MMMd")


@cache
def _long_pattern(skeletons: Sequence[str], language: str) -> str:
    """Return the pattern of the first skeleton that a language has, with weekday and month written out.

    Browsers choose in the same way, so that hours.js writes the same dates.
    """
    known = regional_locale(language).datetime_skeletons
    pattern = str(next(known[name] for name in skeletons if name in known).pattern)
    long_month = re.sub(r"(?<![ML])([ML])\1{2}(?!\1)", r"\1\1\1\1", pattern)
    long_weekday = re.sub(r"(?<!E)E{1,3}(?!E)", "EEEE", long_month)
    return re.sub(r"(?<!c)ccc(?!c)", "cccc", long_weekday)


@cache
def duration(minutes: int, language: str) -> str:
    """Return a duration in words: `4 hours`, `1 ora 30 minuti`, `30 minutit`."""
    hours, rest = divmod(minutes, 60)
    parts = [_count_units(timedelta(hours=hours), "hour", language)] if hours else []
    if rest or not parts:
        parts.append(_count_units(timedelta(minutes=rest), "minute", language))
    return _BETWEEN_UNITS.get(language.split("-")[0], " ").join(parts)


_BETWEEN_UNITS = {"ar": " و", "zh": ""}


def _count_units(value: timedelta, unit: Literal["hour", "minute"], language: str) -> str:
    """Return a duration in a single unit: with this threshold, 24 hours are not a day."""
    return str(format_timedelta(value, granularity=unit, threshold=10**9, locale=regional_locale(language)))


def weekday_span(days: Sequence[int], language: str) -> str:
    """Return weekdays in words: `Monday–Thursday`, `Monday, Wednesday`; days that follow each other become spans."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return join_items((_name_run(run, language) for run in runs), language)


def _name_run(run: Sequence[int], language: str) -> str:
    first, last = (weekday_name(day, language) for day in (run[0], run[-1]))
    return first if len(run) == 1 else weekdays_from_to(first, last, language)


@cache
def city(zone: str, language: str) -> str:
    """Return the place a time zone is named after: `Rome`, `Roma`, `Rooma`; `UTC` for zones without one."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return str(get_timezone_location(zone, locale=regional_locale(language), return_city=True)).rpartition("/")[2]
