"""Retention: words, items and ids are erased by age, day sums never; a wrong clock erases nothing."""

import asyncio
from datetime import date
from types import SimpleNamespace

import pytest

from helpcentre.collector.lifecycle import Service
from helpcentre.collector.settings import Settings
from helpcentre.collector.store import retention
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.retention import CHUNK, MOST_ROWS, SILENCE_DAYS, Retention
from tests.collector.world import ALWAYS, DAY, NOON, item, manifest

KEEP = Retention()


def items_of(store):
    return list(store.read_table("item"))


def yes_no(store):
    votes = store.votes(*ALWAYS)
    return sum(v.n for v in votes if v.value), sum(v.n for v in votes if not v.value)


def fill(store, count, at, first=0):
    """Store the votes of `count` readers."""
    for start in range(first, first + count, 500):
        store.write([item(1, who=n, at=at) for n in range(start, min(start + 500, first + count))])


# By age


@pytest.mark.parametrize("kind", ["comment", "search"])
def test_words_are_erased_after_180_days_and_their_item_after_400(store, kind):
    vote = item(0, at=NOON)
    words = item(None, kind=kind, text="parola", at=NOON, parent=vote.id if kind == "comment" else None)
    store.write([vote, words])
    for days, texts in ((180, ["parola", None]), (181, [None, None])):
        store.prune(KEEP, NOON + days * DAY)
        assert sorted((record["text"] for record in items_of(store)), key=str) == sorted(texts, key=str)
    store.prune(KEEP, NOON + 400 * DAY)
    assert len(items_of(store)) == 2
    store.prune(KEEP, NOON + 400 * DAY + 1)
    assert items_of(store) == []
    assert yes_no(store) == (0, 1)


def test_corrected_words_are_erased_with_the_typed_ones(store):
    store.write([item(None, kind="search", results=2, text="rezo", corrected="reso")])
    store.prune(KEEP, NOON + 181 * DAY)
    assert [(record["text"], record["corrected"]) for record in items_of(store)] == [(None, None)]


def test_quarantined_items_are_erased_after_180_days(store):
    waiting = item(0)
    waiting.quarantine("honeypot")
    store.write([waiting, item(1, who=2)])
    store.prune(KEEP, NOON + 180 * DAY)
    assert store.count_quarantined() == 1
    store.prune(KEEP, NOON + 180 * DAY + 1)
    assert store.count_quarantined() == 0
    assert len(items_of(store)) == 1


def test_the_ids_of_erased_items_are_forgotten_after_eight_days(store):
    vote = item(1)
    store.write([vote])
    store.erase(vote.id, NOON)
    store.prune(KEEP, NOON + 8 * DAY)
    assert len(list(store.read_table("erased"))) == 1
    store.prune(KEEP, NOON + 8 * DAY + 1)
    assert list(store.read_table("erased")) == []


def test_each_span_can_be_set(store):
    vote = item(0)
    store.write([vote, item(None, kind="comment", text="parola", parent=vote.id)])
    store.prune(Retention(text_days=3, item_days=9), NOON + 4 * DAY)
    assert [record["text"] for record in items_of(store)] == [None, None]
    store.prune(Retention(text_days=3, item_days=9), NOON + 10 * DAY)
    assert items_of(store) == []


def test_many_items_are_pruned_in_chunks_until_none_is_left(store):
    fill(store, 2 * CHUNK + 200, NOON)
    fill(store, 7, NOON + 300 * DAY, first=5_000)
    assert store.prune_some(KEEP, NOON + 500 * DAY) == CHUNK
    store.prune(KEEP, NOON + 500 * DAY)
    assert len(items_of(store)) == 7
    assert yes_no(store) == (2 * CHUNK + 207, 0)
    assert store.wrong_sums(date.fromordinal(1)) != {}  # the sums outlive their items


def test_items_of_a_clock_that_ran_ahead_do_not_hold_up_those_behind_them(store):
    fill(store, 1, NOON + 900 * DAY)
    fill(store, 1, NOON, first=1)
    fill(store, 1, NOON + 400 * DAY, first=2)
    store.prune(KEEP, NOON + 401 * DAY)
    assert [record["received"] for record in items_of(store)] == [NOON + 900 * DAY, NOON + 400 * DAY]


# The clock


def test_nothing_is_doubted_in_an_empty_database_whatever_the_clock_says(store):
    assert store.doubt_about_pruning(KEEP, NOON + 10_000 * DAY) is None


def test_a_clock_that_is_months_past_the_newest_item_is_doubted(store):
    fill(store, 3, NOON)
    assert store.doubt_about_pruning(KEEP, NOON + SILENCE_DAYS * DAY) is None
    assert store.doubt_about_pruning(KEEP, NOON + SILENCE_DAYS * DAY + 1) == (
        "the clock says 2026-12-18, but the last activity in the database is of 2026-11-18, 30 days earlier"
    )


def test_a_quiet_site_whose_collector_runs_is_never_doubted(store):
    fill(store, 3, NOON)
    for weeks in range(60):
        now = NOON + weeks * 7 * DAY
        assert store.doubt_about_pruning(KEEP, now) is None
        store.prune(KEEP, now)
    assert items_of(store) == []


