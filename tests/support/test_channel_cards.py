"""The card of a channel: link, promise and notes, in finished words."""

from datetime import UTC, datetime

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import channel_view, channels_view, listing_view, still_stuck_view
from helpcentre.support.channel_selection import channels_for
from helpcentre.support.load import parse_support
from helpcentre.support.placeholders import Placeholders

TEXT = """
version: 1
default_time_zone: Europe/Rome
schedules: {office: {weekly: {mon-fri: ["09:00-13:00"]}}}
channels:
  phone:
    kind: phone
    number: "+39 06 9480 2210"
    schedule: office
    languages: [it, en]
    cost: {en: Local rate}
    reachable_from: [IT, SM]
    response: {mode: live, wait: 3m}
  mail: {kind: email, address: a@example.com, schedule: office, response: {mode: async, promise: 4h}}
  form: {kind: form, address: a@example.com, response: {mode: async, promise: 24h, clock: elapsed}}
  words: {kind: form, url: /ask/, response: {mode: async, promise: {en: Within a few days}}}
  silent: {kind: chat, url: /chat/, schedule: office, response: {mode: live}}
  forum: {kind: community, url: /forum/, limits: {en: English only}, note: {en: Be kind}}
  bot: {kind: chatbot, url: /bot/, languages: [en], handover: {to: [mail, phone]}}
  shop: {kind: shop, address: Via Roma 1, number: "+39 06 9480 2210"}
  old: {kind: social, supported: false, redirect_to: [mail]}
topics: {pay: {label: {en: Pay}, recommend: [mail]}}
notices:
  - {id: soon, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late}, promise: {mail: 8h, form: 30h}}
  - {id: quick, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Fast}, promise: {mail: 4h}}
  - {id: other, from: 2026-12-03T00:00, to: 2026-12-04T00:00, text: {en: Late}, promise: {mail: 9h}, topics: [pay]}
"""
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def support():
    return parse_support(TEXT, "support.yml")


def card(support, name, *, language="en", topics=(), now=NOW, placeholders=None):
    return channel_view(support, name, Audience(strings(language), now, topics, placeholders or Placeholders()))


@pytest.mark.parametrize(
    ("name", "label", "text"),
    [
        ("phone", "Usual wait", "up to 3 minutes"),
        ("mail", "Answer time", "up to 4 hours during opening hours"),
        ("form", "Answer time", "up to 24 hours"),
        ("words", "Answer time", "Within a few days"),
    ],
)
def test_a_promise_is_in_words_by_the_clock_that_counts_it(support, name, label, text):
    promise = card(support, name, topics=("other",) if name == "mail" else ())["promise"]

    assert (promise["label"], promise["text"]) == (label, text)


@pytest.mark.parametrize("name", ["silent", "forum", "bot", "shop"])
def test_without_a_promise_there_is_nothing_to_show(support, name):
    assert card(support, name)["promise"] is None


def test_a_longer_time_during_a_notice_is_shown_with_its_days(support):
    assert card(support, "mail", topics=("send",))["promise"]["why"] == (
        "Tuesday 1 December to Wednesday 2 December: up to 8 hours during opening hours"
    )
    assert card(support, "form")["promise"]["why"] == "Tuesday 1 December to Wednesday 2 December: up to 30 hours"


def test_notices_of_another_topic_are_left_out_and_those_of_the_page_joined(support):
    why = card(support, "mail", topics=("pay",))["promise"]["why"]

    assert why.split("; ") == [
        "Tuesday 1 December to Wednesday 2 December: up to 8 hours during opening hours",
        "Thursday 3 December to Friday 4 December: up to 9 hours during opening hours",
    ]


@pytest.mark.parametrize(("minute", "shown"), [(59, True), (0, False)])
def test_a_notice_that_is_over_changes_nothing(support, minute, shown):
    now = datetime(2026, 12, 1, 22 if shown else 23, minute, tzinfo=UTC)

    assert bool(card(support, "form", now=now)["promise"]["why"]) is shown


