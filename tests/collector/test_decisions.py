"""Decisions about many quarantined items: which ones they are about, and how they are undone."""

from collections import Counter
from datetime import date

import pytest

from helpcentre.collector.items import COUNTED, DISCARDED, QUARANTINED, SUPERSEDED
from helpcentre.collector.store.decisions import UNDO_MS, Decision, read_decided
from helpcentre.collector.store.quarantine import QuarantineFilter, count_signals, find_quarantined, read_quarantined
from helpcentre.collector.store.retention import Retention
from tests.collector.world import NOON, item

EVER = date(2000, 1, 1)
MINUTE = 60_000


def suspicious(signal, *, value=1, who=1, at=NOON, **more):
    made = item(value, who=who, at=at, **more)
    for one in signal.split():
        made.quarantine(one)
    return made


def comment_on(vote, text, *, at=NOON):
    return item(None, kind="comment", parent=vote.id, text=text, at=at)


def state_of(store, made):
    return next((row["state"] for row in store.read_table("item") if row["id"] == made.id), None)


@pytest.fixture
def mixed(store):
    """Five suspicious items that differ in every way, by name, and one that counts."""
    made = {
        "fast": suspicious("too_fast", who=1, at=NOON),
        "both": suspicious("too_fast links", who=2, at=NOON + MINUTE),
        "estonian": suspicious("links", who=3, at=NOON + 2 * MINUTE, language="et"),
        "shipping": suspicious("links", who=4, at=NOON + 3 * MINUTE, article="shipping-cost"),
        "score": suspicious("rate", who=5, at=NOON + 4 * MINUTE, kind="csat", article="", version="", value=4),
    }
    store.write([*made.values(), item(1, who=9)])
    return made


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, "fast both estonian shipping score"),
        ({"signal": "too_fast"}, "fast both"),
        ({"signal": "links"}, "both estonian shipping"),
        ({"signal": "link"}, ""),
        ({"signal": "too%"}, ""),
        ({"signal": "too-fast"}, ""),
        ({"kind": "csat"}, "score"),
        ({"language": "et"}, "estonian"),
        ({"article": "shipping-cost"}, "shipping"),
        ({"since": NOON + MINUTE}, "both estonian shipping score"),
        ({"until": NOON + MINUTE}, "fast"),
        ({"since": NOON + MINUTE, "until": NOON + 2 * MINUTE}, "both"),
        ({"signal": "links", "language": "et"}, "estonian"),
        ({"discarded": True}, ""),
    ],
)
def test_a_filter_finds_the_items_that_have_all_of_it(store, mixed, wanted, names):
    found = find_quarantined(store.connection, QuarantineFilter(**wanted))
    assert found == [mixed[name].id for name in names.split()]


def test_signals_are_counted_over_all_items_that_match(store, mixed):
    assert count_signals(store.connection, QuarantineFilter()) == Counter(links=3, too_fast=2, rate=1)
    assert count_signals(store.connection, QuarantineFilter(signal="too_fast")) == Counter(too_fast=2, links=1)


def test_the_words_are_searched_without_regard_to_case_and_wildcards_are_plain_characters(store):
    vote = suspicious("too_fast", value=0, reason="unclear")
    loud, percent = comment_on(vote, "BUY Now"), comment_on(vote, "100% sure_thing")
    store.write([vote, loud, percent])

    def with_text(text):
        return find_quarantined(store.connection, QuarantineFilter(text=text))

    assert with_text("buy n") == [loud.id]
    assert with_text("0% s") == [percent.id]
    assert with_text("%") == [percent.id]
    assert with_text("e_t") == [percent.id]
    assert with_text("uye") == []
    assert with_text("\\") == []


def test_items_that_match_are_read_with_their_words_newest_first(store, mixed):
    found = read_quarantined(store.connection, QuarantineFilter(signal="links"))
    assert [one.signals for one in found] == [("links",), ("links",), ("too_fast", "links")]
    assert found[0].article == "shipping-cost"


def test_an_item_that_was_released_can_be_set_aside_again_with_its_signals(store):
    made = suspicious("too_fast links")
    store.write([made])
    assert store.decide(made.id, "release", NOON)
    assert state_of(store, made) == COUNTED
    assert store.undo(made.id, NOON)
    assert state_of(store, made) == QUARANTINED
    assert [one.signals for one in store.quarantined()] == [("too_fast", "links")]
    assert store.wrong_sums(EVER) == {}
    assert store.votes(EVER, date(2100, 1, 1)) == ()


def test_an_item_that_was_kept_out_can_be_put_back(store):
    made = suspicious("links")
    store.write([made])
    store.decide(made.id, "discard", NOON)
    assert state_of(store, made) == DISCARDED
    assert store.undo(made.id, NOON)
    assert (state_of(store, made), store.count_quarantined()) == (QUARANTINED, 1)


def test_an_answer_that_counted_before_it_was_kept_out_counts_again(store):
    made = item(1)
    store.write([made])
    store.decide(made.id, "discard", NOON)
    assert store.undo(made.id, NOON)
    assert state_of(store, made) == COUNTED
    assert store.wrong_sums(EVER) == {}


