"""Getting worse, getting better: two looks at two windows."""

import pytest

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.trend import LONG, SHORT, Window, find_trend


def weeks(*spans):
    """Make a count of answers from (weeks, yes per week, no per week), the newest span first."""
    every = [(yes, no) for count, yes, no in spans for _ in range(count)]

    def count(first, end):
        chosen = every[first:end]
        return Answers(sum(yes for yes, _ in chosen), sum(no for _, no in chosen))

    return find_trend(count)


def test_a_fall_from_ninety_to_forty_five_percent_is_seen_though_most_still_say_yes_at_first():
    found = weeks((5, 4, 5), (50, 9, 1))
    assert (found.direction, found.window) == ("worse", SHORT)
    assert found.sure > SHORT.sure
    assert found.answers == (Answers(20, 25), Answers(13 * 9, 13))


def test_a_rise_is_seen_too():
    assert weeks((5, 9, 1), (50, 5, 5)).direction == "better"


def test_a_percentage_that_wobbles_is_steady():
    found = weeks((5, 7, 3), (50, 8, 2))
    assert (found.direction, found.sure) == ("steady", 0.0)


@pytest.mark.parametrize(("no", "direction"), [(7, "unknown"), (8, "worse")])
def test_the_trend_of_fewer_than_eight_answers_is_not_known(no, direction):
    few = weeks((1, 0, 0), (1, 0, no), (3, 0, 0), (13, 9, 0))
    assert few.direction == direction


def test_without_answers_in_the_weeks_before_the_trend_is_not_known():
    assert weeks((5, 4, 5)).direction == "unknown"


def test_a_fall_that_was_not_seen_a_week_ago_gets_no_badge_yet():
    assert weeks((1, 0, 30), (50, 9, 1)).direction == "steady"
    assert weeks((2, 0, 30), (50, 9, 1)).direction == "worse"


def test_a_fall_after_a_rise_gets_no_badge_yet():
    assert weeks((1, 0, 40), (4, 10, 0), (50, 6, 4)).direction == "steady"


def test_a_slow_decline_that_no_month_shows_is_seen_over_a_year():
    monthly = [(4, 60 + 2 * month, 40 - 2 * month) for month in range(14)]
    found = weeks(*monthly)
    assert (found.direction, found.window) == ("worse", LONG)
    assert found.answers.new.total == 100 * LONG.new_weeks


def test_the_short_window_is_named_if_both_see_the_same():
    assert weeks((5, 2, 8), (12, 6, 4), (40, 9, 1)).window == SHORT


def test_a_change_within_the_margin_is_not_a_trend_however_certain_it_is():
    assert weeks((5, 8600, 1400), (13, 9000, 1000), (40, 9000, 1000)).direction == "steady"
    assert weeks((5, 8300, 1700), (13, 9000, 1000), (40, 9000, 1000)).direction == "worse"


def test_windows_follow_each_other_and_the_long_one_has_a_year():
    assert Window(5, 13, 0.05, SHORT.sure, SHORT.suspected) == SHORT
    assert LONG.new_weeks + LONG.old_weeks == 52
    assert SHORT.suspected < SHORT.sure < 1
    assert LONG.suspected < LONG.sure < 1
