"""Hours as a calendar to subscribe to (RFC 5545), with an event for each opening and for each closed day.

Openings are written in UTC from the compiled calendar, so that they do not depend on the time zone rules of the
subscriber.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from helpcentre.language.punctuation import join_items
from helpcentre.language.strings import Strings
from helpcentre.support.calendar import Calendar, utc_time
from helpcentre.support.channel_names import channel_label
from helpcentre.support.localised_text import localised
from helpcentre.support.model import Support

DAYS = 60  # openings this far ahead; closures to the end of the horizon


def calendar_file(support: Support, words: Strings, now: datetime) -> str:
    """Return the text of an .ics file in the language of `words`; the same arguments give the same bytes."""
    title = words["hours.title"]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//helpcentre//hours//EN", f"X-WR-CALNAME:{_escape_text(title)}"]
    for name in _used_schedules(support):
        calendar = support.calendar(name, now)
        used = (one for one in support.supported_channels if support.channels[one].schedule == name)
        channels = join_items((channel_label(support.channels[one], words) for one in used), words.language)
        lines += _opening_events(calendar, name, channels or name, now, words)
        lines += _closed_day_events(support, calendar, name, channels or name, now, words)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold_line(line))


def _used_schedules(support: Support) -> list[str]:
    used = dict.fromkeys(support.channels[name].schedule for name in support.supported_channels)
    return [name for name in used if name] or list(support.schedules)


def _format_event(uid: str, now: datetime, start: str, end: str, summary: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@helpcentre",
        f"DTSTAMP:{now:%Y%m%d}T000000Z",
        f"DTSTART{start}",
        f"DTEND{end}",
        f"SUMMARY:{_escape_text(summary)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _opening_events(calendar: Calendar, name: str, channels: str, now: datetime, words: Strings) -> Iterator[str]:
    limit = calendar.start + DAYS * 1440
    for opens, closes in calendar.intervals():
        if opens >= limit:
            return
        if closes == calendar.end:
            continue  # the closing time is past the horizon, or it never closes
        start, end = (f":{utc_time(minute):%Y%m%dT%H%M%SZ}" for minute in (opens, closes))
        yield from _format_event(f"{name}-{opens}", now, start, end, f"{words['hours.title']}{words.colon}{channels}")


def _closed_day_events(
    support: Support, calendar: Calendar, name: str, channels: str, now: datetime, words: Strings
) -> Iterator[str]:
    day = calendar.local(calendar.start).date()
    last = calendar.local(calendar.end - 1).date()
    while day <= last:
        found = support.plan_for(name, day)
        if found.rule in ("holiday", "exception") and not found.ranges:
            reason = localised(found.names, words.language) or words["hours.holiday"]
            summary = f"{words['hours.closed']}{words.colon}{channels} ({reason})"
            start, end = (f";VALUE=DATE:{one:%Y%m%d}" for one in (day, day + timedelta(days=1)))
            yield from _format_event(f"{name}-{day:%Y%m%d}-closed", now, start, end, summary)
        day += timedelta(days=1)


def _escape_text(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _fold_line(line: str) -> Iterable[str]:
    """Yield the line in parts of at most 75 bytes, never splitting a character (RFC 5545, 3.1)."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > 75:
            yield piece
            piece = " "
        piece += character
    yield piece
