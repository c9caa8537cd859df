"""The ways of readers through a troubleshooter, as pages send them: see `tests/browser/test_troubleshooter.py`."""

import random
from collections.abc import Mapping
from itertools import count

from helpcentre.articles.troubleshooter import CONTACT, SOLVED, Troubleshooter

OUTCOMES = {SOLVED: "solved", CONTACT: "contacted"}
GIVES_UP, GIVES_UP_AT_WEAK = 0.1, 0.6
WEAK: Mapping[tuple[str, str], str] = {("troubleshooting/payment-declined", "it"): "confirmation"}
"""The step at which most readers give up, by article and language."""
RUNS_PER_VOTE = 0.8


def walk(one: Troubleshooter, weak: str, chance: random.Random) -> tuple[list[str], str, int]:
    """Return the steps in the order of the last visit, the outcome, and the revision: the answers after the first.

    Nobody gives up before the first answer.
    """
    step, steps = one.steps[0], [one.steps[0].id]
    for revision in count():
        answer = chance.choice(step.answers)
        if answer.target in OUTCOMES:
            return steps, OUTCOMES[answer.target], revision
        step = one.by_id[answer.target]
        steps = [*(name for name in steps if name != step.id), step.id]
        if chance.random() < (GIVES_UP_AT_WEAK if step.id == weak else GIVES_UP):
            return steps, "open", revision
    raise AssertionError("there is always another answer")
