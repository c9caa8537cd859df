"""Many items of one sender about one question within an hour: they count up to a limit, and beyond it none does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.bursts import HOUR_MS, BurstWatch, Counted
from tests.collector.world import NOON


def name(number):
    return number.to_bytes(16, "big")


def watched(watch, numbers, *, key=b"k", now=NOON, limit=3):
    return [
        watch.add(key, Counted(name(number), name(number + 1000)), now, is_burst=place >= limit)
        for place, number in enumerate(numbers)
    ]


@given(st.integers(1, 40), st.integers(0, 80))
def test_the_first_item_above_the_limit_names_all_before_it_and_later_ones_name_none(limit, number):
    found = watched(BurstWatch(10), range(number), limit=limit)
    assert found[:limit] == [None] * min(limit, number)
    if number > limit:
        assert found[limit] == [Counted(name(one), name(one + 1000)) for one in range(limit)]
    assert found[limit + 1 :] == [[]] * max(0, number - limit - 1)


def test_other_senders_and_questions_are_not_part_of_it():
    watch = BurstWatch(10)
    watched(watch, range(5))
    assert watched(watch, range(3), key=b"other") == [None] * 3


@pytest.mark.parametrize(("later", "found"), [(HOUR_MS - 1, []), (HOUR_MS, None)])
def test_an_hour_later_the_count_begins_again(later, found):
    watch, start = BurstWatch(10), NOON // HOUR_MS * HOUR_MS
    watched(watch, range(5), now=start)
    assert watch.add(b"k", Counted(name(9), name(9)), start + later, is_burst=False) == found


def test_memory_is_bounded_by_the_number_of_senders():
    watch = BurstWatch(20)
    for number in range(500):
        watched(watch, [number], key=name(number))
    assert len(watch._seen) <= 20


def test_without_a_limit_of_at_least_one_the_first_item_is_a_burst_of_none():
    assert watched(BurstWatch(10), range(2), limit=0) == [[], []]
