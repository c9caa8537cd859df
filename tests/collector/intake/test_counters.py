"""Counters whose memory is bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.counters import RecentlyUsed, WindowCounter


def key(number):
    return number.to_bytes(4, "big")


def test_a_value_is_kept_until_it_is_replaced():
    recent = RecentlyUsed(10)
    assert recent.get(key(1)) is None
    recent.put(key(1), "a")
    recent.put(key(1), "b")
    assert (recent.get(key(1)), len(recent)) == ("b", 1)


@given(st.integers(1, 50), st.lists(st.integers(0, 200), max_size=300))
def test_there_are_never_more_keys_than_the_size_allows(size, keys):
    recent = RecentlyUsed(size)
    for number in keys:
        recent.put(key(number), number)
    assert len(recent) <= max(size, 2)
    assert all(recent.get(key(number)) in (None, number) for number in keys)


@given(st.integers(2, 50), st.lists(st.integers(0, 200), min_size=1, max_size=300))
def test_the_most_recently_used_half_is_always_there(size, keys):
    recent = RecentlyUsed(size)
    for number in keys:
        recent.put(key(number), number)
    last = list(dict.fromkeys(reversed(keys)))[: size // 2 - 1]
    assert [recent.get(key(number)) for number in last] == last


def test_a_key_that_is_read_outlives_keys_that_are_not():
    recent = RecentlyUsed(8)
    recent.put(key(0), 0)
    for number in range(1, 40):
        recent.put(key(number), number)
        assert recent.get(key(0)) == 0
    assert recent.get(key(1)) is None


@pytest.mark.parametrize(("moment", "count"), [(0, 3), (999, 3), (1000, 1), (5000, 1)])
def test_a_window_counts_from_one_again(moment, count):
    counter = WindowCounter(1000, 10)
    assert [counter.add(b"a", now) for now in (0, 500)] == [1, 2]
    assert counter.add(b"a", moment) == count
    assert counter.add(b"b", moment) == 1
    assert len(counter) == 2


def test_a_new_window_has_the_size_of_the_one_before():
    counter = WindowCounter(1000, 10)
    for window in range(3):
        for number in range(100):
            counter.add(key(number), window * 1000)
    assert 5 <= len(counter) <= 10
