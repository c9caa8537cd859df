"""Groups of quarantined items: alike in everything but their time, so that a burst is one decision."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.pages.quarantine_groups import group_items
from helpcentre.language.strings import strings
from helpcentre.reporting.records import Quarantined

NOON = datetime(2026, 11, 22, 12, 30, 15, 123_456, tzinfo=UTC)


def quarantined(at=NOON, **more):
    values = {"kind": "vote", "article": "pay", "language": "et", "version": "a" * 16, "value": 0, "reason": None,
              "text": None, "signals": ("too_fast",)} | more  # fmt: skip
    return Quarantined(id=str(uuid4()), occurred=at, **values)


def test_items_that_differ_only_in_time_id_version_and_reason_are_one_group():
    items = [quarantined(NOON - timedelta(minutes=n), version=str(n), reason=str(n)) for n in range(3)]
    [group] = group_items(items)
    assert group.items == tuple(items)
    assert (group.kind, group.article, group.language, group.value, group.text, group.signals) == (
        "vote", "pay", "et", 0, None, ("too_fast",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "different",
    [{"kind": "csat"}, {"article": "ship"}, {"article": None}, {"language": "it"}, {"value": 1}, {"text": "x"},
     {"signals": ("too_fast", "links")}, {"signals": ()}],
)  # fmt: skip
def test_anything_else_that_differs_is_another_group(different):
    assert len(group_items([quarantined(), quarantined(**different)])) == 2


def test_the_group_with_the_newest_item_comes_first():
    items = [quarantined(value=1), quarantined(NOON - timedelta(1), value=0), quarantined(NOON - timedelta(2), value=1)]
    assert [group.value for group in group_items(items)] == [1, 0]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([0, 1, None]), st.integers(0, 9)), max_size=20))
def test_no_item_is_lost_or_in_two_groups(drawn):
    items = [quarantined(NOON - timedelta(hours=hours), text=text, value=value) for text, value, hours in drawn]
    grouped = [item.id for group in group_items(items) for item in group.items]
    assert sorted(grouped) == sorted(item.id for item in items)


def test_times_are_in_utc_to_the_second():
    zone = timezone(timedelta(hours=7))
    [group] = group_items(
        [quarantined(NOON.astimezone(zone)), quarantined((NOON - timedelta(hours=1)).astimezone(zone))]
    )
    assert group.last.isoformat() == "2026-11-22T12:30:15+00:00"
    assert group.first.isoformat() == "2026-11-22T11:30:15+00:00"


@pytest.mark.parametrize(
    ("earlier", "hours"),
    [
        ((), ""),  # one item has only its day
        ((timedelta(minutes=28),), "12:02–12:30 UTC"),
        ((timedelta(seconds=15),), "12:30 UTC"),
        ((timedelta(seconds=16),), "12:29–12:30 UTC"),
        ((timedelta(hours=12, minutes=30),), "00:00–12:30 UTC"),
        ((timedelta(hours=12, minutes=30, seconds=16),), ""),  # the day before
    ],
)
def test_the_hours_of_a_burst_within_one_day_are_shown(earlier, hours):
    [group] = group_items([quarantined(), *(quarantined(NOON - one) for one in earlier)])
    assert group.hours == hours


def test_an_answer_is_yes_or_no_for_a_vote_and_a_number_for_a_score():
    words = strings("et")
    assert group_items([quarantined(value=1)])[0].answer(words) == words["feedback.yes"]
    assert group_items([quarantined(value=0)])[0].answer(words) == words["feedback.no"]
    assert group_items([quarantined(kind="csat", value=1)])[0].answer(words) == "1"
