"""Times in words: which sentence each one gets, and that every language has all of them."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.language.builtin import shipped_languages
from helpcentre.language.dates import clock
from helpcentre.language.strings import strings
from helpcentre.support.calendar import Calendar, epoch_minute
from helpcentre.support.status import Status, format_utc, sentence, sentence_with_place, status, time_words

START = epoch_minute(datetime(2026, 11, 23, tzinfo=UTC))  # a Monday
CALENDAR = Calendar("UTC", START, START + 20 * 1440, (), ((START, 0),))


def at(days, hours=0, minutes=0):
    return START + days * 1440 + hours * 60 + minutes


@pytest.mark.parametrize(
    ("now", "then", "form", "day"),
    [
        (at(0, 9), at(0, 9, 1), "today", ""),
        (at(0, 9), at(0, 23, 59), "today", ""),
        (at(0, 9), at(1), "tomorrow", ""),
        (at(0, 23, 59), at(1), "tomorrow", ""),
        (at(0, 23, 59), at(1, 23, 59), "tomorrow", ""),
        (at(0, 23, 59), at(2), "day", "Wednesday"),
        (at(0), at(6, 23, 59), "day", "Sunday"),
        (at(0), at(7), "day", "Monday 30 November"),
        (at(0, 23, 59), at(7), "day", "Monday 30 November"),
        (at(1), at(7), "day", "Monday"),
    ],
)
def test_today_tomorrow_a_weekday_and_a_date_have_their_own_words(now, then, form, day):
    words = time_words(CALENDAR, then, now, strings("en"))

    assert (words.form, words.day) == (form, day)


@given(st.integers(0, 19 * 1440), st.integers(1, 1440))
def test_the_time_is_that_on_the_clock_of_the_shop(now, later):
    then = START + now + later
    words = time_words(CALENDAR, then, START + now, strings("en"))

    assert words.time == f"{then // 60 % 24:02}:{then % 60:02}"


def test_a_time_that_comes_a_second_time_says_so():
    change = at(0, 1)
    calendar = Calendar(
        "X", START, at(20), (), ((START, 60), (change, 0))
    )  # back by an hour at 02:00, which is 01:00 UTC
    before = at(0, 0, 45)  # 01:45 on the clock

    assert time_words(calendar, at(0, 1, 30), before, strings("en")).time == "01:30 (after the clocks go back)"
    assert time_words(calendar, at(0, 1, 45), before, strings("en")).time == "01:45 (after the clocks go back)"
    assert time_words(calendar, at(0, 1, 46), before, strings("en")).time == "01:46"
    assert time_words(calendar, at(0, 1, 30), at(0, 1, 10), strings("en")).time == "01:30"


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("key", ["hours.closes", "hours.opens", "channels.reply"])
def test_every_language_has_a_sentence_for_each_with_its_time_and_day(language, key):
    words = strings(language)

    assert [
        ("{time}" in words[f"{key}.{form}"], "{day}" in words[f"{key}.{form}"]) for form in ("today", "tomorrow", "day")
    ] == [
        (True, False),
        (True, False),
        (True, True),
    ]


@pytest.mark.parametrize("language", shipped_languages())
def test_an_open_and_a_closed_schedule_never_read_the_same(language):
    state = Status(at(0, 9), open=True, next=at(0, 18))
    closed = Status(at(0, 9), open=False, next=at(0, 18))

    assert sentence(CALENDAR, state, strings(language)) != sentence(CALENDAR, closed, strings(language))
    assert clock(time(18), language) in sentence(CALENDAR, state, strings(language))


@pytest.mark.parametrize(
    ("is_open", "text"),
    [
        (True, "Open day and night"),
        (False, "Closed until further notice"),
        (None, "Hours this far ahead are not known yet"),
    ],
)
def test_without_a_change_the_state_is_all_there_is_to_say(is_open, text):
    assert sentence(CALENDAR, Status(at(0), is_open, None), strings("en")) == text


def test_the_place_follows_in_brackets():
    state = Status(at(0, 9), open=True, next=at(0, 18))

    assert sentence_with_place(CALENDAR, state, strings("en"), "Rome time") == "Open now · closes at 18:00 (Rome time)"


def test_the_status_of_a_minute_is_known_within_the_horizon_only():
    inside, outside = datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 22, 9, tzinfo=UTC)

    assert status(CALENDAR, inside) == Status(at(0, 9), open=False, next=None)
    assert status(CALENDAR, outside) == Status(epoch_minute(outside), open=None, next=None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00Z"),
        ("2026-11-23T12:00:30Z", "2026-11-23T12:00:30Z"),
        ("2026-11-23T12:00:00.500000Z", "2026-11-23T12:00:00Z"),
    ],
)
def test_a_time_in_utc_is_written_without_needless_seconds(text, written):
    assert format_utc(datetime.fromisoformat(text)) == written
