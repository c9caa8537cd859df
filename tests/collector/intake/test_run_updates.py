"""A run of a troubleshooter is one item that is sent again with every answer; the highest revision counts."""

from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.ballot import make_ballot
from helpcentre.collector.intake.last_answer_wins import plan_changes, tallies
from helpcentre.collector.intake.rate_limits import RateLimiter, RateLimits
from helpcentre.collector.intake.redacted_item import make_redacted_item
from helpcentre.collector.intake.validate import find_refusal, reason_not_to_store
from helpcentre.collector.items import COUNTED, QUARANTINED, Refusal
from helpcentre.contract.decoding import read_event
from helpcentre.contract.limits import AGE_LIMIT_MS, day_of
from tests.collector.world import NOON, V1, V2, article, item, known, reader

STEPS = [{"id": name, "text": name.title()} for name in ("start", "bulb", "power")]
CATALOGUE = known(article(headings=STEPS), article(language="et", headings=STEPS))
OUTCOMES = ("open", "solved", "contacted")


def run(steps="start bulb", outcome="open", revision=0, **more):
    about = {"kind": "troubleshooter", "identity": b"r" * 16, "article": "payment-declined"}
    made = item(None, **about, steps=steps, outcome=outcome, revision=revision, **more)
    made.version, made.ballot = V1, None
    return made


def event(**more):
    fields = {
        "kind": "troubleshooter", "id": str(uuid4()), "article": "payment-declined", "language": "it", "version": V1,
        "steps": ["start", "bulb"], "outcome": "open",
    }  # fmt: skip
    return read_event(fields | more)


def stored(sent):
    return make_redacted_item(sent, NOON, CATALOGUE, str)


def labels(row):
    return [key[6] for key in tallies(row)]


@pytest.mark.parametrize(
    ("steps", "outcome", "expected"),
    [
        ("start bulb", "open", ["entered", "reached start", "reached bulb", "open bulb"]),
        ("start", "solved", ["entered", "reached start", "solved start"]),
        ("bulb start power", "contacted",
         ["entered", "reached bulb", "reached start", "reached power", "contacted power"]),
    ],
)  # fmt: skip
def test_a_run_counts_as_begun_at_each_step_it_reached_and_at_its_end(steps, outcome, expected):
    assert labels(run(steps, outcome)) == expected


def test_a_run_is_counted_for_its_text_on_the_day_it_began():
    assert {key[:6] for key in tallies(run())} == {("troubleshooter", day_of(NOON), "payment-declined", "it", V1, 0)}


@given(st.permutations(range(4)), st.lists(st.sampled_from(OUTCOMES), min_size=4, max_size=4))
def test_the_last_revision_counts_in_whatever_order_they_arrive(order, outcomes):
    steps = ["start", "start bulb", "start bulb power", "start power bulb"]
    sent = [run(*state, number) for number, state in enumerate(zip(steps, outcomes, strict=True))]
    expected = Counter(tallies(run(steps[-1], outcomes[-1])))
    rows, sums = [], Counter()
    for place in order:
        plan = plan_changes([sent[place]], rows)
        rows = [*plan.inserts, *plan.updates.values()] or rows
        sums.update(plan.sums)
    assert +sums == expected
    assert (rows[0].steps, rows[0].outcome, rows[0].revision) == (steps[-1], outcomes[-1], 3)


@pytest.mark.parametrize(
    "change",
    [
        {"article": "shipping-cost"},
        {"version": V2},
        {"kind": "search"},
        {"revision": 0},
        {"received": NOON + AGE_LIMIT_MS + 1},
    ],
)
def test_an_id_of_another_item_an_old_revision_or_a_late_one_changes_nothing(change):
    later = run("start power", "solved", 1)
    for name, value in change.items():
        setattr(later, name, value)
    plan = plan_changes([later], [run()])
    assert plan.outcomes == ["duplicate"]
    assert not plan.updates
    assert not plan.sums


def test_a_revision_after_seven_days_is_the_last_that_counts():
    later = run("start power", "solved", 1)
    later.received = NOON + AGE_LIMIT_MS
    assert plan_changes([later], [run()]).outcomes == ["updated"]


def test_a_revision_that_is_set_aside_leaves_a_run_that_counts_as_it_is():
    later = run("start power", "solved", 1)
    later.quarantine("visitor_budget")
    plan = plan_changes([later], [run()])
    assert plan.outcomes == ["quarantined"]
    assert not plan.sums


def test_a_run_that_was_set_aside_is_updated_without_being_counted():
    first = run()
    first.state = QUARANTINED
    plan = plan_changes([run("start power", "solved", 1)], [first])
    assert plan.outcomes == ["updated"]
    assert plan.updates[first.id].steps == "start power"
    assert not plan.sums


def test_two_runs_of_one_reader_both_count():
    first, second = event(), event()
    assert make_ballot(reader(1), first) is None
    plan = plan_changes([stored(first), stored(second)], [])
    assert [row.state for row in plan.inserts] == [COUNTED, COUNTED]


def test_a_run_is_stored_with_its_article_text_steps_and_outcome():
    row = stored(event(steps=["bulb", "start"], outcome="solved", revision=4))
    assert (row.kind, row.article, row.language, row.version) == ("troubleshooter", "payment-declined", "it", V1)
    assert (row.steps, row.outcome, row.revision) == ("bulb start", "solved", 4)
    assert (row.text, row.ballot) == (None, None)


def test_steps_that_the_article_never_had_are_left_out_and_repeated_ones_kept_once():
    assert stored(event(steps=["start", "other", "start", "bulb"])).steps == "start bulb"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"language": "et"}, None),
        ({"version": V2}, Refusal(404, "unknown_article")),
        ({"article": "other"}, Refusal(404, "unknown_article")),
        ({"language": "id"}, Refusal(404, "unknown_article")),
        ({"steps": ["start", "other"]}, Refusal(422, "invalid", "steps")),
        ({"steps": ["other", "start"]}, None),
    ],
)
def test_a_run_is_refused_unless_the_site_has_its_text_and_last_step(change, refusal):
    assert find_refusal(event(**change), CATALOGUE) == refusal


def test_a_run_of_a_reader_who_opted_out_is_not_stored():
    assert reason_not_to_store(event(), count_views=False, opted_out=True) == "opted_out"
    assert reason_not_to_store(event(), count_views=False, opted_out=False) is None


def test_runs_do_not_use_up_the_limit_of_votes_about_an_article():
    limiter = RateLimiter(RateLimits(article_hour=2))
    runs = [limiter.count_item(reader(1), run(), None) for _ in range(3)]
    assert runs == [[], [], ["article_budget"]]
    assert limiter.count_item(reader(2), item(1), None) == []
