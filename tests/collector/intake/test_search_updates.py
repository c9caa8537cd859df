"""A search is one item that is sent again: the highest revision counts, whatever order and batches they arrive in."""

from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.last_answer_wins import plan_changes, tallies
from helpcentre.collector.items import COUNTED, DISCARDED, QUARANTINED
from helpcentre.contract.limits import AGE_LIMIT_MS, day_of
from tests.collector.world import DAY, NOON, item

OUTCOMES = ("", "open", "clicked", "refined", "abandoned", "contacted")


def search(revision=0, *, identity=b"s" * 16, text=None, ballot=b"reso", results=3, **more):
    made = item(None, kind="search", identity=identity, results=results, text=text, revision=revision, **more)
    made.ballot = ballot
    return made


def copy_of(row):
    return type(row)(*(getattr(row, name) for name in row.__struct_fields__))


def labels(row):
    return {key[6] for key in tallies(row)}


def settle(batches, stored=()):
    """Return the rows by id and the sums after some batches, each planned against what is stored by then."""
    rows, sums, outcomes = {row.id: row for row in stored}, Counter(), []
    for batch in batches:
        plan = plan_changes(batch, [copy_of(row) for row in rows.values()])
        rows |= {row.id: row for row in (*plan.inserts, *plan.updates.values(), *plan.changes.values())}
        sums.update(plan.sums)
        outcomes += plan.outcomes
    return rows, +sums, outcomes


@given(
    st.permutations(range(5)),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 2), st.booleans()), min_size=5, max_size=5),
)
def test_the_last_revision_counts_in_any_order_and_any_batches(order, splits, states):
    revisions = [
        search(number, outcome=outcome, results=results, clicked="faq/x" if clicked else "", text=f"words {number}")
        for number, (outcome, results, clicked) in enumerate(states)
    ]
    last, expected = copy_of(revisions[-1]), Counter(tallies(revisions[-1]))
    batches = [[]]
    for place, split in zip(order, splits, strict=True):
        if split:
            batches.append([])
        batches[-1].append(revisions[place])
    rows, sums, _ = settle(batches)
    (kept,) = rows.values()
    for name in ("results", "clicked", "text", "outcome", "revision"):
        assert getattr(kept, name) == getattr(last, name)
    assert sums == expected


@pytest.mark.parametrize(
    ("outcome", "results", "clicked", "marks"),
    [
        ("", 3, "", {"searches", "unclicked"}),
        ("", 3, "faq/x", {"searches"}),
        ("", 0, "", {"searches", "zero"}),
        ("open", 3, "", {"searches", "open"}),
        ("open", 0, "", {"searches", "zero"}),
        ("clicked", 3, "faq/x", {"searches"}),
        ("clicked", 3, "", {"searches"}),  # a page that is not an article
        ("refined", 3, "", {"searches", "unclicked", "refined"}),
        ("refined", 3, "faq/x", {"searches", "refined"}),
        ("refined", 0, "", {"searches", "zero", "refined"}),
        ("abandoned", 3, "", {"searches", "unclicked", "abandoned"}),
        ("contacted", 3, "faq/x", {"searches", "contacted"}),
    ],
)
def test_each_outcome_has_its_marks(outcome, results, clicked, marks):
    assert labels(search(outcome=outcome, results=results, clicked=clicked)) == marks


def test_an_update_says_so_and_a_repetition_changes_nothing():
    first, second = search(0, outcome="open"), search(1, outcome="clicked", clicked="faq/x")
    rows, sums, outcomes = settle([[first], [second], [search(1, outcome="abandoned")], [search(0)]])
    assert outcomes == ["stored", "updated", "duplicate", "duplicate"]
    assert rows[first.id].outcome == "clicked"
    assert {key[6]: n for key, n in sums.items()} == {"searches": 1}


def test_an_update_within_one_batch_is_written_once():
    plan = plan_changes([search(0, outcome="open"), search(1, outcome="abandoned", text="reso")], [])
    assert [(row.outcome, row.text) for row in plan.inserts] == [("abandoned", "reso")]
    assert not plan.updates


