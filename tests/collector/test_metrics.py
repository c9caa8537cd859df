"""The counters add up, and are written in Prometheus' format."""

import re

from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.metrics import ACCEPTED, Counts, prometheus

LINE = re.compile(r'helpcentre_[a-z_]+(?:\{[a-z]+="[a-z_]+"\})? \d+(?:\.\d+)?')


def text_of(counts, **more):
    return prometheus(counts, **{"waiting": 0, "batches": 0, "ready": True, "cap_used": 0.0} | more)


EVENTS = st.lists(
    st.sampled_from([("accepted", one) for one in ACCEPTED])
    | st.tuples(st.just("refused"), st.sampled_from(["invalid", "busy"]))
    | st.tuples(st.just("dropped"), st.sampled_from(["links", "links honeypot"])),
    max_size=30,
)


@given(EVENTS)
def test_what_was_received_was_accepted_or_refused_and_each_part_adds_up(events):
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


def test_every_metric_has_a_help_a_type_and_a_value():
    counts = Counts()
    counts.accepted("stored")
    counts.refused("busy", 2)
    counts.dropped("links honeypot")
    lines = text_of(counts, waiting=7, batches=8, ready=False, cap_used=0.25).splitlines()
    values = [line for line in lines if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in values)
    names = {re.match(r"\w+", line)[0] for line in values}
    for word in ("HELP", "TYPE"):
        assert {line.split()[2] for line in lines if line.startswith(f"# {word} ")} == names
    for line in (
        "helpcentre_items_received_total 4",
        "helpcentre_items_stored_total 1",
        'helpcentre_items_refused_total{reason="busy"} 2',
        'helpcentre_items_refused_total{reason="flood"} 1',
        'helpcentre_items_dropped_total{signal="honeypot"} 1',
        'helpcentre_items_dropped_total{signal="links"} 1',
        "helpcentre_waiting_items 7",
        "helpcentre_batches_total 8",
        "helpcentre_daily_cap_used 0.25",
        "helpcentre_ready 0",
    ):
        assert line in lines


def test_without_any_item_every_metric_is_there_too():
    lines = text_of(Counts()).splitlines()
    assert 'helpcentre_items_refused_total{reason="none"} 0' in lines
    assert 'helpcentre_items_dropped_total{signal="none"} 0' in lines
    assert "helpcentre_ready 1" in lines
