"""Whether a schedule is open, until when, and when it opens next: as values and as one sentence.

The wording is shared with hours.js through tests/cases/hours/words.json: a time on the same day, "tomorrow" and a time
on the next, a weekday and a time up to six days ahead, and after that a weekday with its date and a time.
"""

from dataclasses import dataclass
from datetime import datetime

from helpcentre.language.dates import clock, full_day, weekday
from helpcentre.language.strings import strings
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


def when(calendar: Calendar, minute: int, now: int, language: str) -> str:
    """Return the shop's local time at `minute` in words, as seen from `now` (both epoch minutes)."""
    at, today = calendar.local(minute), calendar.local(now)
    time = clock(at, language)
    days = (at.date() - today.date()).days
    if days == 0:
        # in the night the clocks go back, 02:30 can follow 02:45: say which 02:30 is meant
        again = strings(language)["hours.after_clock_change"]
        return f"{time} ({again})" if at <= today and minute > now else time
    if days == 1:
        return f"{strings(language)['hours.tomorrow']} {time}"
    return f"{weekday(at, language) if days < 7 else full_day(at.date(), language)} {time}"


def sentence(calendar: Calendar, state: Status, language: str) -> str:
    """Return `Open now · closes: 18:00`, `Closed · back: Monday 09:00` and the like."""
    words = strings(language)
    if state.open is None:
        return words["hours.unknown"]
    if state.next is None:
        return words["hours.always" if state.open else "hours.no_change"]
    label, change = ("open", "closes") if state.open else ("closed", "back")
    return (
        f"{words[f'hours.{label}']} · {words[f'hours.{change}']}: {when(calendar, state.next, state.minute, language)}"
    )


def format_utc(time: datetime) -> str:
    """Return a date and time in UTC as `2026-11-23T12:00Z`, with seconds only if they are not zero."""
    spec = "seconds" if time.second or time.microsecond else "minutes"
    return time.replace(tzinfo=None).isoformat(timespec=spec) + "Z"