def test_cost_reach_and_handover_are_labelled_and_free_notes_are_not(support):
    assert card(support, "phone")["notes"] == [
        {"label": "Cost", "text": "Local rate"},
        {"label": "Reachable from", "text": "Italy, San Marino"},
    ]
    assert card(support, "forum")["notes"] == [
        {"label": "Please note", "text": "English only"},
        {"label": "", "text": "Be kind"},
        {"label": "", "text": "Other readers answer here"},
    ]
    assert card(support, "bot")["notes"] == [
        {"label": "", "text": "A chatbot answers first. You can ask for a person at any time"},
        {"label": "Hands over to", "text": "E-mail, Phone"},
    ]
    assert card(support, "shop")["notes"] == [{"label": "Phone", "text": "+39 06 9480 2210"}]
    assert card(support, "mail")["notes"] == []


def test_countries_are_named_in_the_language_of_the_page(support):
    assert card(support, "phone", language="et")["notes"][1]["text"] == "Itaalia, San Marino"


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("phone", "Call"),
        ("mail", "Write an e-mail"),
        ("form", "Write an e-mail"),
        ("words", "Fill in the form"),
        ("silent", "Open the chat"),
        ("bot", "Ask the chatbot"),
    ],
)
def test_the_button_says_what_it_does(support, name, action):
    assert card(support, name)["action"] == action


def test_the_link_is_filled_in_from_the_article(support):
    found = card(support, "mail", placeholders=Placeholders("Returns", "https://x/faq/", "faq/returns", "returns"))

    assert "Returns" in found["href"]
    assert found["value"] == "a@example.com"


def test_hours_and_place_are_those_of_the_schedule_or_empty(support):
    mail, form = card(support, "mail"), card(support, "form")

    assert (mail["live"], mail["week"], mail["zone"]) == ("office", "Monday–Friday 09:00–13:00", "Rome time")
    assert (form["live"], form["week"], form["zone"]) == ("", "", "")


@pytest.mark.parametrize(("language", "speaks"), [("it", True), ("en", True), ("et", False)])
def test_a_card_says_whether_the_channel_answers_in_the_language_of_the_page(support, language, speaks):
    assert card(support, "phone", language=language)["speaks"] is speaks
    assert card(support, "mail", language=language)["speaks"] is True


def test_the_cards_of_recommended_channels_name_all_of_them_so_that_an_open_one_can_be_chosen(support):
    cards = still_stuck_view(support, Audience(strings("en"), NOW, ("pay",)))["channels"]

    assert {one["id"]: one["best"] for one in cards if one["best"]} == {"mail": ["mail"]}


def test_a_listing_has_only_the_channels_that_speak_the_language_of_the_reader(support):
    listing = listing_view(support, Audience(strings("et"), NOW))

    assert [one["id"] for one in listing["channels"]] == channels_for(support, "et")
    assert all(one["speaks"] for one in listing["channels"])
    assert listing["in_other_languages"] is False


def test_a_listing_that_nobody_speaks_the_language_of_says_so_and_offers_the_nearest():
    text = "version: 1\nschedules: {a: {time_zone: UTC}}\nchannels:\n"
    text += "  mail: {kind: email, address: a@example.com, languages: [it]}\n"
    listing = listing_view(parse_support(text, "support.yml"), Audience(strings("en"), NOW))

    assert [(one["id"], one["speaks"], one["languages"]) for one in listing["channels"]] == [("mail", False, "Italian")]
    assert listing["in_other_languages"] is True


def test_the_cards_are_of_all_supported_channels_or_of_those_that_are_named(support):
    everyone = [one["id"] for one in channels_view(support, Audience(strings("en"), NOW))]

    assert everyone == support.supported_channels
    assert [one["id"] for one in channels_view(support, Audience(strings("en"), NOW), ["form", "mail"])] == [
        "form",
        "mail",
    ]
    assert channels_view(support, Audience(strings("en"), NOW), []) == []
    assert {one["mode"] for one in channels_view(support, Audience(strings("en"), NOW))} == {"live", "async", "none"}
