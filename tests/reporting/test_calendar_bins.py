from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.reporting.calendar_bins import CalendarBins, days_of_week, spans_before, week_of

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_a_week_begins_on_monday():
    sunday, monday = date(2026, 11, 22).toordinal(), date(2026, 11, 23).toordinal()
    assert week_of(monday) == week_of(sunday) + 1
    assert days_of_week(week_of(monday)) == (monday, monday + 6)
    assert days_of_week(week_of(monday), 4) == (monday, monday + 27)


@given(days)
def test_bins_follow_each_other_without_gap_and_reach_back_a_year(until):
    bins = CalendarBins(until)
    assert all(newer[0] == older[1] + 1 for newer, older in zip(bins.days, bins.days[1:], strict=False))
    assert bins.days[0][0] <= until.toordinal() <= bins.days[0][1]
    assert bins.first <= until.toordinal() - 364
    assert all(last - first == 6 for first, last in bins.days[: bins.weeks])
    assert all(last - first == 27 for first, last in bins.days[bins.weeks :])
    assert bins.weeks > 20


@given(days, st.integers(0, 360))
def test_a_day_is_in_the_bin_that_has_it(until, back):
    bins = CalendarBins(until)
    first, last = bins.days[bins.place(until.toordinal() - back)]
    assert first <= until.toordinal() - back <= last


@given(days, st.integers(0, 6))
def test_a_bin_has_the_same_days_on_any_day_of_its_last_week(until, more):
    monday = until - timedelta(until.weekday())
    assert CalendarBins(monday).days == CalendarBins(monday + timedelta(more)).days


@given(days, st.integers(1, 400))
def test_spans_hold_every_day_before_the_window_once_and_no_bin_divides_them(until, window):
    bins, spans = CalendarBins(until), spans_before(until, window)
    covered = [day for first, last in spans for day in range(first.toordinal(), last.toordinal() + 1)]
    assert sorted(covered) == list(range(bins.first, until.toordinal() - window + 1))
    assert all(bins.place(first.toordinal()) == bins.place(last.toordinal()) for first, last in spans)


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2026, 11, 25)])
def test_weeks_and_blocks_are_found_by_how_long_ago_they_were(until):
    bins = CalendarBins(until)
    assert [bins.place_of_week(back) for back in (0, 5, bins.weeks)] == [0, 5, bins.weeks]
    assert bins.place_of_week(bins.weeks + 8) == bins.weeks + 2
    assert bins.place_of_week(bins.weeks + 1) == bins.weeks
    assert bins.place_of_week(500) == len(bins)
