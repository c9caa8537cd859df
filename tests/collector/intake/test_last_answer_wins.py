"""One reader counts once and the last answer wins, whatever comes in whatever order."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from helpcentre.collector.intake.last_answer_wins import plan_changes
from helpcentre.collector.items import COUNTED, QUARANTINED, SUPERSEDED
from helpcentre.collector.store.opening import open_store
from tests.collector.world import DAY, NOON, V1, V2, item, manifest


def test_the_result_does_not_depend_on_how_answers_are_batched():
    votes = [item(value, at=NOON + at) for value, at in ((1, 0), (0, 7), (1, 3), (0, 5))]
    whole = plan_changes(votes, [])
    assert [vote.state for vote in whole.inserts] == [1, 0, 1, 1]
    assert {key[5]: n for key, n in whole.sums.items() if key[0] == "vote" and n} == {0: 1}


@pytest.mark.parametrize(("kind", "value"), [("csat", 4), ("nps", 9)])
def test_a_score_counts_once_for_the_whole_site(kind, value):
    plan = plan_changes([item(value, kind=kind, article="")], [])

    assert [(key[0], key[2], key[5], n) for key, n in plan.sums.items()] == [(kind, "", value, 1)]


def test_a_view_is_counted_and_never_stored():
    plan = plan_changes([item(kind="view", article="payment-declined")], [])

    assert (plan.inserts, plan.outcomes) == ([], ["stored"])
    assert [(key[0], key[2], n) for key, n in plan.sums.items()] == [("view", "payment-declined", 1)]


def test_a_comment_that_comes_before_its_vote_counts_from_then_on():
    vote = item(0)
    comment = item(kind="comment", parent=vote.id, text="Where?")
    together = plan_changes([comment, vote], [])
    assert (together.inserts, together.changes) == ([comment, vote], {})
    assert (comment.state, comment.signals) == (COUNTED, "")

    comment = item(kind="comment", parent=vote.id, text="Where?")
    plan_changes([comment], [])
    assert (comment.state, comment.signals) == (QUARANTINED, "no_vote")
    later = plan_changes([vote], [comment])
    assert (later.inserts, later.changes) == ([vote], {comment.id: comment})


def test_an_answer_that_says_which_one_it_replaces_may_come_first():
    old = item(1, at=NOON)
    new = item(0, at=NOON + 5, who=2, replaces=old.id)
    plan_changes([new], [])
    late = plan_changes([old], [new])

    assert (new.state, old.state) == (COUNTED, SUPERSEDED)
    assert {key[5]: n for key, n in late.sums.items() if key[0] == "vote" and n} == {}


def test_an_erased_item_is_refused():
    vote = item(1)
    plan = plan_changes([vote], [], frozenset({vote.id}))

    assert (plan.inserts, plan.outcomes, plan.sums) == ([], ["duplicate"], {})


class LastAnswerWins(RuleBasedStateMachine):
    """A store against the plainest model of the rule: of each reader's good answers the one given last counts."""

    votes = Bundle("votes")

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(f"sqlite:///{Path(self.folder.name)}/f.db", synchronous="OFF")
        self.store.learn(manifest(), NOON)
        self.model = {}  # id -> [question, occurred, order, value, state]
        self.order = 0

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def _add(self, made, question, value, good):
        self.order += 1
        self.model[made.id] = [question, made.occurred, made.received, self.order, value, "good" if good else "aside"]

    @rule(
        target=votes,
        who=st.integers(1, 3),
        version=st.sampled_from([V1, V2]),
        day=st.integers(0, 1),
        late=st.integers(0, 20),
        value=st.integers(0, 1),
        good=st.booleans() | st.just(True),
    )
    def vote(self, who, version, day, late, value, good):
        self.order += 1
        received = NOON + day * DAY + self.order
        made = item(value, who=who, version=version, received=received, at=received - late)
        if not good:
            made.quarantine("visitor_budget")
        assert self.store.write([made]) == ["stored" if good else "quarantined"]
        self._add(made, (who, version, day), value, good)
        return made.id

    @rule(identity=votes)
    def send_again(self, identity):
        if identity in self.model:
            assert self.store.write([item(1, who=99, identity=identity)]) == ["duplicate"]

    @rule(identity=votes)
    def release(self, identity):
        if identity in self.model:
            aside = self.model[identity][5] == "aside"
            assert self.store.decide(identity, "release", NOON) == aside
            self.model[identity][5] = "good"

    @invariant()
    def sums_agree_with_the_model(self):
        if not hasattr(self, "store"):
            return
        last = {}
        for question, occurred, received, order, value, state in self.model.values():
            if state == "good":
                last[question] = max(last.get(question, (0,)), (occurred, received, order, value))
        expected = sorted((question[1], answer[3]) for question, answer in last.items())
        votes = self.store.votes(date(2000, 1, 1), date(2100, 1, 1))
        assert sorted((v.version, v.value) for v in votes for _ in range(v.n)) == expected
        assert self.store.wrong_sums(date(2000, 1, 1)) == {}


def test_the_last_answer_wins_in_every_history(rounds):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        LastAnswerWins,
        settings=settings(
            max_examples=rounds(25, 300), stateful_step_count=15, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
