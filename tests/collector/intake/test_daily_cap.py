"""The daily cap."""

import pytest

from helpcentre.collector.intake.daily_cap import RETRY_SECONDS, DailyCap
from helpcentre.collector.items import DayIsFullError

TODAY = 739_000


def test_nothing_is_stored_at_first_on_whatever_day():
    assert [DailyCap(3).stored_on(day) for day in (0, 1, TODAY)] == [0, 0, 0]


def test_up_to_the_limit_there_is_room():
    cap = DailyCap(3)
    cap.require_room(TODAY, 3)
    cap.add(TODAY, 2)
    cap.require_room(TODAY, 1)
    assert cap.stored_on(TODAY) == 2


def test_above_the_limit_there_is_none_until_later():
    cap = DailyCap(3)
    cap.add(TODAY, 2)
    with pytest.raises(DayIsFullError) as error:
        cap.require_room(TODAY, 2)
    assert error.value.retry_after == RETRY_SECONDS


def test_a_new_day_starts_at_zero():
    cap = DailyCap(3)
    cap.add(TODAY, 3)
    cap.require_room(TODAY + 1, 3)
    assert cap.stored_on(TODAY + 1) == 0
    cap.add(TODAY + 1, 1)
    assert cap.stored_on(TODAY + 1) == 1
