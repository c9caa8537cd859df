"""The daily cap."""

import pytest

from helpcentre.collector.errors import DayIsFullError
from helpcentre.collector.intake.daily_cap import RETRY_SECONDS, DailyCap

TODAY = 739_000


def test_nothing_is_stored_at_first_on_whatever_day():
    assert [DailyCap(3).stored_on(day) for day in (0, 1, TODAY)] == [0, 0, 0]


def test_items_up_to_the_limit_are_accepted():
    cap = DailyCap(3)
    cap.require_capacity(TODAY, 3)
    cap.add(TODAY, 2)
    cap.require_capacity(TODAY, 1)
    assert cap.stored_on(TODAY) == 2


def test_above_the_limit_there_is_none_until_later():
    cap = DailyCap(3)
    cap.add(TODAY, 2)
    with pytest.raises(DayIsFullError) as error:
        cap.require_capacity(TODAY, 2)
    assert error.value.retry_after == RETRY_SECONDS


def test_a_new_day_starts_at_zero():
    cap = DailyCap(3)
    cap.add(TODAY, 3)
    cap.require_capacity(TODAY + 1, 3)
    assert cap.stored_on(TODAY + 1) == 0
    cap.add(TODAY + 1, 1)
    assert cap.stored_on(TODAY + 1) == 1


@pytest.mark.parametrize(("stored", "used"), [(0, 0.0), (5, 0.05), (80, 0.8), (100, 1.0), (130, 1.0)])
def test_the_share_that_is_used_up(stored, used):
    cap = DailyCap(100)
    cap.add(TODAY, stored)
    assert cap.used_on(TODAY) == used
    assert cap.used_on(TODAY + 1) == 0


def test_a_cap_of_nothing_is_always_used_up():
    assert DailyCap(0).used_on(TODAY) == 1
    assert DailyCap(0).add(TODAY, 1) is None


def test_nearness_and_end_of_the_cap_are_each_reported_once_a_day():
    cap = DailyCap(100)
    reported = [cap.add(TODAY, number) for number in (79, 1, 1, 18, 1, 1)]
    assert reported == [None, 0.8, None, None, 1.0, None]
    assert [cap.add(TODAY + 1, number) for number in (10, 90, 1)] == [None, 1.0, None]
