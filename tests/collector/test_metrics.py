"""The counters add up, and durations are counted in the right bucket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.metrics import ACCEPTED, BUCKETS, Counts, Histogram, RequestTimes

EVENTS = st.lists(
    st.sampled_from([("accepted", one) for one in ACCEPTED])
    | st.tuples(st.just("refused"), st.sampled_from(["invalid", "busy"]))
    | st.tuples(st.just("dropped"), st.sampled_from(["links", "links honeypot"])),
    max_size=30,
)


@given(EVENTS)
def test_received_items_are_accepted_or_refused_and_each_part_adds_up(events):
    counts = Counts()
    for name, argument in events:
        getattr(counts, name)(argument)
    total = counts.total
    assert total["received"] == total["accepted"] + total["refused"] == len(events)
    assert total["accepted"] == sum(total[outcome] for outcome in ACCEPTED)
    assert total["refused"] == sum(number for name, number in total.items() if name.startswith("refused_"))


@given(EVENTS, EVENTS)
def test_saving_in_two_steps_saves_everything_once(first, second):
    counts, saved = Counts(), {}
    for events in (first, second):
        for name, argument in events:
            getattr(counts, name)(argument)
        for name, number in counts.take_new().items():
            saved[name] = saved.get(name, 0) + number
    assert saved == {name: number for name, number in counts.total.items() if number}
    assert counts.take_new() == {}


def test_counters_that_could_not_be_saved_are_saved_next_time():
    counts = Counts()
    counts.refused("busy", 3)
    new = counts.take_new()
    counts.accepted("stored")
    counts.give_back(new)
    assert counts.take_new() == {"refused_busy": 3, "refused": 3, "received": 4, "accepted": 1, "stored": 1}


def test_a_quarantined_item_counts_once_for_each_of_its_signals():
    counts = Counts()
    counts.quarantined("links rate")
    counts.quarantined("links")
    counts.quarantined("")
    assert counts.total == {"quarantined_links": 2, "quarantined_rate": 1, "quarantined_vote": 1}


@pytest.mark.parametrize(
    ("seconds", "bucket"), [(0, 0), (0.001, 0), (0.0011, 1), (0.05, 5), (10, 12), (10.001, 13), (1e9, 13)]
)
def test_a_duration_counts_in_the_first_bucket_whose_bound_it_does_not_exceed(seconds, bucket):
    histogram = Histogram()
    histogram.observe(seconds)
    assert histogram.numbers == [int(place == bucket) for place in range(len(BUCKETS) + 1)]
    assert histogram.seconds == seconds


def test_two_histograms_share_nothing():
    first, second = Histogram(), Histogram()
    first.observe(1)
    assert sum(second.numbers) == 0


def test_requests_are_timed_by_route_and_status():
    times = RequestTimes()
    times.observe("items", 201, 0.002)
    times.observe("items", 201, 0.003)
    times.observe("items", 503, 0.1)
    assert {key: (sum(one.numbers), one.seconds) for key, one in times.histograms.items()} == {
        ("items", 201): (2, 0.005),
        ("items", 503): (1, 0.1),
    }
