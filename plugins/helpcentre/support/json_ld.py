"""Channels and hours as schema.org data (`ContactPoint`, `OpeningHoursSpecification`), and read back again.

schema.org has no time zone: the times are the shop's own clock, and the page says whose. A day without hours is
`opens` = `closes` = 00:00; a whole day is 00:00 to 23:59, as search engines read it; closing before opening is the
next day. Dated entries replace the week on their days.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from helpcentre.support.calendar import DayPlan
from helpcentre.support.channel_cards import channel_label
from helpcentre.support.channel_model import Channel, PostalAddress
from helpcentre.support.channel_selection import supported_channels
from helpcentre.support.contacts import parse_email, parse_phone
from helpcentre.support.field_types import DAY, Range, clock, parse_range
from helpcentre.support.model import Support
from helpcentre.support.schedule_model import Weekly, ranges_on

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPEC = "OpeningHoursSpecification"


def contact_points(support: Support, language: str, today: date | None = None) -> list[dict[str, Any]]:
    """Return a `ContactPoint` (a shop counter: a `Store`) for every channel that is answered.

    With `today` the days of the next year that differ from the week are added as dated entries.
    """
    return [_point(support, name, language, today) for name in supported_channels(support)]


def _point(support: Support, name: str, language: str, today: date | None) -> dict[str, Any]:
    channel = support.channels[name]
    at_counter = channel.kind == "shop"
    found: dict[str, Any] = {
        "@type": "Store" if at_counter else "ContactPoint",
        "name": channel_label(channel, language),
    }
    if not at_counter:
        found["contactType"] = "customer support"
    found |= _where(channel)
    if channel.languages and not at_counter:
        found["availableLanguage"] = list(channel.languages)
    if channel.reachable_from and not at_counter:
        found["areaServed"] = list(channel.reachable_from)
    if channel.schedule:
        week = weekly_entries(support.schedule(channel.schedule).weekly)
        special = dated_entries(support, channel.schedule, today) if today else []
        if at_counter:
            found["openingHoursSpecification"] = week
            found |= {"specialOpeningHoursSpecification": special} if special else {}
        else:
            found["hoursAvailable"] = week + special
    return found


def _where(channel: Channel) -> dict[str, Any]:
    """Return number, address and page as schema.org says them."""
    found: dict[str, Any] = {}
    if channel.number:
        found["telephone"] = parse_phone(channel.number).international
    if isinstance(channel.address, PostalAddress):
        parts = {
            "streetAddress": channel.address.street,
            "addressLocality": channel.address.locality,
            "postalCode": channel.address.postal_code,
            "addressCountry": channel.address.country,
        }
        found["address"] = {"@type": "PostalAddress"} | {name: text for name, text in parts.items() if text}
    elif channel.address and channel.kind == "shop":
        found["address"] = channel.address
    elif channel.address:
        found["email"] = parse_email(channel.address)
    if channel.url and channel.url.startswith("http"):
        found["url"] = channel.url
    return found


def weekly_entries(weekly: Weekly) -> list[dict[str, Any]]:
    """Return the week as entries, days with the same range together."""
    days: dict[Range, list[str]] = {}
    for number, weekday in enumerate(WEEKDAYS):
        for span in ranges_on(weekly, number):
            days.setdefault(span, []).append(weekday)
    return [{"@type": SPEC, "dayOfWeek": names} | _times(span) for span, names in days.items()]


def dated_entries(support: Support, schedule: str, today: date, days: int = 365) -> list[dict[str, Any]]:
    """Return an entry for each range of each day from `today` on that differs from the week."""
    weekly = support.schedule(schedule).weekly
    found = []
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        there: DayPlan = support.plan_for(schedule, day)
        if list(there.ranges) == ranges_on(weekly, day.weekday()):
            continue
        dates = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        found += [{"@type": SPEC} | _times(span) | dates for span in there.ranges or (None,)]
    return found


def _times(span: Range | None) -> dict[str, str]:
    if span is None:
        return {"opens": "00:00", "closes": "00:00"}
    if span == Range(0, DAY):
        return {"opens": "00:00", "closes": "23:59"}
    return {"opens": clock(span.start), "closes": clock(span.end % DAY)}


def read_week(entries: Iterable[Mapping[str, Any]]) -> dict[int, list[Range]]:
    """Return the ranges by weekday (Monday is 0) that undated entries say; the inverse of `weekly_entries`."""
    week: dict[int, list[Range]] = {day: [] for day in range(7)}
    for entry in entries:
        for name in entry.get("dayOfWeek", ()):
            span = _read(entry)
            week[WEEKDAYS.index(name)] += [span] if span else []
    return {day: sorted(ranges) for day, ranges in week.items()}


def read_days(entries: Iterable[Mapping[str, Any]]) -> dict[date, list[Range]]:
    """Return the ranges by date that dated entries say; the inverse of `dated_entries`."""
    days: dict[date, list[Range]] = {}
    for entry in entries:
        if "validFrom" in entry and "dayOfWeek" not in entry:
            span = _read(entry)
            days.setdefault(date.fromisoformat(entry["validFrom"]), []).extend([span] if span else [])
    return {day: sorted(ranges) for day, ranges in days.items()}


def _read(entry: Mapping[str, Any]) -> Range | None:
    opens, closes = entry["opens"], entry["closes"]
    if opens == closes:
        return None
    return Range(0, DAY) if (opens, closes) == ("00:00", "23:59") else parse_range(f"{opens}-{closes}")
