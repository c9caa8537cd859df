"""The ranges of a schedule on a day, and the rule they come from."""

from datetime import date

import pytest

from helpcentre.support.field_types import Range
from helpcentre.support.schedule_model import DayPlan, Schedule, day_plan

SCHEDULE = Schedule.model_validate(
    {
        "weekly": {"mon-sun": ["14:00-18:00", "09:00-13:00"]},
        "holidays": {"use": "own", "hours": ["11:00-12:00", "10:00-10:30"]},
        "seasons": [
            {"from": "2026-12-01", "through": "2026-12-10", "weekly": {"mon-sat": ["10:00-12:00"]}},
            {"from": "2026-12-11", "through": "2026-12-20", "weekly": {}},
        ],
        "exceptions": [
            {"date": "2026-12-05", "hours": ["08:00-09:00"], "name": {"en": "Fair"}},
            {"from": "2026-12-24", "through": "2026-12-26", "hours": "closed"},
        ],
    }
)
HOLIDAYS = {date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 25), date(2026, 12, 30)}


@pytest.mark.parametrize(
    ("day", "rule", "ranges"),
    [
        (1, "season", ["10:00-12:00"]),
        (4, "holiday", ["10:00-10:30", "11:00-12:00"]),
        (5, "exception", ["08:00-09:00"]),
        (6, "holiday", []),
        (10, "season", ["10:00-12:00"]),
        (11, "season", []),
        (20, "season", []),
        (21, "weekly", ["09:00-13:00", "14:00-18:00"]),
        (23, "weekly", ["09:00-13:00", "14:00-18:00"]),
        (24, "exception", []),
        (25, "exception", []),
        (26, "exception", []),
        (27, "weekly", ["09:00-13:00", "14:00-18:00"]),
        (30, "holiday", ["10:00-10:30", "11:00-12:00"]),
    ],
)
def test_an_exception_wins_over_a_holiday_a_holiday_over_a_season_and_a_season_over_the_week(day, rule, ranges):
    plan = day_plan(SCHEDULE, date(2026, 12, day), lambda day: {"en": "Holiday"} if day in HOLIDAYS else None)

    assert (plan.rule, [str(span) for span in plan.ranges]) == (rule, ranges)
    assert plan.names == {"Fair": {"en": "Fair"}, "holiday": {"en": "Holiday"}}.get("Fair" if day == 5 else rule)


def test_a_schedule_without_holidays_asks_for_none():
    schedule = Schedule.model_validate({"weekly": {"mon": ["09:00-10:00"]}})

    def refuse(day):
        raise AssertionError(day)

    assert day_plan(schedule, date(2026, 11, 23), refuse) == DayPlan((Range(540, 600),), "weekly")
