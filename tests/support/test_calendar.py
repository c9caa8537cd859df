"""Every case of tests/cases/hours/vectors.json, and that the browser's copy of the schedules is the same."""

from datetime import datetime

import pytest

from helpcentre.support.calendar import epoch_minute, merge, subtract, utc_time
from helpcentre.support.status import format_utc

from .hours_cases import CASES, compiled_cases, read_cases


def minute(text):
    return epoch_minute(datetime.fromisoformat(text))


def text(minute):
    return None if minute is None else format_utc(utc_time(minute))


@pytest.mark.parametrize("case", read_cases("vectors.json")["cases"], ids=lambda case: case["name"])
def test_the_calendar_answers_as_a_careful_human_would(case, vectors):
    calendar = vectors[1][case["schedule"]]
    at = minute(case["at"])
    assert (calendar.is_open(at), text(calendar.next_change(at))) == (case["open"], case["next"])
    if "work_minutes" in case:
        assert text(calendar.answer_by(at, case["work_minutes"])) == case["answer_by"]


@pytest.mark.parametrize(
    "case",
    [case for case in read_cases("vectors.json")["cases"] if case.get("answer_by")],
    ids=lambda case: case["name"],
)
def test_the_working_time_until_the_deadline_is_the_time_that_was_promised(case, vectors):
    calendar = vectors[1][case["schedule"]]
    assert calendar.working_minutes(minute(case["at"]), minute(case["answer_by"])) == case["work_minutes"]


@pytest.mark.parametrize("name", compiled_cases())
def test_node_reads_the_schedules_that_python_compiles(name):
    assert (CASES / name).read_text(encoding="utf-8") == compiled_cases()[name], "renew it: scripts/hours-cases"


def test_working_time_that_reaches_past_the_horizon_is_not_known(vectors):
    calendar = vectors[1]["office"]
    assert calendar.working_minutes(calendar.end - 5, calendar.end + 1) is None
    assert calendar.working_minutes(calendar.start - 1, calendar.end) is None


def test_intervals_that_touch_become_one():
    assert merge([(5, 7), (1, 3), (3, 5), (9, 9 + 1)]) == [(1, 7), (9, 10)]


def test_a_cut_in_the_middle_leaves_both_ends():
    assert subtract([(0, 10)], [(3, 5)]) == [(0, 3), (5, 10)]
    assert subtract([(0, 10)], [(-5, 20)]) == []
