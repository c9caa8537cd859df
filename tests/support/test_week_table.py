"""The week and the coming days in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helpcentre.language.strings import strings
from helpcentre.support.load import parse_support
from helpcentre.support.schedule_model import Schedule
from helpcentre.support.week_table import (
    LOOK_AHEAD,
    SPECIAL_DAYS,
    is_always,
    local_time,
    schedule_view,
    season_tables,
    special_days,
    week_line,
    week_rows,
)

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


def schedule(**weekly):
    return Schedule.model_validate({"weekly": {key.replace("_", "-"): hours for key, hours in weekly.items()}})


def support(text, zone="Europe/Rome"):
    return parse_support(f"version: 1\nschedules:\n  a:\n    time_zone: {zone}\n{text}", "support.yml")


def test_days_with_the_same_hours_are_one_row():
    rows = week_rows(schedule(mon_thu=["09:00-13:00"], fri=["09:00-12:00"], sun=["09:00-13:00"]).weekly, strings("en"))

    assert [(row["days"], row["text"]) for row in rows] == [
        ("Monday–Thursday", "09:00–13:00"),
        ("Friday", "09:00–12:00"),
        ("Saturday", "Closed"),
        ("Sunday", "09:00–13:00"),
    ]


def test_a_row_has_its_ranges_in_order_and_past_midnight_by_the_clock():
    [row, *_] = week_rows(schedule(mon=["22:00-02:30", "09:00-13:00"], tue="closed").weekly, strings("en"))

    assert row["ranges"] == ["09:00–13:00", "22:00–02:30"]
    assert row["text"] == "09:00–13:00, 22:00–02:30"


def test_the_end_of_the_day_is_24_00():
    [row, *_] = week_rows(schedule(mon=["18:00-24:00"], tue="closed").weekly, strings("id"))

    assert row["text"] == "18.00–24.00"


@pytest.mark.parametrize(
    ("weekly", "always"),
    [
        ({"mon_sun": ["00:00-24:00"]}, True),
        ({"mon_sat": ["00:00-24:00"]}, False),
        ({"mon_sun": ["00:00-23:00"]}, False),
        ({}, False),
    ],
)
def test_day_and_night_is_every_minute_of_the_week(weekly, always):
    assert is_always(schedule(**weekly)) is always


@pytest.mark.parametrize(
    ("weekly", "line"),
    [
        (
            {"mon_thu": ["09:00-13:00", "14:00-18:00"], "fri": ["09:00-13:00"]},
            "lunedì–giovedì 09:00–13:00, 14:00–18:00; venerdì 09:00–13:00",
        ),
        ({"mon_sun": ["00:00-24:00"]}, "Aperto giorno e notte"),
        ({}, "Chiuso fino a nuovo avviso"),
    ],
)
def test_the_week_in_one_line_leaves_closed_days_out(weekly, line):
    assert week_line(schedule(**weekly), strings("it")) == line


@pytest.mark.parametrize(
    ("zone", "language", "place"),
    [
        ("Europe/Rome", "en", "Rome time"),
        ("Europe/Rome", "it", "ora di Roma"),
        ("Asia/Jakarta", "id", "waktu Jakarta"),
        ("America/New_York", "et", "kohalik aeg: New York"),
        ("UTC", "en", "UTC"),
        ("UTC", "it", "UTC"),
        ("Etc/GMT-3", "en", "GMT-3"),
    ],
)
def test_a_schedule_names_the_place_of_its_time_or_utc(zone, language, place):
    assert local_time(support("    weekly: {}", zone), "a", strings(language)) == place


def test_the_tables_end_where_the_hours_do():
    view = schedule_view(support("    weekly: {mon: ['09:00-10:00']}"), "a", strings("en"), NOW)

    assert view["valid_until"] == "Hours known up to: 26 December 2027"
    assert (view["id"], view["always"], view["seasons"], view["special"]) == ("a", False, [], [])


@pytest.mark.parametrize(("today", "shown"), [("2027-01-08", 1), ("2027-01-09", 0), ("2026-01-01", 1)])
def test_a_season_is_shown_until_its_last_day(today, shown):
    text = "    seasons: [{from: 2026-12-21, through: 2027-01-08, weekly: {mon: ['10:00-14:00']}}]"
    found = season_tables(support(text).schedules["a"], strings("en"), date.fromisoformat(today))

    assert [one["title"] for one in found] == ["From 21 December 2026 to 8 January 2027"] * shown


def specials(text, now=NOW, language="en"):
    return [
        (day["day"], day["hours"], day["reason"]) for day in special_days(support(text), "a", strings(language), now)
    ]


def test_consecutive_days_with_the_same_hours_and_reason_are_one_entry():
    found = specials(
        """\
    weekly: {mon-sun: ["09:00-17:00"]}
    exceptions:
      - {from: 2026-12-24, through: 2026-12-26, hours: closed, name: {en: Christmas}}
      - {date: 2026-12-27, hours: ["10:00-12:00"], name: {en: Christmas}}
      - {date: 2026-12-28, hours: ["10:00-12:00"], name: {en: Stocktaking}}
      - {date: 2026-12-30, hours: ["10:00-12:00"], name: {en: Stocktaking}}