def test_items_that_arrive_while_the_clock_is_wrong_do_not_confirm_it(store):
    fill(store, 3, NOON)
    store.prune(KEEP, NOON)
    ahead = NOON + 450 * DAY
    fill(store, 3, ahead, first=10)
    assert "450 days earlier" in store.doubt_about_pruning(KEEP, ahead)
    assert store.doubt_about_pruning(KEEP, NOON + DAY) is None


def test_a_clock_that_is_behind_erases_nothing_and_is_not_doubted(store):
    fill(store, 3, NOON)
    store.prune(KEEP, NOON)
    assert store.doubt_about_pruning(KEEP, NOON - 900 * DAY) is None
    assert store.prune(KEEP, NOON - 900 * DAY) == 0
    assert len(items_of(store)) == 3


def test_pruning_once_on_purpose_confirms_the_clock(store):
    fill(store, 3, NOON)
    later = NOON + 60 * DAY
    assert store.doubt_about_pruning(KEEP, later)
    store.prune(KEEP, later)
    assert store.doubt_about_pruning(KEEP, later + DAY) is None


def test_most_of_many_items_are_not_erased_at_once_unasked(store):
    fill(store, MOST_ROWS + 2, NOON)
    fill(store, MOST_ROWS, NOON + 20 * DAY, first=5_000)
    short = Retention(item_days=10)
    assert store.doubt_about_pruning(short, NOON + 20 * DAY) == "about 502 of 1,002 items would be erased at once"
    assert store.doubt_about_pruning(short, NOON + 9 * DAY) is None
    assert store.doubt_about_pruning(KEEP, NOON + 20 * DAY) is None


def test_half_of_the_items_or_a_few_of_them_are_erased_as_usual(store):
    fill(store, MOST_ROWS, NOON)
    short = Retention(item_days=10)
    assert store.doubt_about_pruning(short, NOON + 20 * DAY) is None  # all, but not more than a few
    fill(store, 1, NOON, first=5_000)
    assert store.doubt_about_pruning(short, NOON + 20 * DAY) == "about 501 of 501 items would be erased at once"
    fill(store, MOST_ROWS + 1, NOON + 20 * DAY, first=6_000)
    assert store.doubt_about_pruning(short, NOON + 20 * DAY) is None  # exactly half


def test_the_estimate_counts_the_rows_before_the_first_one_that_is_kept(store):
    assert retention.estimate_expired(store.connection, KEEP, NOON) == (0, 0)
    fill(store, 3, NOON)
    fill(store, 2, NOON + 100 * DAY, first=10)
    assert retention.estimate_expired(store.connection, KEEP, NOON + 400 * DAY) == (0, 5)
    assert retention.estimate_expired(store.connection, KEEP, NOON + 401 * DAY) == (3, 5)
    assert retention.estimate_expired(store.connection, KEEP, NOON + 501 * DAY) == (5, 5)


# A running collector


def run_retention(store, now):
    """Run a collector's retention once at a time, and return what it logged."""

    async def once():
        service = Service(store, Settings(clock=lambda: now, retention_seconds=3600))
        service.writer.start()
        try:
            await service.apply_retention()
        finally:
            await service.writer.stop()

    asyncio.run(once())


@pytest.fixture
def logged(caplog):
    caplog.set_level("INFO", "helpcentre.collector")
    return SimpleNamespace(events=lambda: [(one.message, one.facts) for one in caplog.records if hasattr(one, "facts")])


def test_a_collector_whose_clock_is_15_months_ahead_at_the_start_erases_no_item(sqlite_store, logged):
    fill(sqlite_store, 2_546, NOON)
    run_retention(sqlite_store, NOON + 456 * DAY)
    assert len(items_of(sqlite_store)) == 2_546
    [(event, facts)] = logged.events()
    assert event == "pruning_refused"
    assert facts["if_intended"] == "helpcentre prune --force"
    assert "456 days earlier" in facts["reason"]


def test_hashes_are_erased_even_while_the_clock_is_doubted(sqlite_store):
    fill(sqlite_store, 3, NOON)
    run_retention(sqlite_store, NOON + 456 * DAY)
    assert {record["ballot"] for record in sqlite_store.read_table("item", whole=True)} == {None}


def test_a_collector_with_a_right_clock_prunes_and_says_how_much(sqlite_store, logged):
    fill(sqlite_store, 3, NOON - 390 * DAY)
    fill(sqlite_store, 1, NOON, first=10)
    run_retention(sqlite_store, NOON + 11 * DAY)
    assert len(items_of(sqlite_store)) == 1
    assert logged.events() == [("retention_applied", {"hashes_erased": 4, "rows_pruned": 3})]


def test_a_restored_export_is_not_pruned_before_somebody_confirms_its_age(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/a.db") as store, open_store(f"sqlite:///{tmp_path}/b.db") as restored:
        store.learn(manifest(), NOON)
        fill(store, 2, NOON)
        store.prune(KEEP, NOON)
        restored.write_tables([("item", list(store.read_table("item")))])
        assert restored.doubt_about_pruning(KEEP, NOON + 500 * DAY)
