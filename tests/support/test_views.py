"""The values that templates get: true without JavaScript, in the reader's language, in one order."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.audience import Audience
from helpcentre.support.channel_cards import channel_view, channels_view, still_stuck_view
from helpcentre.support.channel_selection import channels_for, recommended_channels
from helpcentre.support.hours_json import compiled_hours, fingerprint, page_data
from helpcentre.support.hours_view import footer_view, hours_view
from helpcentre.support.load import load_support, parse_support
from helpcentre.support.notices import notices_view
from helpcentre.support.placeholders import Placeholders

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
DEMO = Path(__file__).parents[2] / "content" / "support.yml"
LANGUAGES = ("en", "it", "id", "et")


@pytest.fixture(scope="module")
def demo():
    return load_support(DEMO)


def ids(view):
    return [item["id"] for item in view]


def test_the_compiled_file_of_the_demo_is_below_one_kilobyte(demo):
    assert len(gzip.compress(compiled_hours(demo, NOW).encode(), 9, mtime=0)) < 1024


def test_the_compiled_file_is_the_same_all_day_and_names_its_zone_data(demo):
    morning, evening = (compiled_hours(demo, NOW.replace(hour=hour)) for hour in (1, 15))
    assert morning == evening
    assert fingerprint(morning) == fingerprint(evening)
    assert json.loads(morning)["tzdata"] == demo.tzdata


def test_hours_never_show_open_after_the_horizon(demo):
    for schedule in json.loads(compiled_hours(demo, NOW))["s"].values():
        assert sum(schedule["d"]) + schedule["f"] < schedule["t"]


def test_the_channels_come_in_one_order_on_every_page(demo):
    order = list(demo.channels)
    for language in LANGUAGES:
        for topic in (*demo.topics, None):
            found = channels_for(demo, language, [topic] if topic else [])
            assert found == [name for name in order if name in found]
            assert found


def test_a_channel_in_another_language_is_shown_with_the_languages_it_answers_in(demo):
    (phone, *_) = channels_view(demo, Audience(strings("et"), NOW))
    assert (phone["id"], phone["speaks"], phone["languages"]) == ("phone-it", False, "itaalia, inglise")


@pytest.mark.parametrize(
    ("language", "best"), [("it", "phone-it"), ("id", "whatsapp-id"), ("et", "chat-et"), ("en", "phone-it")]
)
def test_the_channel_recommended_for_a_topic_answers_in_the_language_of_the_page(demo, language, best):
    assert recommended_channels(demo, language, ["payments"]) == [best]
    marked = [
        item["id"]
        for item in still_stuck_view(demo, Audience(strings(language), NOW, ("payments",)))["channels"]
        if item["best"]
    ]
    assert marked == [best]


def test_an_unsupported_channel_is_on_no_page(demo):
    assert "instagram" not in ids(channels_view(demo, Audience(strings("en"), NOW)))
    assert "instagram" not in json.loads(compiled_hours(demo, NOW))["c"]


def test_the_footer_says_which_channels_keep_the_hours_and_which_accept_messages_at_any_time(demo):
    [rome] = footer_view(demo, Audience(strings("it"), NOW))
    assert (rome["id"], rome["title"]) == ("rome", "Telefono, E-mail, Modulo di contatto")
    assert (rome["badge"], rome["staffed"]) == (True, "Telefono")
    assert rome["writable"] == [
        {"id": "email", "label": "E-mail", "name": "E-mail"},
        {"id": "form", "label": "Modulo di contatto", "name": "Modulo di contatto"},
    ]


def test_the_footer_has_a_line_for_each_schedule_of_the_readers_channels(demo):
    (whatsapp, others) = footer_view(demo, Audience(strings("id"), NOW))
    assert whatsapp["title"] == "WhatsApp"
    assert whatsapp["week"] == "Senin–Jumat 09.00–17.00; Sabtu 09.00–13.00"
    assert whatsapp["zone"] == "waktu Jakarta"
    assert whatsapp["writable"] == [{"id": "whatsapp-id", "label": "", "name": ""}]
    assert others["title"] == "Email, Formulir kontak"


def test_a_table_kept_by_both_names_whom_its_badge_is_about(demo):
    rome = hours_view(demo, Audience(strings("it"), NOW), ["rome"])["schedules"][0]
    assert (rome["badge"], rome["staffed"]) == (True, "Telefono")
    assert [one["id"] for one in rome["writable"]] == ["email", "form"]


def test_the_table_joins_equal_days_and_names_the_shops_clock(demo):
    rome = hours_view(demo, Audience(strings("it"), NOW))["schedules"][0]
    assert [(row["days"], row["text"]) for row in rome["rows"]] == [
        ("lunedì–giovedì", "09:00–13:00, 14:00–18:00"),
        ("venerdì", "09:00–13:00"),
        ("sabato–domenica", "Chiuso"),
    ]
    assert rome["zone"] == "ora di Roma"


def test_the_days_ahead_that_differ_have_their_reasons(demo):
    rome = hours_view(demo, Audience(strings("en"), NOW), ["rome"])["schedules"][0]
    assert [(day["iso"], day["until"], day["hours"], day["reason"]) for day in rome["special"]] == [
        ("2026-12-08", "2026-12-08", "Closed", "Immaculate Conception"),
        ("2026-12-24", "2026-12-24", "09:00–12:00", "Christmas Eve"),
        ("2026-12-25", "2026-12-25", "Closed", "Christmas Day"),
        ("2026-12-28", "2026-12-31", "Closed", "Year-end closure"),
        ("2027-01-01", "2027-01-01", "Closed", "New Year's Day"),
    ]


def test_closures_and_seasons_ahead_are_shown():
    support = parse_support(
        """
