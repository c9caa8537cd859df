"""Automatic replies say what the site says; and the warnings that only `check` gives."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.language.strings import strings
from helpcentre.support.autoreply import autoreply
from helpcentre.support.checks.warnings import support_warnings
from helpcentre.support.load import load_support, parse_support

DEMO = Path(__file__).parents[2] / "content" / "support.yml"
FRIDAY = datetime(2026, 11, 27, 11, tzinfo=UTC)  # noon in Rome, an hour before the weekend


@pytest.fixture(scope="module")
def demo():
    return load_support(DEMO)


def reply(demo, channel, language, now=FRIDAY, dated=True):
    return autoreply(demo, channel, strings(language), now, dated=dated)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "We'll reply by 12:00 on Monday 30 November (Rome time)."),
        ("it", "Ti risponderemo entro le 12:00 di lunedì 30 novembre (ora di Roma)."),
        ("id", "Kami akan membalas paling lambat Senin, 30 November pukul 12.00 (waktu Roma)."),
        ("et", "Vastame hiljemalt: esmaspäev, 30. november kell 12:00 (kohalik aeg: Rooma)."),
    ],
)
def test_a_reply_names_the_day_and_hour_of_the_answer(demo, language, line):
    assert line in reply(demo, "email", language).splitlines()


def test_a_reply_for_any_message_has_the_promise_instead(demo):
    text = reply(demo, "email", "it", dated=False)
    assert "Tempo di risposta: fino a 4 ore, contando solo l'orario di apertura" in text
    assert "Avrai la nostra risposta" not in text


def test_a_reply_has_the_hours_and_the_closures_ahead(demo):
    text = reply(demo, "email", "en")
    assert "Hours: Monday–Thursday 09:00–13:00, 14:00–18:00; Friday 09:00–13:00 (Rome time)" in text
    assert "- Tuesday 8 December: Closed (Immaculate Conception)" in text


def test_a_reply_during_a_delay_says_so_and_counts_it(demo):
    text = reply(demo, "email", "en", datetime(2026, 12, 15, 8, tzinfo=UTC))
    assert demo.notices[0].text["en"] in text
    assert "We'll reply by 18:00 on Tuesday 15 December" in text


def test_a_live_channel_says_when_it_is_back(demo):
    assert "Suletud · avame: esmaspäev kell 09:00 (kohalik aeg: Tallinn)" in reply(
        demo, "chat-et", "et", datetime(2026, 11, 27, 16, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ["WhatsApp: +62 812-9480-2210", "Email: aiuto@bottegalume.example"]),
        ("it", ["E-mail: aiuto@bottegalume.example"]),
    ],
)
def test_an_unsupported_channel_sends_people_to_those_who_answer_in_their_language(demo, language, expected):
    lines = [line for line in reply(demo, "instagram", language).splitlines() if line.startswith("- ")]
    assert lines == [f"- {one}" for one in expected]


def test_a_place_we_never_named_sends_people_to_the_default(demo):
    text = reply(demo, "tiktok", "en")
    assert "- E-mail: aiuto@bottegalume.example" in text
    assert "Contact form" not in text  # its address is known to the site only


def test_a_misspelt_channel_is_an_error_and_does_not_redirect(demo):
    with pytest.raises(HelpCentreError, match="unknown channel 'emial'; did you mean 'email'"):
        reply(demo, "emial", "en")


def test_dates_gone_by_are_advice_and_no_error(demo):
    assert support_warnings(demo, datetime(2026, 11, 22, tzinfo=UTC)) == []
    found = [str(finding) for finding in support_warnings(demo, datetime(2027, 3, 1, tzinfo=UTC))]
    assert sum("this ended on" in line for line in found) == 5
    assert any("'christmas-delays' ended on 2026-12-23; remove it" in line for line in found)
    assert all(finding.severity == "warning" for finding in support_warnings(demo, datetime(2030, 1, 1, tzinfo=UTC)))


def warnings_about(measured):
    text = DEMO.read_text(encoding="utf-8").replace(
        "promise: 4h, clock: working}", f"promise: 4h, clock: working, measured: {measured}}}"
    )
    support = parse_support(text, "support.yml", DEMO.with_name("holidays.lock.yml").read_text(encoding="utf-8"))
    return [finding.message for finding in support_warnings(support, FRIDAY)]


def test_a_time_measured_from_a_handful_of_answers_is_reported_as_unused():
    found = warnings_about("{p90: 6h, answers: 4}")
    assert found == ["this was measured from 4 answers; pages use it from 5 answers on. Measure a longer period"]


def test_a_promise_that_is_not_kept_is_reported():
    found = warnings_about("{p90: 6h, answers: 80, through: 2026-09-01}")
    assert any("'email' promises 4h, but 9 of 10 answers took up to 6h" in line for line in found)
    assert any("more than 45 days ago; measure again" in line for line in found)
