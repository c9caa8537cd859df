"""The field types of support.yml, such as `"09:00-13:00"`, `mon-thu` and `1h30m`, and the base of its models.

Each parser takes a YAML value (text, or a number if the writer forgot the quotes) and returns a plain value, or raises
ValueError with what to write instead. The annotated types at the end wrap the parsers for pydantic.
"""

import re
from datetime import date, datetime
from math import ceil
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator

from helpcentre.errors import did_you_mean
from helpcentre.language.codes import is_language, suggest_language
from helpcentre.support.zones import zone_names

DAY = 1440
WEEK = 7 * DAY
YEARS = (1971, 2900)
"""The first and the last year for which hours can be computed: time zones are defined for all of them."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_CLOCK = r"(\d{1,2}):(\d{2})"
_RANGE = re.compile(rf"\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:00)?")
_DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m(?:in)?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DateOrTime = TypeVar("DateOrTime", bound=date)


class Range(NamedTuple):
    """Opening hours in minutes after the midnight of the day they start on; `end` exceeds 1440 if they run past it."""

    start: int
    end: int

    def __str__(self) -> str:
        """Return the form of support.yml: `22:00-02:30`."""
        end = self.end if self.end <= DAY else self.end - DAY
        return f"{format_clock(self.start)}-{format_clock(end)}"


def format_clock(minutes: int) -> str:
    """Return minutes after midnight as `HH:MM`; 1440 is `24:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_range(value: Any) -> Range:
    """Return the range of `"09:00-13:00"`; an earlier end is on the next day, and `24:00` ends the day."""
    if isinstance(value, bool | int | float):
        raise ValueError('this is a number, not opening hours; use a range in quotes, for example "09:00-13:00"')  # noqa: TRY004 - pydantic
    match = _RANGE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        if isinstance(value, str) and re.fullmatch(_CLOCK, value.strip()):
            example = _example_range(value)
            raise ValueError(
                f'this is a single time; give the opening and the closing time in quotes, for example "{example}"'
            )
        raise ValueError('this is not a valid range of hours; use quotes, for example "09:00-13:00"')
    hour1, minute1, hour2, minute2 = map(int, match.groups())
    if minute1 > 59 or minute2 > 59:
        raise ValueError('minutes go from 00 to 59; use a range such as "09:00-13:00"')
    return _make_range(hour1 * 60 + minute1, hour2 * 60 + minute2)


def _make_range(start: int, end: int) -> Range:
    """Return the range between two minutes of the day; raises ValueError if there are no such hours."""
    if start >= DAY:
        raise ValueError('opening times go from 00:00 to 23:59; use a range such as "09:00-13:00"')
    if end > DAY:
        raise ValueError('closing times end at 24:00; for hours past midnight use the clock time, as in "20:00-00:30"')
    if end == start:
        raise ValueError('it opens and closes in the same minute; for a whole day use "00:00-24:00"')
    return Range(start, end if end > start else end + DAY)


def _example_range(time: str) -> str:
    """Return a range within one day that opens or closes at `time`, or an ordinary one if there is none."""
    for text in (f"{time.strip()}-18:00", f"09:00-{time.strip()}"):
        try:
            span = parse_range(text)
        except ValueError:
            continue
        if span.end <= DAY:
            return text
    return "09:00-18:00"


def parse_hours(value: Any) -> Any:
    """Return a list of raw ranges; `closed` is the empty list, and a single range needs no brackets."""
    if value == "closed":
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return [value]
    raise ValueError('use closed, or ranges in brackets, for example ["09:00-13:00", "14:00-18:00"]')


def parse_days(key: str) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) of `mon` or `mon-thu`; `sat-mon` runs past the end of the week."""
    first, _, last = key.strip().lower().partition("-")
    for name in (first, last or first):
        if name not in DAYS:
            hint = did_you_mean(name[:3], DAYS)
            raise ValueError(f"'{key}' is not a weekday; use {', '.join(DAYS)} or a span such as mon-thu{hint}")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return tuple(day % 7 for day in range(start, (end if end >= start else end + 7) + 1))


def parse_date(value: Any) -> date:
    """Return the date of `2026-12-24`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value.strip()):
        raise ValueError("this is not a valid date; use YYYY-MM-DD, for example 2026-12-24")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("the calendar has no such day; use YYYY-MM-DD, for example 2026-12-24") from None


def parse_local(value: Any) -> datetime:
    """Return the local date and time of `2026-11-25T10:30`, without a time zone."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _LOCAL.fullmatch(value.strip()):
        raise ValueError(
            "this is not a valid local date and time; use YYYY-MM-DDTHH:MM without a time zone, for example "
            "2026-11-25T10:30"
        )
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("the calendar has no such day or time; use, for example, 2026-11-25T10:30") from None


def parse_duration(value: Any) -> int:
    """Return the minutes of `30m`, `4h`, `1h30m` or `2d` (a day is 24 hours of the clock that counts them)."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError(f"the unit is missing; use {value}m for minutes or {value}h for hours")  # noqa: TRY004 - pydantic
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or not any(match.groups()):
        raise ValueError("this is not a valid duration; use, for example, 30m, 4h or 1h30m")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    total = days * DAY + hours * 60 + minutes
    if total == 0:
        raise ValueError("this duration is zero; use, for example, 30m, 4h or 1h30m")
    return total


def format_duration(minutes: float | None) -> str:
    """Return minutes in the form of support.yml, rounded up: `4h`, `1h30m`, `25m`; a dash for None."""
    if minutes is None:
        return "–"
    hours, rest = divmod(ceil(minutes), 60)
    return (f"{hours}h" if hours else "") + (f"{rest}m" if rest or not hours else "")


def parse_language(value: Any) -> str:
    """Return a language code such as `it` or `pt-BR`."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value) or not is_language(value):
        hint = suggest_language(value) if isinstance(value, str) else ""
        raise ValueError(f"'{value}' is not a language code; use, for example, en, it, id, et or pt-BR{hint}")
    return value


class LocalisedTexts(dict[str, str]):
    """One text for readers, by language code."""


def parse_localised(value: Any) -> LocalisedTexts:
    """Return texts by language: `{en: Phone, it: Telefono}`."""
    if not isinstance(value, dict) or not value:
        raise ValueError("give the text for each language, for example {en: Phone, it: Telefono}")
    for language, text in value.items():
        parse_language(language)
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"the text for '{language}' is empty; write it or leave the language out")
    return LocalisedTexts(value)


def require_supported_year(value: DateOrTime) -> DateOrTime:
    """Return a date (or a date and time) if hours can be computed for its year."""
    if not YEARS[0] <= value.year <= YEARS[1]:
        raise ValueError(f"this year is out of range; use a year from {YEARS[0]} to {YEARS[1]}")
    return value


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


HoursRange = Annotated[Range, PlainValidator(parse_range, json_schema_input_type=str)]
Hours = Annotated[list[HoursRange], BeforeValidator(parse_hours, json_schema_input_type=str | list[str])]
AnyDay = Annotated[date, BeforeValidator(parse_date)]
Day = Annotated[AnyDay, AfterValidator(require_supported_year)]
LocalTime = Annotated[
    datetime, BeforeValidator(parse_local, json_schema_input_type=str), AfterValidator(require_supported_year)
]
Minutes = Annotated[int, BeforeValidator(parse_duration, json_schema_input_type=str)]
Language = Annotated[str, BeforeValidator(parse_language)]
LocalisedText = Annotated[LocalisedTexts, PlainValidator(parse_localised, json_schema_input_type=dict[str, str])]
TimeZone = Annotated[str, AfterValidator(_check_time_zone)]
Country = Annotated[str, AfterValidator(_check_country)]
Names = list[str]


class StrictModel(BaseModel):
    """The base of every model: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
