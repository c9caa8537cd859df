"""Is it open, until when, and when next: as values and as one sentence of the form "label: value".

The wording rule is shared with hours.js through tests/cases/hours/words.json: the same day is a time, the next day
"tomorrow" and a time, up to six days a weekday and a time, later a weekday with its date and a time. Never "later".
"""

from dataclasses import dataclass
from datetime import datetime

from helpcentre.language.dates import clock, full_day, weekday
from helpcentre.language.strings import strings
from helpcentre.support.calendar import Calendar, epoch_minute


@dataclass(frozen=True, slots=True)
class Status:
    """`open` and `next` (an epoch minute) at one minute; both None where the calendar does not reach."""

    minute: int
    open: bool | None
    next: int | None


def status(calendar: Calendar, now: datetime) -> Status:
    """Return the state of a compiled schedule at an instant."""
    minute = epoch_minute(now)
    return Status(minute, calendar.is_open(minute), calendar.next_change(minute))


def when(calendar: Calendar, minute: int, now: int, language: str) -> str:
    """Return the shop's clock at `minute`, in words as seen from `now` (both epoch minutes)."""
    at, today = calendar.local(minute), calendar.local(now)
    time = clock(at, language)
    days = (at.date() - today.date()).days
    if days == 0:
        # the night the clock goes back: 02:30 comes after 02:45, so say which 02:30
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


def iso(moment: datetime) -> str:
    """Return a UTC instant as `2026-11-23T12:00Z`, with seconds only where there are some."""
    spec = "seconds" if moment.second or moment.microsecond else "minutes"
    return moment.replace(tzinfo=None).isoformat(timespec=spec) + "Z"
