"""Closures and notices of a support.yml as dates, for the report's charts."""

from datetime import date

import pytest

from helpcentre.support.load import parse_support
from helpcentre.support.service_events import service_events

TEXT = """
version: 1
default_time_zone: Europe/Rome
schedules:
  rome:
    weekly: {mon-fri: ["09:00-18:00"]}
    exceptions:
      - date: 2026-12-24
        hours: ["09:00-12:00"]
      - from: 2026-12-28
        through: 2026-12-31
        hours: closed
        name: {en: Year-end closure, it: Chiusura di fine anno}
    closures:
      - from: 2026-06-03T14:00
        to: 2026-06-04T00:00
        name: {en: Team day}
      - {from: 2026-06-10T10:30, to: 2026-06-10T12:00, name: {en: Team meeting}}
  tallinn:
    time_zone: Europe/Tallinn
    weekly: {mon-fri: ["09:00-17:00"]}
    exceptions:
      - from: 2026-12-28
        through: 2026-12-31
        hours: closed
        name: {en: Year-end closure}
  nobody:
    weekly: {mon: ["09:00-10:00"]}
    exceptions:
      - date: 2026-03-03
        hours: closed
channels:
  phone:
    kind: phone
    number: "+39 06 9480 2210"
    schedule: rome
    languages: [it, en]
    response: {mode: live, wait: 3m}
  chat:
    kind: chat
    url: https://shop.example/chat
    schedule: tallinn
    languages: [et]
    response: {mode: live, wait: 3m}
notices:
  - id: strike
    from: 2026-10-05T00:00
    to: 2026-10-11T00:00
    languages: [it]
    text: {en: Couriers are on strike, it: Sciopero dei corrieri}
"""


@pytest.fixture(scope="module")
def found():
    return {(one.kind, one.name): one for one in service_events(parse_support(TEXT, "content/support.yml"))}


def test_a_closure_two_schedules_share_is_one_and_concerns_the_languages_of_both(found):
    closed = found["closure", "Year-end closure"]
    assert (closed.first, closed.last) == (date(2026, 12, 28), date(2026, 12, 31))
    assert closed.languages == ("en", "et", "it")
    assert closed.words["it"] == "Chiusura di fine anno"


def test_a_cut_that_ends_at_midnight_ends_the_day_before(found):
    assert (found["closure", "Team day"].first, found["closure", "Team day"].last) == (date(2026, 6, 3),) * 2


def test_a_notice_keeps_its_days_and_languages(found):
    strike = found["notice", "strike"]
    assert (strike.first, strike.last) == (date(2026, 10, 5), date(2026, 10, 10))
    assert strike.languages == ("it",)


def test_shorter_days_short_interruptions_and_schedules_that_no_channel_uses_are_not_closures(found):
    assert sorted(found) == [("closure", "Team day"), ("closure", "Year-end closure"), ("notice", "strike")]


def test_an_event_is_plain_for_the_manifest(found):
    assert found["notice", "strike"].as_json()["first"] == "2026-10-05"