def test_the_answer_that_a_released_one_had_replaced_counts_again(store):
    first, second = item(1, at=NOON), suspicious("too_fast", value=0, at=NOON + MINUTE, reason="unclear")
    store.write([first])
    store.write([second])
    store.decide(second.id, "release", NOON)
    assert (state_of(store, first), state_of(store, second)) == (SUPERSEDED, COUNTED)
    store.undo(second.id, NOON)
    assert (state_of(store, first), state_of(store, second)) == (COUNTED, QUARANTINED)
    assert store.wrong_sums(EVER) == {}


def test_the_comments_of_a_vote_follow_it_back(store):
    vote = suspicious("too_fast", value=0, reason="unclear")
    comment = comment_on(vote, "Please explain.")
    store.write([vote, comment])
    store.decide(vote.id, "release", NOON)
    assert len(store.comments(EVER, date(2100, 1, 1))) == 1
    store.undo(vote.id, NOON)
    assert store.comments(EVER, date(2100, 1, 1)) == ()
    assert state_of(store, comment) == QUARANTINED


def test_a_decision_is_undone_once(store):
    made = suspicious("links")
    store.write([made])
    store.decide(made.id, "discard", NOON)
    assert store.undo(made.id, NOON)
    assert not store.undo(made.id, NOON)
    assert not store.undo(made.id, NOON + 1)


def test_a_decision_that_was_followed_by_another_is_not_undone(store):
    made = suspicious("links")
    store.write([made])
    store.decide(made.id, "discard", NOON)
    store.decide(made.id, "release", NOON + 1)
    assert not store.undo(made.id, NOON)
    assert state_of(store, made) == COUNTED


def test_an_erased_item_does_not_come_back(store):
    made = suspicious("links")
    store.write([made])
    store.decide(made.id, "discard", NOON)
    store.erase(made.id, NOON)
    assert not store.undo(made.id, NOON)
    assert state_of(store, made) is None


def test_a_decision_that_changes_nothing_is_not_recorded(store):
    made = item(1)
    store.write([made])
    assert not store.decide(made.id, "release", NOON)
    assert store.decisions(NOON) == []


def test_decisions_are_listed_for_a_day_the_newest_first_with_their_numbers(store):
    made = [suspicious("links", who=number) for number in range(3)]
    store.write(made)
    store.decide(made[0].id, "discard", NOON)
    for one in made[1:]:
        store.decide(one.id, "release", NOON + 5)
    assert store.decisions(NOON + 5) == [Decision(NOON + 5, "release", 2), Decision(NOON, "discard", 1)]
    assert sorted(read_decided(store.connection, NOON + 5)) == sorted(one.id for one in made[1:])
    assert store.decisions(NOON + UNDO_MS) == [Decision(NOON + 5, "release", 2)]
    assert store.decisions(NOON + 5 + UNDO_MS) == []


def test_retention_forgets_the_decisions_that_can_no_longer_be_undone(store):
    made = suspicious("links")
    store.write([made])
    store.decide(made.id, "discard", NOON)
    while store.prune_some(Retention(), NOON + UNDO_MS - 1):
        pass
    assert read_decided(store.connection, NOON) == [made.id]
    while store.prune_some(Retention(), NOON + UNDO_MS):
        pass
    assert read_decided(store.connection, NOON) == []


def test_items_that_counted_until_their_burst_was_noticed_are_set_aside(store):
    votes = [item(1, who=number, at=NOON + number) for number in range(3)]
    store.write(votes)
    waiting = suspicious("links", who=9)
    store.write([waiting])
    assert store.set_aside([*(one.id for one in votes), waiting.id, b"0" * 16], "burst") == 3
    assert Counter(one.signals for one in store.quarantined()) == Counter({("burst",): 3, ("links",): 1})
    assert store.votes(EVER, date(2100, 1, 1)) == ()
    assert store.wrong_sums(EVER) == {}
    assert store.decisions(NOON) == []


def test_the_later_answers_of_a_burst_are_set_aside_with_the_first_ones(store):
    first = [item(1, who=number, at=NOON + number) for number in range(3)]
    later = [
        item(0, who=number, at=NOON + MINUTE + number, reason="unclear", replaces=one.id)
        for number, one in enumerate(first)
    ]
    store.write(first)
    store.write(later)
    assert store.set_aside([one.id for one in first], "burst") == 6
    assert store.votes(EVER, date(2100, 1, 1)) == ()
    assert store.wrong_sums(EVER) == {}


def test_a_filter_can_leave_out_what_was_received_later(store):
    early = suspicious("links", who=1, at=NOON)
    late = suspicious("links", who=2, at=NOON - MINUTE, received=NOON + MINUTE)
    store.write([early, late])
    assert find_quarantined(store.connection, QuarantineFilter(before=NOON)) == [early.id]
    assert len(find_quarantined(store.connection, QuarantineFilter(before=NOON + MINUTE))) == 2