version: 1
default_time_zone: Europe/Rome
schedules:
  a:
    weekly: {mon-fri: ["09:00-17:00"]}
    seasons: [{from: 2026-12-21, through: 2027-01-08, weekly: {mon-fri: ["10:00-14:00"]}}]
    closures:
      - {from: 2026-11-25T10:30, to: 2026-11-25T12:00, name: {en: Team meeting}}
      - {from: 2026-11-01T10:30, to: 2026-11-01T12:00, name: {en: Gone by}}
""",
        "support.yml",
    )
    (view,) = hours_view(support, Audience(strings("en"), NOW))["schedules"]
    assert [(day["day"], day["reason"]) for day in view["special"]] == [
        ("Wednesday 25 November 10:30–12:00", "Team meeting")
    ]
    assert view["seasons"][0]["title"] == "From 21 December 2026 to 8 January 2027"
    assert view["seasons"][0]["rows"][0]["text"] == "10:00–14:00"


def test_the_promise_is_in_words_with_the_days_on_which_a_delay_changes_it(demo):
    plain = channel_view(demo, "email", Audience(strings("en"), NOW, ("payments",)))["promise"]
    assert plain == {"label": "Answer time", "text": "up to 4 hours during opening hours", "why": ""}
    later, over = datetime(2026, 12, 15, 11, tzinfo=UTC), datetime(2026, 12, 24, 11, tzinfo=UTC)
    for now in (NOW, later):  # true before, during and after, whenever the page was built
        delayed = channel_view(demo, "email", Audience(strings("en"), now, ("delivery",)))["promise"]
        assert delayed["text"] == "up to 4 hours during opening hours"
        assert delayed["why"] == "Thursday 10 December to Wednesday 23 December: up to 8 hours during opening hours"
    assert channel_view(demo, "email", Audience(strings("en"), later, ("payments",)))["promise"] == plain
    assert channel_view(demo, "email", Audience(strings("en"), over, ("delivery",)))["promise"] == plain


def test_a_measured_time_worse_than_the_promise_is_what_the_page_shows():
    support = parse_support(
        """
version: 1
default_time_zone: Europe/Rome
schedules: {a: {weekly: {mon-fri: ["09:00-17:00"]}}}
channels:
  m: {kind: email, address: a@example.com, schedule: a, languages: [en],
      response: {mode: async, promise: 4h, measured: {p90: 6h30m, answers: 80}}}
