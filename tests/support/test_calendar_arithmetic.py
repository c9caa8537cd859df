"""Intervals as sets of minutes, and what a compiled calendar answers at the edges of its horizon."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.support.calendar import (
    Calendar,
    compile_schedule,
    epoch_minute,
    local_to_minute,
    merge,
    subtract,
    utc_offset,
    utc_time,
)
from helpcentre.support.field_types import Range, parse_range
from helpcentre.support.schedule_model import ranges_on
from helpcentre.support.zones import force_tzdata, zone

force_tzdata()
intervals = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def minutes(spans):
    return {minute for start, end in spans for minute in range(start, end)}


@given(intervals)
def test_merging_keeps_every_minute_once_in_order_and_apart(spans):
    merged = merge(spans)

    assert minutes(merged) == minutes(spans)
    assert all(start < end for start, end in merged)
    assert all(before[1] < after[0] for before, after in pairwise(merged))


@given(intervals, intervals)
def test_subtracting_leaves_the_minutes_that_are_not_removed(spans, removed):
    left = subtract(merge(spans), removed)

    assert minutes(left) == minutes(spans) - minutes(removed)
    assert all(start < end for start, end in left)


def test_subtracting_what_only_touches_removes_nothing():
    assert subtract([(10, 20)], [(5, 10), (20, 25)]) == [(10, 20)]
    assert subtract([(10, 20)], []) == [(10, 20)]
    assert subtract([(10, 20)], [(10, 20)]) == []
    assert subtract([(10, 20)], [(10, 11)]) == [(11, 20)]
    assert subtract([(10, 20)], [(19, 20)]) == [(10, 19)]


@given(st.integers(0, 2**25))
def test_a_minute_is_the_same_there_and_back(minute):
    assert epoch_minute(utc_time(minute)) == minute
    assert utc_time(minute).tzinfo is UTC


def test_seconds_belong_to_the_minute_they_are_in():
    assert epoch_minute(datetime(2026, 11, 23, 12, 0, 59, tzinfo=UTC)) == epoch_minute(
        datetime(2026, 11, 23, 12, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("local", "last", "expected"),
    [
        ("2026-10-25T02:30", False, "2026-10-25T00:30Z"),
        ("2026-10-25T02:30", True, "2026-10-25T01:30Z"),
        ("2027-03-28T02:30", False, "2027-03-28T01:00Z"),
        ("2027-03-28T02:30", True, "2027-03-28T01:00Z"),
        ("2026-11-23T09:00", False, "2026-11-23T08:00Z"),
        ("2026-11-23T09:00", True, "2026-11-23T08:00Z"),
    ],
)
def test_a_local_time_comes_twice_never_or_once(local, last, expected):
    found = local_to_minute(datetime.fromisoformat(local), zone("Europe/Rome"), last=last)

    assert utc_time(found) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("name", "at", "offset"),
    [
        ("Europe/Rome", "2026-10-25T00:59Z", 120),
        ("Europe/Rome", "2026-10-25T01:00Z", 60),
        ("America/New_York", "2026-11-23T12:00Z", -300),
        ("Asia/Kathmandu", "2026-11-23T12:00Z", 345),
        ("UTC", "2026-11-23T12:00Z", 0),
    ],
)
def test_the_offset_is_minutes_ahead_of_utc(name, at, offset):
    assert utc_offset(zone(name), epoch_minute(datetime.fromisoformat(at))) == offset


CALENDAR = Calendar("UTC", 100, 200, (110, 120, 150, 160), ((100, 60), (140, 0)))


@pytest.mark.parametrize(
    ("minute", "is_open", "following"),
    [
        (99, None, None),
        (100, False, 110),
        (109, False, 110),
        (110, True, 120),
        (119, True, 120),
        (120, False, 150),
        (159, True, 160),
        (160, False, None),
        (199, False, None),
        (200, None, None),
    ],
)
def test_an_opening_minute_is_open_a_closing_minute_closed_and_past_the_horizon_nothing_is_known(
    minute, is_open, following
):
    assert CALENDAR.is_open(minute) is is_open
    assert CALENDAR.next_change(minute) == following
    assert CALENDAR.knows(minute) is (is_open is not None)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(100, 200, 20), (110, 120, 10), (115, 155, 10), (120, 150, 0), (119, 151, 2), (99, 120, None), (100, 201, None)],
)
def test_working_minutes_are_the_open_ones_within_the_horizon(start, end, expected):
    assert CALENDAR.working_minutes(start, end) == expected


@pytest.mark.parametrize(
    ("minute", "working", "expected"),
    [
        (100, 0, 110),
        (110, 0, 110),
        (110, 10, 120),
        (110, 11, 151),
        (115, 5, 120),
        (115, 6, 151),
        (115, 15, 160),
        (115, 16, None),
        (99, 1, None),
    ],
)
def test_an_answer_is_due_when_its_working_minutes_have_passed(minute, working, expected):
    assert CALENDAR.answer_by(minute, working) == expected


def test_intervals_that_have_ended_can_be_left_out():
    assert list(CALENDAR.intervals()) == [(110, 120), (150, 160)]
    assert list(CALENDAR.intervals(119)) == [(110, 120), (150, 160)]
    assert list(CALENDAR.intervals(120)) == [(150, 160)]
    assert list(Calendar("UTC", 0, 100, (90,), ((0, 0),)).intervals()) == [(90, 100)]


@pytest.mark.parametrize(("minute", "ahead"), [(50, 60), (100, 60), (139, 60), (140, 0), (500, 0)])
def test_the_clock_of_the_shop_changes_at_its_offsets(minute, ahead):
    assert CALENDAR.utc_offset(minute) == ahead
    assert CALENDAR.local(minute) == utc_time(minute + ahead).replace(tzinfo=None)


def test_the_form_for_the_browser_adds_up_to_the_edges():
    compact = CALENDAR.as_json()
    edges, at = [], compact["f"]
    for delta in compact["d"]:
        at += delta
        edges.append(at)

    assert (compact["f"], compact["t"], edges) == (100, 200, list(CALENDAR.edges))
    assert compact["o"] == [[100, 60], [140, 0]]


@given(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440), st.integers(1, 10))
def test_a_compiled_week_has_each_range_at_its_local_time(weekday, start, length, days):
    text = str(Range(start, start + length))
    if length == 1440 and start:
        return
    key = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    weekly = {key: [parse_range(text)]}
    first = date(2026, 6, 1)  # a Monday, far from clock changes
    calendar = compile_schedule(
        lambda day: ranges_on(weekly, day.weekday()), [], zone("Europe/Rome"), first=first, days=days
    )

    for opens, closes in calendar.intervals():
        if opens > calendar.start:
            assert calendar.local(opens).hour * 60 + calendar.local(opens).minute == start
            assert calendar.local(opens).weekday() == weekday
        if closes < calendar.end:
            assert (calendar.local(closes) - timedelta(minutes=length)).weekday() == weekday
    assert calendar.end - calendar.start == days * 1440
