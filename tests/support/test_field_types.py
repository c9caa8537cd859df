"""The small written forms of support.yml: every parser reads what it writes, and refuses everything else."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.support.field_types import (
    DAY,
    DAYS,
    LocalisedTexts,
    Range,
    format_clock,
    format_duration,
    parse_date,
    parse_days,
    parse_duration,
    parse_hours,
    parse_language,
    parse_local,
    parse_localised,
    parse_range,
    require_supported_year,
)

minutes_of_day = st.integers(0, DAY - 1)
anything = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text()))


@given(minutes_of_day, st.integers(1, DAY))
def test_a_range_reads_back_as_it_is_written(start, length):
    span = Range(start, start + length)
    if span.end - start == DAY and start > 0:
        return  # a whole day from noon to noon cannot be written: it opens and closes in the same minute
    assert parse_range(str(span)) == span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("09:00-13:00", 540, 780),
        ("9:00-13:00", 540, 780),
        (" 09:00 – 13:00 ", 540, 780),
        ("00:00-24:00", 0, 1440),
        ("00:00-00:01", 0, 1),
        ("22:00-02:30", 1320, 1590),
        ("23:59-00:00", 1439, 1440),
        ("00:01-00:00", 1, 1440),
        ("13:59-24:00", 839, 1440),
    ],
)
def test_a_range_is_minutes_after_the_midnight_of_its_first_day(text, start, end):
    assert parse_range(text) == Range(start, end)


@pytest.mark.parametrize(
    "text",
    ["", "09:00", "09:00-", "9-13", "09:00-13:60", "09:60-13:00", "24:00-25:00", "24:01-02:00", "09:00-24:01", "a-b"],
)
def test_other_ranges_are_refused(text):
    with pytest.raises(ValueError, match=r"use|minutes go|opening times|closing times|give"):
        parse_range(text)


@given(anything)
def test_whatever_is_not_a_range_is_refused_with_a_remedy_and_never_crashes(value):
    try:
        span = parse_range(value)
    except ValueError as error:
        assert '"' in str(error)
    else:
        assert 0 <= span.start < DAY
        assert span.start < span.end <= span.start + DAY


@pytest.mark.parametrize(("minutes", "text"), [(0, "00:00"), (61, "01:01"), (599, "09:59"), (1440, "24:00")])
def test_a_clock_has_two_digits_for_hours_and_minutes(minutes, text):
    assert format_clock(minutes) == text


def test_hours_are_closed_one_range_or_a_list():
    assert parse_hours("closed") == []
    assert parse_hours("09:00-13:00") == ["09:00-13:00"]
    assert parse_hours(["a", "b"]) == ["a", "b"]
    with pytest.raises(ValueError, match=r"^use closed, or ranges in brackets"):
        parse_hours(None)


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_span_of_days_runs_from_its_first_through_its_last(first, last):
    days = parse_days(f"{first}-{last}")

    assert days[0] == DAYS.index(first)
    assert days[-1] == DAYS.index(last)
    assert all((day + 1) % 7 == after for day, after in pairwise(days))
    assert len(set(days)) == len(days)


def test_one_day_is_itself_in_any_case():
    assert parse_days("mon") == (0,)
    assert parse_days(" Sun ") == (6,)
    assert parse_days("sat-mon") == (5, 6, 0)
    assert parse_days("mon-sun") == (0, 1, 2, 3, 4, 5, 6)


@given(st.dates())
def test_a_date_reads_back_as_it_is_written(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(day) == day


@pytest.mark.parametrize("value", ["2026-2-3", "20261224", "2026-12-24T10:00", "24.12.2026", 20261224, None, True])
def test_dates_in_other_forms_are_refused(value):
    with pytest.raises(ValueError, match=r"^this is not a valid date; use YYYY-MM-DD, for example 2026-12-24$"):
        parse_date(value)


def test_a_date_and_time_is_not_a_date():
    with pytest.raises(ValueError, match="not a valid date"):
        parse_date(datetime(2026, 12, 24))  # noqa: DTZ001


@given(st.datetimes(min_value=datetime(1971, 1, 1)))  # noqa: DTZ001
def test_a_local_time_reads_back_to_the_minute(value):
    minute = value.replace(second=0, microsecond=0)

    assert parse_local(f"{value:%Y-%m-%dT%H:%M}") == minute
    assert parse_local(f"{value:%Y-%m-%d %H:%M}:00") == minute
    assert parse_local(minute) == minute


@pytest.mark.parametrize("value", ["2026-11-25", "2026-11-25T10:30Z", "2026-11-25T10:30+01:00", "10:30", 5, None])
def test_local_times_in_other_forms_are_refused(value):
    with pytest.raises(ValueError, match=r"not a valid local date and time; use YYYY-MM-DDTHH:MM without a time zone"):
        parse_local(value)


@given(st.integers(1, 100 * DAY))
def test_a_duration_reads_back_as_it_is_written(minutes):
    assert parse_duration(format_duration(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30m", 30), ("30min", 30), ("4h", 240), ("1h30m", 90), ("1h 30m", 90), ("2d", 2880), ("1d2h3m", 1563)],
)
def test_a_duration_has_days_hours_and_minutes(text, minutes):
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "30", "30s", "m30", "1.5h", "4 hours", "-4h", True, None, 1.5])
def test_durations_in_other_forms_are_refused(text):
    with pytest.raises(ValueError, match=r"^this is not a valid duration; use, for example, 30m, 4h or 1h30m$"):
        parse_duration(text)


def test_a_duration_of_zero_and_one_without_a_unit_are_refused():
    with pytest.raises(ValueError, match=r"^this duration is zero"):
        parse_duration("0h0m")
    with pytest.raises(ValueError, match=r"^the unit is missing; use 90m for minutes or 90h for hours$"):
        parse_duration(90)


def test_durations_are_written_rounded_up_and_without_zeros():
    assert [format_duration(value) for value in (None, 0, 0.2, 25, 60, 61.2, 310)] == [
        "–",
        "0m",
        "1m",
        "25m",
        "1h",
        "1h2m",
        "5h10m",
    ]


@pytest.mark.parametrize("code", ["it", "et", "pt-BR", "zh-Hans", "sr-Latn", "he", "nb"])
def test_a_language_that_exists_is_taken(code):
    assert parse_language(code) == code


@pytest.mark.parametrize("code", ["xx", "IT", "italian", "it_IT", "e", "", "klingon", None, 5, "it-"])
def test_a_language_that_does_not_exist_is_refused(code):
    with pytest.raises(ValueError, match="is not a language code; use, for example, en, it, id, et or pt-BR"):
        parse_language(code)


@pytest.mark.parametrize(("wrong", "right"), [("jp", "ja"), ("cz", "cs"), ("gr", "el"), ("dk", "da"), ("iw", "he")])
def test_the_code_of_a_country_and_an_old_code_suggest_the_language(wrong, right):
    with pytest.raises(ValueError, match=f"; did you mean '{right}'\\?$"):
        parse_language(wrong)


def test_texts_by_language_are_kept_in_order():
    texts = parse_localised({"it": "Telefono", "en": "Phone"})

    assert isinstance(texts, LocalisedTexts)
    assert list(texts) == ["it", "en"]


@pytest.mark.parametrize("value", [None, "Phone", {}, [], 5])
def test_a_text_without_languages_is_refused(value):
    with pytest.raises(ValueError, match=r"^give the text for each language"):
        parse_localised(value)


@pytest.mark.parametrize("text", ["", "  ", None, 5, ["a"]])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(ValueError, match=r"^the text for 'it' is empty"):
        parse_localised({"en": "Phone", "it": text})


@pytest.mark.parametrize("year", [1971, 2026, 2900])
def test_a_year_for_which_hours_can_be_computed_is_taken(year):
    assert require_supported_year(date(year, 1, 1)) == date(year, 1, 1)


@pytest.mark.parametrize("year", [1, 1970, 2901, 9999])
def test_a_year_for_which_hours_cannot_be_computed_is_refused(year):
    with pytest.raises(ValueError, match=r"^this year is out of range; use a year from 1971 to 2900$"):
        require_supported_year(date(year, 12, 31))
