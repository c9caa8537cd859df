"""Dates, times and durations in words, as people of each language write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.language.builtin import shipped_languages
from helpcentre.language.dates import (
    city,
    clock,
    clock_of_minutes,
    duration,
    full_day,
    long_date,
    short_day,
    weekday,
    weekday_name,
    weekday_span,
)
from helpcentre.language.locales import regional_locale

MONDAY = date(2027, 1, 4)


def test_english_without_a_country_is_british():
    assert str(regional_locale("en")) == "en_GB"
    assert str(regional_locale("en-US")) == "en_US"
    assert str(regional_locale("it")) == "it"


@pytest.mark.parametrize(
    ("language", "full", "long", "short"),
    [
        ("en", "Monday 4 January", "4 January 2027", "4 January"),
        ("en-US", "Monday, January 4", "January 4, 2027", "January 4"),
        ("it", "lunedì 4 gennaio", "4 gennaio 2027", "4 gennaio"),
        ("id", "Senin, 4 Januari", "4 Januari 2027", "4 Januari"),
        ("et", "esmaspäev, 4. jaanuar", "4. jaanuar 2027", "4. jaanuar"),
        ("de", "Montag, 4. Januar", "4. Januar 2027", "4. Januar"),
        ("fr", "lundi 4 janvier", "4 janvier 2027", "4 janvier"),
        ("es", "lunes, 4 de enero", "4 de enero de 2027", "4 de enero"),
        ("ru", "понедельник, 4 января", "4 января 2027 г.", "4 января"),
        ("hu", "január 4., hétfő", "2027. január 4.", "január 4."),
        ("ar", "الاثنين، 4 يناير", "4 يناير 2027", "4 يناير"),
        ("pt", "segunda-feira, 4 de janeiro", "4 de janeiro de 2027", "4 de janeiro"),
        ("nl", "maandag 4 januari", "4 januari 2027", "4 januari"),
        ("pl", "poniedziałek, 4 stycznia", "4 stycznia 2027", "4 stycznia"),
        ("ja", "1月4日月曜日", "2027年1月4日", "1月4日"),
        ("zh-Hans", "1月4日星期一", "2027年1月4日", "1月4日"),
    ],
)
def test_a_day_is_written_as_in_its_language(language, full, long, short):
    assert (full_day(MONDAY, language), long_date(MONDAY, language), short_day(MONDAY, language)) == (full, long, short)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "18:05"), ("it", "18:05"), ("id", "18.05"), ("et", "18:05"), ("en-US", "6:05\u202fPM"), ("de", "18:05")],
)
def test_a_time_is_written_as_in_its_language(language, text):
    assert clock(time(18, 5), language) == text
    assert clock(datetime(2027, 1, 4, 18, 5, 59), language) == text  # noqa: DTZ001


@pytest.mark.parametrize(("language", "midnight"), [("en", "24:00"), ("id", "24.00"), ("en-US", "12:00\u202fAM")])
def test_the_end_of_a_day_is_24_00_where_the_clock_has_24_hours(language, midnight):
    assert clock_of_minutes(1440, language) == midnight
    assert clock_of_minutes(0, language) == clock(time(0, 0), language)


@given(st.integers(0, 1439), st.sampled_from(shipped_languages()))
def test_minutes_after_midnight_are_that_time(minutes, language):
    assert clock_of_minutes(minutes, language) == clock(time(minutes // 60, minutes % 60), language)
    assert clock_of_minutes(minutes + 1440, language) == (
        clock_of_minutes(minutes, language) if minutes else clock_of_minutes(1440, language)
    )


@pytest.mark.parametrize(
    ("minutes", "english", "italian", "estonian"),
    [
        (0, "0 minutes", "0 minuti", "0 minutit"),
        (1, "1 minute", "1 minuto", "1 minut"),
        (30, "30 minutes", "30 minuti", "30 minutit"),
        (60, "1 hour", "1 ora", "1 tund"),
        (61, "1 hour 1 minute", "1 ora 1 minuto", "1 tund 1 minut"),
        (150, "2 hours 30 minutes", "2 ore 30 minuti", "2 tundi 30 minutit"),
        (1440, "24 hours", "24 ore", "24 tundi"),
    ],
)
def test_a_duration_has_hours_and_minutes_in_their_plural_forms(minutes, english, italian, estonian):
    assert [duration(minutes, language) for language in ("en", "it", "et")] == [english, italian, estonian]


@pytest.mark.parametrize(
    ("language", "hour_and_a_half", "eight_hours"),
    [
        ("de", "1 Stunde 30 Minuten", "8 Stunden"),
        ("fr", "1\u00a0heure 30 minutes", "8\u00a0heures"),
        ("es", "1 hora 30 minutos", "8 horas"),
        ("pt", "1 hora 30 minutos", "8 horas"),
        ("nl", "1 uur 30 minuten", "8 uur"),
        ("pl", "1 godzina 30 minut", "8 godzin"),
        ("ar", "ساعة و30 دقيقة", "8 ساعات"),
        ("ja", "1 時間 30 分", "8 時間"),
        ("zh-Hans", "1小时30分钟", "8小时"),
        ("ko", "1시간 30분", "8시간"),
        ("vi", "1 giờ 30 phút", "8 giờ"),
    ],
)
def test_a_duration_is_written_as_in_its_language(language, hour_and_a_half, eight_hours):
    assert (duration(90, language), duration(480, language)) == (hour_and_a_half, eight_hours)


@pytest.mark.parametrize(
    ("day", "language", "full", "long", "short"),
    [
        (date(2027, 2, 1), "fr", "lundi 1er février", "1er février 2027", "1er février"),
        (date(2027, 8, 1), "fr-CA", "dimanche 1er août", "1er août 2027", "1er août"),
        (date(2027, 2, 11), "fr", "jeudi 11 février", "11 février 2027", "11 février"),
        (date(2001, 2, 2), "fr", "vendredi 2 février", "2 février 2001", "2 février"),
        (date(2027, 2, 1), "es", "lunes, 1 de febrero", "1 de febrero de 2027", "1 de febrero"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french_only(day, language, full, long, short):
    assert (full_day(day, language), long_date(day, language), short_day(day, language)) == (full, long, short)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Montag–Freitag, Sonntag"),
        ("es", "lunes a viernes, domingo"),
        ("pt", "segunda-feira a sexta-feira, domingo"),
        ("nl", "maandag t/m vrijdag, zondag"),
        ("ar", "الاثنين–الجمعة، الأحد"),
        ("ja", "月曜日～金曜日、日曜日"),
        ("zh-Hans", "星期一至星期五、星期日"),
    ],
)
def test_spans_of_weekdays_are_written_as_in_their_language(language, text):
    assert weekday_span([0, 1, 2, 3, 4, 6], language) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([0], "Monday"),
        ([0, 1], "Monday–Tuesday"),
        ([0, 1, 2, 3], "Monday–Thursday"),
        ([0, 2], "Monday, Wednesday"),
        ([0, 1, 3, 5, 6], "Monday–Tuesday, Thursday, Saturday–Sunday"),
        ([4, 0, 1], "Monday–Tuesday, Friday"),
        ([], ""),
    ],
)
def test_days_that_follow_each_other_are_a_span(days, text):
    assert weekday_span(days, "en") == text


@given(st.sets(st.integers(0, 6)))
def test_a_span_names_its_first_and_last_day_and_none_that_is_not_in_it(days):
    text = weekday_span(sorted(days), "it")
    named = {day for day in range(7) if weekday_name(day, "it") in text}

    assert named <= days
    assert not days or {min(days), max(days)} <= named


@given(st.dates())
def test_the_name_of_a_weekday_is_that_of_the_day(day):
    assert weekday(day, "et") == weekday_name(day.weekday(), "et")


@pytest.mark.parametrize(
    ("zone", "language", "place"),
    [
        ("Europe/Rome", "it", "Roma"),
        ("Europe/Rome", "et", "Rooma"),
        ("America/New_York", "it", "New York"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("UTC", "it", "UTC"),
        ("Etc/UTC", "it", "UTC"),
        ("Etc/GMT+5", "en", "GMT+5"),
    ],
)
def test_a_time_zone_is_named_after_its_city(zone, language, place):
    assert city(zone, language) == place