""",
        "support.yml",
    )
    promise = channel_view(support, "m", Audience(strings("en"), NOW))["promise"]
    assert promise["text"] == "up to 6 hours 30 minutes during opening hours"
    assert "9 out of 10" in promise["why"]


def test_charges_limits_and_notes_are_said_in_the_readers_language(demo):
    phone = channel_view(demo, "phone-it", Audience(strings("en"), NOW))
    assert {"label": "Cost", "text": "Your network's rate for a call to Italy"} in phone["notes"]
    chat = channel_view(demo, "whatsapp-id", Audience(strings("et"), NOW))
    assert {"label": "Pane tähele", "text": "Ainult sõnumid ja fotod, helistada ei saa"} in chat["notes"]


def test_a_chatbot_names_the_channels_it_hands_over_to():
    support = parse_support(
        """
version: 1
schedules: {a: {time_zone: UTC}}
channels:
  bot: {kind: chatbot, url: /chat/, languages: [en], handover: {to: [m]}}
  m: {kind: email, label: {en: Our team}, address: a@example.com, languages: [en]}
""",
        "support.yml",
    )
    notes = channel_view(support, "bot", Audience(strings("en"), NOW))["notes"]
    assert {"label": "Hands over to", "text": "Our team"} in notes


def test_a_notice_is_shown_on_its_topics_and_on_pages_without_topics(demo):
    during = datetime(2026, 12, 15, 11, tzinfo=UTC)
    assert ids(notices_view(demo, Audience(strings("it"), during, ("delivery",)))) == ["christmas-delays"]
    assert ids(notices_view(demo, Audience(strings("it"), during))) == ["christmas-delays"]
    assert ids(notices_view(demo, Audience(strings("it"), during, ("payments",)))) == []


def test_a_notice_waits_before_it_begins_and_is_gone_when_it_is_over(demo):
    def at(text):
        return [
            notice["active"] for notice in notices_view(demo, Audience(strings("en"), datetime.fromisoformat(text)))
        ]

    assert at("2026-12-09T22:59Z") == [False]
    assert at("2026-12-09T23:00Z") == [True]
    assert at("2026-12-23T16:59Z") == [True]
    assert at("2026-12-23T17:00Z") == []


def test_a_notice_links_in_words_to_its_article(demo):
    (notice,) = notices_view(demo, Audience(strings("id"), NOW))
    assert (notice["article"], notice["link"]) == ("notices/christmas-deliveries", "Pesan tepat waktu untuk Natal")
    assert notice["days"] == "Kamis, 10 Desember sampai Rabu, 23 Desember"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_demo_is_there_in_every_language(demo, language):
    for channel in demo.channels.values():
        for texts in (channel.label, channel.cost, channel.limits, channel.note, channel.subject):
            assert texts is None or language in texts
    for topic in demo.topics.values():
        assert language in topic.label
    for schedule in demo.schedules.values():
        assert all(language in (special.name or {}) for special in schedule.exceptions)
    for days in demo.holidays.values():
        for year in days.locked.years:
            assert all(language in names for names in days.year(year).values())
    for notice in demo.notices:
        assert language in notice.text
        assert language in notice.link.text


def test_the_data_of_a_page_for_the_browser_is_small_and_complete(demo):
    data = json.loads(page_data(demo, Audience(strings("it"), NOW, ("payments",), Placeholders())))
    assert data["locale"] == "it-u-ca-gregory-nu-latn"
    assert data["notices"] == []
    assert json.loads(page_data(demo, Audience(strings("en"), NOW)))["locale"] == "en-GB-u-ca-gregory-nu-latn"
    assert data["closes"] == [
        "Aperto ora · chiude alle {time}",
        "Aperto ora · chiude domani alle {time}",
        "Aperto ora · chiude {day} alle {time}",
    ]
    assert data["yours"][0] == "{time} nel tuo fuso"
    assert set(data) == {
        "closes",
        "opens",
        "reply",
        "fastest",
        "yours",
        "aside",
        "always",
        "never",
        "again",
        "locale",
        "notices",
    }
