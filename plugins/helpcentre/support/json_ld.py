"""Channels and hours as schema.org data (`ContactPoint`, `OpeningHoursSpecification`), written and read back.

schema.org has no time zone: the times are the shop's local time, and the page names the place. A day without hours
has `opens` and `closes` at 00:00; a whole day is 00:00 to 23:59, as search engines expect; a closing time before the
opening time is on the next day. Dated entries replace the week on their days.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from helpcentre.language.strings import Strings
from helpcentre.support.channel_model import Channel, PostalAddress
from helpcentre.support.channel_names import channel_label
from helpcentre.support.contact_formats import parse_email, parse_phone
from helpcentre.support.field_types import DAY, Range, format_clock, parse_range
from helpcentre.support.model import Support
from helpcentre.support.schedule_model import DayPlan, Weekly, ranges_on

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPEC = "OpeningHoursSpecification"


def contact_points(support: Support, words: Strings, today: date | None = None) -> list[dict[str, Any]]:
    """Return a `ContactPoint` (for a shop: a `Store`) for every channel that is answered.

    With `today`, the days of the next year that differ from the week are added as dated entries.
    """
    return [_contact_point(support, name, words, today) for name in support.supported_channels]


def _contact_point(support: Support, name: str, words: Strings, today: date | None) -> dict[str, Any]:
    channel = support.channels[name]
    is_shop = channel.kind == "shop"
    found: dict[str, Any] = {
        "@type": "Store" if is_shop else "ContactPoint",
        "name": channel_label(channel, words),
    }
    if not is_shop:
        found["contactType"] = "customer support"
    found |= _contact_details(channel)
    if channel.languages and not is_shop:
        found["availableLanguage"] = list(channel.languages)
    if channel.reachable_from and not is_shop:
        found["areaServed"] = list(channel.reachable_from)
    if channel.schedule:
        week = weekly_entries(support.schedule(channel.schedule).weekly)
        special = dated_entries(support, channel.schedule, today) if today else []
        if is_shop:
            found["openingHoursSpecification"] = week
            found |= {"specialOpeningHoursSpecification": special} if special else {}
        else:
            found["hoursAvailable"] = week + special
    return found


def _contact_details(channel: Channel) -> dict[str, Any]:
    """Return telephone, address, e-mail and page as schema.org properties."""
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
    return [{"@type": SPEC, "dayOfWeek": names} | _opening_times(span) for span, names in days.items()]


def dated_entries(support: Support, schedule: str, today: date, days: int = 365) -> list[dict[str, Any]]:
    """Return an entry for each range of each day from `today` on that differs from the week."""
    weekly = support.schedule(schedule).weekly
    found = []
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        plan: DayPlan = support.plan_for(schedule, day)
        if list(plan.ranges) == ranges_on(weekly, day.weekday()):
            continue
        dates = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        found += [{"@type": SPEC} | _opening_times(span) | dates for span in plan.ranges or (None,)]
    return found


def _opening_times(span: Range | None) -> dict[str, str]:
    if span is None:
        return {"opens": "00:00", "closes": "00:00"}
    if span == Range(0, DAY):
        return {"opens": "00:00", "closes": "23:59"}
    return {"opens": format_clock(span.start), "closes": format_clock(span.end % DAY)}


def read_week(entries: Iterable[Mapping[str, Any]]) -> dict[int, list[Range]]:
    """Return the ranges by weekday (Monday is 0) of undated entries; the inverse of `weekly_entries`."""
    week: dict[int, list[Range]] = {day: [] for day in range(7)}
    for entry in entries:
        for name in entry.get("dayOfWeek", ()):
            span = _read_range(entry)
            week[WEEKDAYS.index(name)] += [span] if span else []
    return {day: sorted(ranges) for day, ranges in week.items()}


def read_days(entries: Iterable[Mapping[str, Any]]) -> dict[date, list[Range]]:
    """Return the ranges by date of dated entries; the inverse of `dated_entries`."""
    days: dict[date, list[Range]] = {}
    for entry in entries:
        if "validFrom" in entry and "dayOfWeek" not in entry:
            span = _read_range(entry)
            days.setdefault(date.fromisoformat(entry["validFrom"]), []).extend([span] if span else [])
    return {day: sorted(ranges) for day, ranges in days.items()}


def _read_range(entry: Mapping[str, Any]) -> Range | None:
    opens, closes = entry["opens"], entry["closes"]
    if opens == closes:
        return None
    return Range(0, DAY) if (opens, closes) == ("00:00", "23:59") else parse_range(f"{opens}-{closes}")
