"""JSON-LD that reads back as the model, and the calendar file."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.ics import calendar_file
from helpcentre.support.json_ld import contact_points, dated_entries, read_days, read_week, weekly_entries
from helpcentre.support.load import load_support, parse_support
from helpcentre.support.schedule_model import ranges_on

DEMO = Path(__file__).parents[2] / "content" / "support.yml"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)

WEEKS = """
version: 1
default_time_zone: Europe/Rome
holidays: {own: {add: [{date: 2026-12-08}]}}
schedules:
  breaks: {weekly: {mon-thu: ["09:00-13:00", "14:00-18:00"], fri: ["09:00-13:00"]}, holidays: {use: own}}
  night: {weekly: {fri-sat: ["22:00-02:30"]}}
  midnight: {weekly: {mon: ["18:00-24:00"]}}
  always:
    weekly: {mon-sun: ["00:00-24:00"]}
    exceptions: [{date: 2026-12-25, hours: closed}, {date: 2026-12-24, hours: ["09:00-12:00", "13:00-14:00"]}]
  never: {weekly: {}}
channels:
  shop: {kind: shop, address: {street: Via Roma 1, locality: Roma, country: IT}, schedule: breaks}
  phone: {kind: phone, number: "+39 06 9480 2210", schedule: night, languages: [it],
          reachable_from: [IT], response: {mode: live, wait: 1m}}
"""


@pytest.fixture(scope="module")
def support():
    return parse_support(WEEKS, "support.yml")


@pytest.mark.parametrize("name", ["breaks", "night", "midnight", "always", "never"])
def test_the_week_reads_back_equal_to_the_model(support, name):
    weekly = support.schedules[name].weekly
    assert read_week(weekly_entries(weekly)) == {day: ranges_on(weekly, day) for day in range(7)}


@pytest.mark.parametrize("name", ["breaks", "always"])
def test_the_days_that_differ_read_back_equal_to_the_model(support, name):
    read = read_days(dated_entries(support, name, TODAY))
    assert read
    for day, ranges in read.items():
        assert ranges == list(support.plan_for(name, day).ranges)


def test_the_whole_demo_reads_back_through_its_contact_points():
    demo = load_support(DEMO)
    for point, name in zip(
        contact_points(demo, strings("it"), TODAY), [n for n, c in demo.channels.items() if c.supported], strict=True
    ):
        schedule = demo.channels[name].schedule
        weekly = demo.schedules[schedule].weekly
        week = [entry for entry in point["hoursAvailable"] if "dayOfWeek" in entry]
        assert read_week(week) == {day: ranges_on(weekly, day) for day in range(7)}
        days = read_days(point["hoursAvailable"])
        assert all(ranges == list(demo.plan_for(schedule, day).ranges) for day, ranges in days.items())


def test_a_contact_point_says_what_the_card_says(support):
    phone = contact_points(support, strings("it"))[1]
    assert phone["@type"] == "ContactPoint"
    assert (phone["telephone"], phone["availableLanguage"], phone["areaServed"]) == ("+39 06 9480 2210", ["it"], ["IT"])


def test_a_shop_has_its_special_days_apart(support):
    shop = contact_points(support, strings("it"), TODAY)[0]
    assert shop["@type"] == "Store"
    assert {
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": "2026-12-08",
        "validThrough": "2026-12-08",
    }.items() <= shop["specialOpeningHoursSpecification"][0].items()
    assert "hoursAvailable" not in shop


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_file_is_folded_crlf_and_balanced():
    text = calendar_file(load_support(DEMO), strings("et"), NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = unfolded(text)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 50
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids))


def test_the_calendar_file_has_the_openings_in_utc_and_the_closed_days_with_reasons(support):
    lines = unfolded(calendar_file(support, strings("en"), NOW))
    at = lines.index("DTSTART:20261123T080000Z")
    assert lines[at + 1] == "DTEND:20261123T120000Z"
    closed = lines.index("DTSTART;VALUE=DATE:20261208")
    assert lines[closed + 1] == "DTEND;VALUE=DATE:20261209"
    assert lines[closed + 2] == "SUMMARY:Closed: Shop counter (public holiday)"
