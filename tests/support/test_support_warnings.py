# ruff: noqa: E501 - a message is easier to compare on one line
"""Warnings about a valid support.yml: shown by `helpcentre check`, never a reason for a build to fail."""

from datetime import UTC, datetime

import pytest

from helpcentre.support.checks.texts import text_warnings
from helpcentre.support.checks.warnings import support_warnings
from helpcentre.support.load import parse_support

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
HEAD = "version: 1\ndefault_time_zone: Europe/Rome\nschedules:\n  office: {weekly: {mon-fri: ['09:00-17:00']}}\n"


def warnings(text, now=NOW, languages=()):
    support = parse_support(text, "content/support.yml")
    return [f"{one.line}:{one.column}: {one.message}" for one in support_warnings(support, now, languages)]


def schedule(text):
    return f"version: 1\ndefault_time_zone: Europe/Rome\nschedules:\n  a: {{{text}}}\n"


def mail(name="m", **keys):
    rest = "".join(f", {key}: {value}" for key, value in keys.items())
    return f"  {name}: {{kind: email, address: a@example.com, schedule: office{rest}}}\n"


def test_a_file_without_flaws_has_no_warnings():
    assert warnings(HEAD) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exceptions: [{date: 2026-11-22, hours: closed}]", ["4:20: this ended on 2026-11-22; remove it"]),
        ("exceptions: [{date: 2026-11-23, hours: closed}]", []),
        (
            "exceptions: [{from: 2026-11-01, through: 2026-11-22, hours: closed}]",
            ["4:20: this ended on 2026-11-22; remove it"],
        ),
        ("exceptions: [{from: 2026-11-01, through: 2026-11-23, hours: closed}]", []),
        (
            "seasons: [{from: 2026-06-01, through: 2026-08-31, weekly: {}}]",
            ["4:17: this ended on 2026-08-31; remove it"],
        ),
        ("seasons: [{from: 2026-06-01, through: 2026-11-23, weekly: {}}]", []),
        (
            "closures: [{from: 2026-11-22T10:00, to: 2026-11-22T12:00}]",
            ["4:18: this ended on 2026-11-22; remove it"],
        ),
        ("closures: [{from: 2026-11-22T10:00, to: 2026-11-23T00:01}]", []),
    ],
)
def test_anything_that_ended_before_today_should_be_removed(text, expected):
    assert warnings(schedule(text)) == expected


def test_today_is_the_day_of_the_schedules_own_time_zone():
    text = schedule("time_zone: Pacific/Auckland, exceptions: [{date: 2026-11-23, hours: closed}]")

    assert warnings(text, datetime(2026, 11, 23, 10, tzinfo=UTC)) == []
    assert warnings(text, datetime(2026, 11, 23, 11, tzinfo=UTC)) == ["4:49: this ended on 2026-11-23; remove it"]


@pytest.mark.parametrize(("minute", "over"), [(59, False), (0, True)])
def test_a_notice_is_to_be_removed_from_the_minute_it_ends(minute, over):
    text = HEAD + "notices: [{id: late, from: 2026-11-01T00:00, to: 2026-11-23T12:00, text: {en: Late}}]\n"
    now = datetime(2026, 11, 23, 11 if over else 10, minute, tzinfo=UTC)

    assert warnings(text, now) == (["5:11: 'late' ended on 2026-11-23; remove it"] if over else [])


def test_hours_that_end_a_minute_before_midnight_say_what_to_write():
    assert warnings(schedule("weekly: {fri: ['09:00-12:00', '20:00-23:59']}")) == [
        "4:37: '20:00-23:59' closes a minute before midnight; if it is open until midnight, use \"20:00-24:00\""
    ]
    assert warnings(schedule("weekly: {fri: ['20:00-24:00'], sat: ['20:00-00:01'], sun: ['20:00-23:58']}")) == []


def test_hours_of_more_than_half_a_day_past_midnight_are_rather_two_times_that_were_swapped():
    assert warnings(schedule("weekly: {fri: ['18:30-12:30']}")) == [
        "4:22: '18:30-12:30' is open past midnight, for 18h; if it closes on the same day, use \"12:30-18:30\""
    ]
    assert warnings(schedule("weekly: {fri: ['20:00-08:00'], mon: ['08:00-21:00']}")) == []
    assert len(warnings(schedule("weekly: {fri: ['20:00-08:01']}"))) == 1


@pytest.mark.parametrize(
    ("count", "expected"),
    [(5, []), (6, ["6:3: 6 channels are hard to keep up; consider answering well on 5 or fewer"])],
)
def test_more_than_five_channels_are_many(count, expected):
    text = HEAD + "channels:\n" + "".join(mail(f"m{n}", languages="[en]") for n in range(count))

    assert warnings(text) == expected