"""
    )

    assert found == [
        ("Thursday 24 December – Saturday 26 December", "Closed", "Christmas"),
        ("Sunday 27 December", "10:00–12:00", "Christmas"),
        ("Monday 28 December", "10:00–12:00", "Stocktaking"),
        ("Wednesday 30 December", "10:00–12:00", "Stocktaking"),
    ]


def test_a_day_whose_hours_are_those_of_the_week_is_not_special():
    assert (
        specials(
            """\
    weekly: {mon-fri: ["09:00-17:00"]}
    exceptions:
      - {date: 2026-12-24, hours: ["09:00-17:00"]}
      - {date: 2026-12-26, hours: closed}
"""
        )
        == []
    )


def test_without_a_name_the_reason_is_the_kind_of_day():
    text = """\
    weekly: {mon-fri: ["09:00-17:00"]}
    holidays: {use: own}
    exceptions: [{date: 2026-12-24, hours: closed}]
    closures: [{from: 2026-12-01T10:00, to: 2026-12-01T12:00}]
holidays: {own: {add: [{date: 2026-12-25}]}}
"""

    assert [reason for _, _, reason in specials(text)] == ["temporarily closed", "special hours", "public holiday"]
    assert [reason for _, _, reason in specials(text, language="id")] == [
        "tutup sementara",
        "jam khusus",
        "hari libur nasional",
    ]


@pytest.mark.parametrize(
    ("start", "to", "day"),
    [
        ("2026-11-25T10:30", "2026-11-25T12:00", "Wednesday 25 November 10:30–12:00"),
        ("2026-11-25T22:00", "2026-11-26T06:00", "Wednesday 25 November 22:00–Thursday 26 November 06:00"),
    ],
)
def test_a_closure_names_its_last_day_only_if_it_is_another(start, to, day):
    [found] = special_days(support(f"    closures: [{{from: {start}, to: {to}}}]"), "a", strings("en"), NOW)

    assert (found["day"], found["hours"], found["reason"]) == (day, "Closed", "temporarily closed")
    assert (found["iso"], found["until"]) == (start[:10], to[:10])


@pytest.mark.parametrize(
    ("days", "shown"), [(-2, False), (-1, False), (0, True), (LOOK_AHEAD - 1, True), (LOOK_AHEAD, False)]
)
def test_a_closure_is_shown_from_today_to_the_end_of_the_outlook(days, shown):
    day = date(2026, 11, 23) + timedelta(days=days)
    text = f"    closures: [{{from: {day}T10:00, to: {day}T12:00}}]"

    assert bool(special_days(support(text), "a", strings("en"), NOW)) is shown


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (LOOK_AHEAD - 1, True), (LOOK_AHEAD, False)])
def test_an_exception_is_shown_from_today_to_the_end_of_the_outlook(days, shown):
    day = date(2026, 11, 23) + timedelta(days=days)
    text = f"    weekly: {{mon-sun: ['09:00-17:00']}}\n    exceptions: [{{date: {day}, hours: closed}}]"

    assert bool(special_days(support(text), "a", strings("en"), NOW)) is shown


def test_only_the_next_few_days_are_shown_and_closures_are_among_them():
    days = "".join(
        f"      - {{date: 2026-12-{day:02}, hours: closed, name: {{en: Day {day}}}}}\n" for day in range(1, 20, 2)
    )
    text = f"    weekly: {{mon-sun: ['09:00-17:00']}}\n    exceptions:\n{days}"
    text += "    closures: [{from: 2026-12-02T10:00, to: 2026-12-02T12:00}]\n"
    found = special_days(support(text), "a", strings("en"), NOW)

    assert len(found) == SPECIAL_DAYS
    assert [day["iso"] for day in found] == ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-05", "2026-12-07"]


def test_today_is_that_of_the_schedule():
    text = "    weekly: {mon-sun: ['09:00-17:00']}\n    exceptions: [{date: 2026-11-23, hours: closed}]"
    late = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)

    assert special_days(support(text), "a", strings("en"), late)
    assert not special_days(support(text), "a", strings("en"), late + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Montag–Donnerstag 09:00–13:00, 14:00–18:00; Samstag 09:00–13:00"),
        ("fr", "lundi–jeudi 09:00–13:00, 14:00–18:00; samedi 09:00–13:00"),
        ("es", "lunes a jueves 9:00–13:00, 14:00–18:00; sábado 9:00–13:00"),
        ("pt", "segunda-feira a quinta-feira 09:00–13:00, 14:00–18:00; sábado 09:00–13:00"),
        ("nl", "maandag t/m donderdag 09:00–13:00, 14:00–18:00; zaterdag 09:00–13:00"),
        ("pl", "poniedziałek–czwartek 09:00–13:00, 14:00–18:00; sobota 09:00–13:00"),
        ("ar", "الاثنين–الخميس 9:00 ص–1:00 م، 2:00 م–6:00 م؛ السبت 9:00 ص–1:00 م"),
        ("ja", "月曜日～木曜日 9:00～13:00、14:00～18:00；土曜日 9:00～13:00"),
        ("zh-Hans", "星期一至星期四 09:00–13:00、14:00–18:00；星期六 09:00–13:00"),
    ],
)
def test_the_week_has_the_punctuation_of_its_language(language, line):
    week = schedule(mon_thu=["09:00-13:00", "14:00-18:00"], sat=["09:00-13:00"])

    assert week_line(week, strings(language)) == line