def test_words_that_are_no_longer_needed_are_dropped():
    rows, _, _ = settle([[search(1, outcome="abandoned", text="reso")], [search(2, outcome="clicked", clicked="x")]])
    assert rows[b"s" * 16].text is None


def test_the_day_the_language_and_the_first_time_stay():
    first = search(0, outcome="open")
    later = search(1, outcome="abandoned", at=NOON + DAY, language="et")
    rows, sums, _ = settle([[first], [later]])
    assert (rows[first.id].occurred, rows[first.id].language) == (NOON, "it")
    assert {key[1] for key in sums} == {day_of(first.occurred)}


@pytest.mark.parametrize(("late", "outcome"), [(AGE_LIMIT_MS, "updated"), (AGE_LIMIT_MS + 1, "duplicate")])
def test_updates_are_taken_for_seven_days(late, outcome):
    assert settle([[search(0)], [search(1, received=NOON + late)]])[2] == ["stored", outcome]


def test_only_a_search_is_updated_and_only_by_a_search():
    identity = uuid4().bytes
    vote, other = item(1, identity=identity), search(5, identity=identity)
    assert settle([[vote], [other]])[2] == ["stored", "duplicate"]
    again = item(0, identity=b"s" * 16, revision=7)
    assert settle([[search(0)], [again]])[2] == ["stored", "duplicate"]


def test_an_erased_search_does_not_come_back():
    plan = plan_changes([search(3)], [], frozenset({b"s" * 16}))
    assert (plan.outcomes, plan.inserts) == (["duplicate"], [])


def test_a_quarantined_update_leaves_a_search_that_counts_alone():
    flood = search(1, outcome="abandoned", text="x")
    flood.quarantine("visitor_budget")
    rows, sums, outcomes = settle([[search(0, outcome="open")], [flood]])
    assert outcomes == ["stored", "quarantined"]
    assert (rows[b"s" * 16].outcome, rows[b"s" * 16].state) == ("open", COUNTED)
    assert {key[6] for key in sums} == {"searches", "open"}


@pytest.mark.parametrize("state", [QUARANTINED, DISCARDED])
def test_an_update_of_a_search_that_does_not_count_changes_no_sum(state):
    aside = search(0, outcome="open")
    aside.state, aside.signals = state, "visitor_budget"
    rows, sums, outcomes = settle([[search(1, outcome="abandoned", text="x")]], [aside])
    assert outcomes == ["updated"]
    assert (rows[aside.id].state, rows[aside.id].signals, rows[aside.id].text) == (state, "visitor_budget", "x")
    assert not sums


def test_a_reader_who_typed_on_is_compared_by_the_new_words():
    once = search(0, identity=b"o" * 16, text="refund", ballot=b"refund")
    typing, typed = search(0, text="ref", ballot=b"ref"), search(1, text="refund", ballot=b"refund")
    rows, _, _ = settle([[once], [typing], [typed]])
    assert (rows[b"s" * 16].repeat, rows[b"s" * 16].ballot) == (1, b"refund")
    alone, _, _ = settle([[typing], [search(1, text="refund", ballot=b"refund")]])
    assert alone[b"s" * 16].repeat == 0


def test_a_later_search_for_the_same_words_does_not_make_the_first_a_repetition():
    first, second = search(0, text="reso"), search(0, identity=b"t" * 16, text="reso")
    rows, _, _ = settle([[first, second], [search(1, text="reso", outcome="refined")]])
    assert (rows[b"s" * 16].repeat, rows[b"t" * 16].repeat) == (0, 1)


def test_a_readers_hash_that_was_erased_does_not_come_back():
    former = search(0, text="reso", ballot=None)
    rows, _, _ = settle([[search(1, text="reso", ballot=b"new day")]], [former])
    assert rows[b"s" * 16].ballot is None


def test_words_left_behind_in_a_batch_are_no_longer_searched_before():
    typing, typed = search(0, text="ref", ballot=b"ref"), search(1, text="refund", ballot=b"refund")
    again = search(0, identity=b"t" * 16, text="ref", ballot=b"ref")
    plan = plan_changes([typing, typed, again], [])
    assert [row.repeat for row in plan.inserts] == [0, 0]