def test_channels_that_are_not_supported_do_not_count_as_many():
    text = HEAD + "channels:\n" + "".join(mail(f"m{n}", languages="[en]") for n in range(5))

    assert warnings(text + "  s: {kind: social, supported: false, redirect_to: [m0]}\n") == []


def measured(text):
    return HEAD + f"channels:\n{mail(languages='[en]', response='{mode: async, promise: 4h, measured: ' + text + '}')}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{p90: 9h, answers: 4}",
            ["this was measured from 4 answers; pages use it from 5 answers on. Measure a longer period"],
        ),
        (
            "{p90: 4h1m, answers: 5}",
            [
                (
                    "'m' promises 4h, but 9 of 10 answers took up to 4h1m; pages show the longer time. Answer sooner, or "
                    "promise a longer time"
                )
            ],
        ),
        ("{p90: 4h, answers: 5}", []),
        ("{p90: 1h, answers: 80, through: 2026-10-09}", []),
        (
            "{p90: 1h, answers: 80, through: 2026-10-08}",
            ["this was measured through 2026-10-08, more than 45 days ago; measure again"],
        ),
    ],
)
def test_a_measured_time_is_held_against_the_promise(text, expected):
    assert [line.partition(": ")[2] for line in warnings(measured(text))] == expected


def test_a_time_measured_without_a_promise_is_reported_only_when_it_is_old():
    text = HEAD + f"channels:\n{mail(languages='[en]', response='{mode: none, measured: {p90: 9h, answers: 9}}')}"

    assert warnings(text) == []


TEXTS = (
    HEAD
    + """\
holidays: {own: {add: [{date: 2026-12-07, name: {en: Bridge day}}]}}
channels:
  m:
    kind: email
    address: a@example.com
    schedule: office
    languages: [en, it]
    label: {en: E-mail}
    response: {mode: async, promise: {en: Soon, it: Presto}}
  s: {kind: social, supported: false, redirect_to: [m], label: {en: Instagram}}
topics:
  pay: {label: {en: Payments, it: Pagamenti}}
notices:
  - id: late
    from: 2026-12-01T00:00
    to: 2026-12-02T00:00
    languages: [en]
    text: {en: Late}
    link: {article: faq/late, text: {it: Di più}}
"""
)


def test_every_text_that_lacks_a_language_is_reported_at_its_place():
    found = [f"{one.line}: {one.message}" for one in text_warnings(parse_support(TEXTS, "s.yml"))]

    assert sorted(found) == [
        "12: 'channels.m.label' has no text in it; add it",
        "23: 'notices.0.link.text' has no text in en; add it",
        "5: 'holidays.own.add.0.name' has no text in it; add it",
    ]


def test_the_languages_of_the_site_are_those_that_count_if_they_are_known():
    found = [one.message for one in text_warnings(parse_support(TEXTS, "s.yml"), ["en", "et"])]

    assert "'topics.pay.label' has no text in et; add it" in found
    assert "'channels.m.label' has no text in et; add it" in found
    assert not [message for message in found if "channels.s" in message]
    assert [message for message in found if "has a text in" in message] == [
        "'channels.m.response.promise' has a text in 'it', which is not a language of this site (en, et); correct the code or remove the text",
        "'topics.pay.label' has a text in 'it', which is not a language of this site (en, et); correct the code or remove the text",
        "'notices.0.link.text' has a text in 'it', which is not a language of this site (en, et); correct the code or remove the text",
    ]


def test_a_language_nothing_like_the_sites_is_named_with_all_of_them():
    support = parse_support(HEAD + "topics: {pay: {label: {en: Pay, it: Paga, ja: 支払い}}}\n", "s.yml")
    [found] = text_warnings(support, ["en", "it"])

    assert str(found) == (
        "s.yml:5:43: 'topics.pay.label' has a text in 'ja', which is not a language of this site (en, it); correct the "
        "code or remove the text"
    )


def test_a_language_almost_like_one_of_the_sites_suggests_it():
    support = parse_support(HEAD + "topics: {pay: {label: {en: Pay, pt-PT: Pagar}}}\n", "s.yml")
    found = [one.message for one in text_warnings(support, ["en", "pt-BR"])]

    assert (
        "'topics.pay.label' has a text in 'pt-PT', which is not a language of this site; did you mean 'pt-BR'?" in found
    )


def test_a_regional_language_is_served_by_its_base_language():
    support = parse_support(HEAD + "topics: {pay: {label: {pt: Pagamentos}}}\n", "s.yml")

    assert text_warnings(support, ["pt-BR"]) == []
    assert text_warnings(support, ["pt"]) == []


def test_all_warnings_are_warnings_in_the_order_of_the_file():
    support = parse_support(TEXTS, "content/support.yml")
    found = support_warnings(support, datetime(2027, 1, 1, tzinfo=UTC))

    assert found == sorted(found)
    assert {one.severity for one in found} == {"warning"}
    assert {one.path for one in found} == {"content/support.yml"}
