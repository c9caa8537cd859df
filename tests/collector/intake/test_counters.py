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


def test_counts_since_the_last_call_are_taken_once():
    counter = WindowCounter(1000, 100)
    for name in (b"a", b"b", b"a"):
        counter.add(name, 0)
    assert counter.take_new(0) == (0, {b"a": 2, b"b": 1})
    assert counter.take_new(0) == (0, {})
    counter.add(b"a", 0)
    assert counter.take_new(999) == (0, {b"a": 1})


def test_counts_that_could_not_be_shared_are_taken_again():
    counter = WindowCounter(1000, 100)
    counter.add(b"a", 0)
    taken = counter.take_new(0)
    counter.add(b"a", 0)
    counter.give_back(*taken)
    assert counter.take_new(0) == (0, {b"a": 2})


def test_a_window_that_has_ended_is_neither_given_back_nor_merged():
    counter = WindowCounter(1000, 100)
    counter.add(b"a", 0)
    window, new = counter.take_new(0)
    counter.add(b"a", 1000)
    counter.give_back(window, new)
    counter.merge(window, {b"a": 50})
    assert counter.add(b"a", 1000) == 2
    assert counter.take_new(5000) == (5, {})


def test_a_new_counter_takes_over_what_others_have_counted():
    counter = WindowCounter(1000, 100)
    window, _ = counter.take_new(2500)
    counter.merge(window, {b"a": 7})
    assert counter.add(b"a", 2500) == 8
    assert counter.take_new(2500) == (2, {b"a": 1})


def test_a_smaller_total_than_is_known_changes_nothing():
    counter = WindowCounter(1000, 100)
    counter.add(b"a", 0)
    counter.add(b"a", 0)
    counter.take_new(0)
    counter.merge(0, {b"a": 1})
    assert counter.add(b"a", 0) == 3


@given(st.lists(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=20), max_size=6))
def test_after_each_exchange_three_counters_know_the_sum_of_all(rounds):
    counters = [WindowCounter(1000, 1000) for _ in range(3)]
    totals = {}
    for events in rounds:
        for place, number in events:
            counters[place].add(key(number), 0)
        for counter in counters:
            _, new = counter.take_new(0)
            for name, more in new.items():
                totals[name] = totals.get(name, 0) + more
        for counter in counters:
            counter.merge(0, dict(totals))
    for name, total in totals.items():
        for counter in counters:
            assert counter.add(name, 0) == total + 1


def test_merging_many_keys_stays_within_the_size():
    counter = WindowCounter(1000, 10)
    counter.take_new(0)
    counter.merge(0, {key(number): 3 for number in range(100)})
    assert len(counter) <= 10
