"""The state of a schedule, as values and as a sentence: whether it is open, until when, and when it opens next.

The wording is shared with hours.js through tests/cases/hours/words.json. Each language has its own sentence for a time
today, tomorrow and on a later day: a weekday up to six days ahead, and a weekday with its date after that.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from helpcentre.language.dates import clock, full_day, weekday
from helpcentre.language.strings import Strings
from helpcentre.support.calendar import Calendar, epoch_minute


@dataclass(frozen=True, slots=True)
class Status:
    """The state at a minute: `open`, and `next`, the minute of the next change; both None outside the horizon."""

    minute: int
    open: bool | None
    next: int | None


def status(calendar: Calendar, now: datetime) -> Status:
    """Return the state of a compiled schedule at `now`."""
    minute = epoch_minute(now)
    return Status(minute, calendar.is_open(minute), calendar.next_change(minute))


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time as seen from another: the sentence to use, the day in words (empty today and tomorrow), and the time."""

    form: Literal["today", "tomorrow", "day"]
    day: str
    time: str


def time_words(calendar: Calendar, minute: int, now: int, words: Strings) -> TimeWords:
    """Return the shop's local time at `minute` in words, as seen from `now` (both epoch minutes)."""
    language = words.language_of("hours.closes.today")
    at, today = calendar.local(minute), calendar.local(now)
    time = clock(at, language)
    days = (at.date() - today.date()).days
    if days > 1:
        return TimeWords("day", weekday(at, language) if days < 7 else full_day(at.date(), language), time)
    if days == 1:
        return TimeWords("tomorrow", "", time)
    # in the night the clocks go back, 02:30 can follow 02:45: say which 02:30 is meant
    return TimeWords("today", "", time if at > today else words.text("hours.after_clock_change", time=time))


def sentence(calendar: Calendar, state: Status, words: Strings) -> str:
    """Return `Open now · closes at 18:00`, `Closed · opens Monday at 09:00` and the like."""
    if state.open is None:
        return words["hours.unknown"]
    if state.next is None:
        return words["hours.always" if state.open else "hours.no_change"]
    next_change = time_words(calendar, state.next, state.minute, words)
    key = f"hours.{'closes' if state.open else 'opens'}.{next_change.form}"
    return words.text(key, day=next_change.day, time=next_change.time)


def sentence_with_place(calendar: Calendar, state: Status, words: Strings, place: str) -> str:
    """Return the sentence with the place whose local time it uses: `Open now · closes at 18:00 (Rome time)`."""
    return words.text("hours.aside", text=sentence(calendar, state, words), aside=place)


def format_utc(time: datetime) -> str:
    """Return a date and time in UTC as `2026-11-23T12:00Z`, with seconds only if they are not zero."""
    spec = "seconds" if time.second or time.microsecond else "minutes"
    return time.replace(tzinfo=None).isoformat(timespec=spec) + "Z"
