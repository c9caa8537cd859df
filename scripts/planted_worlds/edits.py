"""Edits of which half change nothing: how often a verdict is right once it dares to speak."""

import random
from datetime import UTC, datetime

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.edit_effect import judge_edit
from helpcentre.reporting.statistics.prior import LEAST

SINCE = datetime(2026, 11, 2, tzinfo=UTC)


def spoken(edits: int, step: int = 1, most: int = 120) -> tuple[int, int, int]:
    """Return how many verdicts were right, wrong, and never spoken; asked after every `step` answers, `most` of them.

    Before the edit there are 10, 30, 80 or 200 answers at a share Beta(4, 4); after it the same share, or a new one
    from Beta(7, 2.5).
    """
    chance, right, wrong = random.Random(20), 0, 0
    for _ in range(edits):
        before = chance.betavariate(4, 4)
        after = before if chance.random() < 0.5 else chance.betavariate(7, 2.5)
        asked = chance.choice([10, 30, 80, 200])
        yes = sum(chance.random() < before for _ in range(asked))
        said = _first_word(Answers(yes, asked - yes), after, chance, step, most)
        if said:
            truth = "better" if after > before else "worse" if after < before else ""
            right, wrong = right + (said == truth), wrong + (said != truth)
    return right, wrong, edits - right - wrong


def _first_word(before: Answers, share: float, chance: random.Random, step: int, most: int) -> str | None:
    yes = no = 0
    for asked in range(1, most + 1):
        if chance.random() < share:
            yes += 1
        else:
            no += 1
        if asked >= LEAST and asked % step == 0:
            found = judge_edit(before, Answers(yes, no), SINCE, "b" * 16).outcome
            if found in ("better", "worse"):
                return found
    return None
