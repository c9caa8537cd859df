"""The calendar file, read back by RFC 5545: openings, closed days, and lines of at most 75 bytes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.language.strings import strings
from helpcentre.support.ics import DAYS, calendar_file
from helpcentre.support.load import parse_support

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TEXT = """
version: 1
default_time_zone: Europe/Rome
horizon_days: 100
holidays: {own: {add: [{date: 2026-12-08, name: {en: "Local; feast, day"}}]}}
schedules:
  office:
    weekly: {mon-fri: ["09:00-13:00"]}
    holidays: {use: own}
    exceptions:
      - {date: 2026-12-24, hours: ["09:00-10:00"], name: {en: Christmas Eve}}
      - {from: 2026-12-30, through: 2026-12-31, hours: closed}
  night: {weekly: {sat: ["22:00-02:00"]}}
  always: {weekly: {mon-sun: ["00:00-24:00"]}}
  unused: {weekly: {mon: ["05:00-06:00"]}}
channels:
  mail: {kind: email, address: a@example.com, schedule: office}
  form: {kind: form, url: /ask/, schedule: office}
  phone: {kind: phone, number: "+39 06 9480 2210", schedule: night}
  chat: {kind: chat, url: /chat/, schedule: always}
  old: {kind: social, supported: false, redirect_to: [mail], schedule: unused}
"""


def parse(text):
    """Return the events of a calendar file as mappings, with unfolded lines and unescaped summaries."""
    lines = text.replace("\r\n ", "").split("\r\n")
    events = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"):
            events[-1][name] = value
        elif events and name == "SUMMARY":
            events[-1][name] = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] == "n" else escaped[1], value)
    return events


def events(language="en", now=NOW, text=TEXT):
    return parse(calendar_file(parse_support(text, "support.yml"), strings(language), now))


def stamps(found):
    return [datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for event in found]


def test_a_calendar_begins_and_ends_as_one():
    lines = calendar_file(parse_support(TEXT, "support.yml"), strings("it"), NOW).split("\r\n")

    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[3] == "X-WR-CALNAME:Orari di assistenza"
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_the_openings_of_two_months_are_there_in_utc():
    opened = [event for event in events() if event["UID"].startswith("office-") and "DTSTART" in event]
    times = stamps(opened)

    assert times[0] == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert opened[0]["DTEND"] == "20261123T120000Z"
    assert opened[0]["SUMMARY"] == "Support hours: E-mail, Contact form"
    assert max(times) < datetime(2026, 11, 21, tzinfo=UTC) + timedelta(days=DAYS)
    assert max(times) > datetime(2026, 11, 21, tzinfo=UTC) + timedelta(days=DAYS - 4)


def test_an_opening_on_the_first_minute_past_the_limit_is_left_out():
    text = TEXT.replace('mon-fri: ["09:00-13:00"]', 'mon-sun: ["00:00-01:00"]')
    opened = stamps([event for event in events(text=text) if event["UID"].startswith("office-") and "DTSTART" in event])
    first = datetime(2026, 11, 20, 23, tzinfo=UTC)  # local midnight of the day before `now`

    assert opened[0] == first
    assert first + timedelta(days=DAYS - 1) in opened
    assert first + timedelta(days=DAYS) not in opened


def test_a_night_shift_ends_on_the_next_day():
    night = next(event for event in events() if event["UID"].startswith("night-"))

    assert (night["DTSTART"], night["DTEND"]) == ("20261121T210000Z", "20261122T010000Z")


def test_a_schedule_without_closing_times_has_no_openings():
    assert not [event for event in events() if event["UID"].startswith("always-")]


def test_the_schedules_of_the_supported_channels_are_there():
    found = {event["UID"].partition("-")[0] for event in events()}

    assert found == {"office", "night"}


def test_without_channels_every_schedule_is_there_under_its_own_name():
    text = TEXT.partition("channels:")[0]
    found = events(text=text)

    assert {event["UID"].partition("-")[0] for event in found} == {"office", "night", "unused"}
    assert next(event for event in found if event["UID"].startswith("unused"))["SUMMARY"] == "Support hours: unused"


def test_a_closed_day_is_a_whole_day_with_its_reason():
    closed = {event["DTSTART;VALUE=DATE"]: event for event in events() if "DTSTART;VALUE=DATE" in event}

    assert set(closed) == {"20261208", "20261230", "20261231"}
    assert closed["20261208"]["DTEND;VALUE=DATE"] == "20261209"
    assert closed["20261208"]["SUMMARY"] == "Closed: E-mail, Contact form (Local; feast, day)"
    assert closed["20261231"]["SUMMARY"] == "Closed: E-mail, Contact form (public holiday)"
    assert closed["20261231"]["UID"] == "office-20261231-closed@helpcentre"


def test_every_event_has_its_own_uid_and_the_day_of_the_build_as_its_stamp():
    found = events()

    assert len({event["UID"] for event in found}) == len(found)
    assert {event["DTSTAMP"] for event in found} == {"20261122T000000Z"}


def test_the_uid_of_an_opening_does_not_change_from_build_to_build():
    today = {event["UID"] for event in events()}
    tomorrow = {event["UID"] for event in events(now=NOW + timedelta(days=1))}

    assert len(today & tomorrow) > 40


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_the_same_file_and_day_give_the_same_bytes(language):
    support = parse_support(TEXT, "support.yml")

    assert calendar_file(support, strings(language), NOW) == calendar_file(
        support, strings(language), NOW.replace(hour=20)
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_reason_is_escaped_and_folded_without_splitting_a_character(reason):
    support = parse_support(TEXT.partition("channels:")[0], "support.yml")
    exception = support.schedules["office"].exceptions[1].model_copy(update={"name": {"en": reason}})
    office = support.schedules["office"].model_copy(update={"exceptions": [exception]})
    support.file.schedules["office"] = office
    text = calendar_file(support, strings("en"), NOW)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"Closed: office ({reason})" in {event["SUMMARY"] for event in parse(text)}


@pytest.mark.parametrize(("length", "folded"), [(67, False), (68, True)])
def test_a_line_is_folded_from_76_bytes_on(length, folded):
    support = parse_support(TEXT.partition("channels:")[0], "support.yml")
    reason = "r" * (length - len("Closed: office ()"))
    exception = support.schedules["office"].exceptions[1].model_copy(update={"name": {"en": reason}})
    support.file.schedules["office"] = support.schedules["office"].model_copy(update={"exceptions": [exception]})
    lines = calendar_file(support, strings("en"), NOW).split("\r\n")

    assert (f"SUMMARY:Closed: office ({reason})" in lines) is not folded
