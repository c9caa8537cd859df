"""schema.org data: what each kind of channel says, and hours in the form search engines read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.language.strings import strings
from helpcentre.support.field_types import DAYS, Range
from helpcentre.support.json_ld import contact_points, read_days, read_week, weekly_entries
from helpcentre.support.load import parse_support
from helpcentre.support.schedule_model import ranges_on

TEXT = """
version: 1
default_time_zone: Europe/Rome
holidays: {own: {add: [{date: 2026-12-08}]}}
schedules:
  office: {weekly: {mon-fri: ["09:00-13:00", "14:00-18:00"]}, holidays: {use: own}}
channels:
  phone: {kind: phone, number: "+39 06 9480 2210", schedule: office, languages: [it, en], reachable_from: [IT]}
  mail: {kind: email, address: Help@EXAMPLE.com}
  form: {kind: form, url: /ask/}
  chat: {kind: chat, url: https://chat.example.com/, label: {it: Chatta}}
  shop:
    kind: shop
    number: "+39 06 9480 2210"
    address: {street: Via Roma 1, locality: Roma, postal_code: "00100", country: IT}
    schedule: office
    languages: [it]
    reachable_from: [IT]
  stall: {kind: shop, address: "Mercato di Porta Palazzo, Torino"}
  kiosk: {kind: shop, address: {street: Via Po 2, locality: Torino, country: IT}}
  old: {kind: social, supported: false, redirect_to: [mail]}
"""
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def points():
    support = parse_support(TEXT, "support.yml")
    return dict(zip(support.supported_channels, contact_points(support, strings("it")), strict=True))


def test_every_supported_channel_is_a_contact_point_and_a_shop_a_store(points):
    assert {name: point["@type"] for name, point in points.items()} == {
        "phone": "ContactPoint",
        "mail": "ContactPoint",
        "form": "ContactPoint",
        "chat": "ContactPoint",
        "shop": "Store",
        "stall": "Store",
        "kiosk": "Store",
    }


def test_a_contact_point_has_its_type_languages_and_reach(points):
    assert points["phone"]["contactType"] == "customer support"
    assert points["phone"]["availableLanguage"] == ["it", "en"]
    assert points["phone"]["areaServed"] == ["IT"]
    assert "availableLanguage" not in points["mail"]
    assert "areaServed" not in points["mail"]


def test_a_store_has_neither_of_them(points):
    assert not {"contactType", "availableLanguage", "areaServed", "hoursAvailable"} & points["shop"].keys()
    assert points["shop"]["openingHoursSpecification"]


def test_numbers_and_addresses_are_normalised(points):
    assert points["phone"]["telephone"] == "+39 06 9480 2210"
    assert points["mail"]["email"] == "Help@example.com"
    assert points["shop"]["telephone"] == "+39 06 9480 2210"


def test_only_whole_web_addresses_are_given(points):
    assert points["chat"]["url"] == "https://chat.example.com/"
    assert "url" not in points["form"]
    assert "email" not in points["form"]


def test_a_postal_address_has_the_parts_that_are_known(points):
    assert points["shop"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Via Roma 1",
        "addressLocality": "Roma",
        "postalCode": "00100",
        "addressCountry": "IT",
    }
    assert "postalCode" not in points["kiosk"]["address"]
    assert points["stall"]["address"] == "Mercato di Porta Palazzo, Torino"


def test_names_are_in_the_language_of_the_page(points):
    assert [points[name]["name"] for name in ("phone", "mail", "chat")] == ["Telefono", "E-mail", "Chatta"]


def test_without_a_day_there_are_only_the_weekly_hours(points):
    assert [entry["dayOfWeek"] for entry in points["phone"]["hoursAvailable"]] == [
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    ] * 2
    assert "specialOpeningHoursSpecification" not in points["shop"]


def test_with_a_day_the_days_that_differ_are_added():
    support = parse_support(TEXT, "support.yml")
    phone = contact_points(support, strings("it"), TODAY)[0]
    [holiday] = [entry for entry in phone["hoursAvailable"] if "validFrom" in entry]

    assert (holiday["validFrom"], holiday["validThrough"]) == ("2026-12-08", "2026-12-08")
    assert (holiday["opens"], holiday["closes"]) == ("00:00", "00:00")


@st.composite
def weeks(draw):
    """Weekly hours with up to two ranges a day that do not overlap."""
    weekly = {}
    for day in draw(st.sets(st.sampled_from(DAYS))):
        cuts = sorted(draw(st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True)))
        spans = [Range(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
        weekly[day] = [span for span in spans if span != Range(0, 1439)]  # an error in support.yml
    return weekly


@given(weeks())
def test_any_week_reads_back_as_it_was_written(weekly):
    assert read_week(weekly_entries(weekly)) == {day: ranges_on(weekly, day) for day in range(7)}


def test_dated_and_weekly_entries_are_read_apart():
    week = {"dayOfWeek": ["Monday"], "opens": "09:00", "closes": "13:00"}
    day = {"validFrom": "2026-12-08", "validThrough": "2026-12-08", "opens": "00:00", "closes": "00:00"}
    late = {"validFrom": "2026-12-09", "validThrough": "2026-12-09", "opens": "18:00", "closes": "00:30"}

    assert read_week([week, day])[0] == [Range(540, 780)]
    assert read_days([week, late, day]) == {date(2026, 12, 8): [], date(2026, 12, 9): [Range(1080, 1470)]}


def test_a_season_with_its_own_validity_and_weekdays_is_not_a_day():
    season = {"dayOfWeek": ["Monday"], "validFrom": "2026-12-01", "opens": "09:00", "closes": "13:00"}

    assert read_days([season]) == {}
