"""The runs of a troubleshooter, by step: where it solved the problem, where readers gave up, and which step is weak.

A run is counted from its first answer on, so nobody is counted as giving up at the first step but those who went back
to it: that step is compared with no other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpcentre.reporting.records import RunCount
from helpcentre.reporting.report_model import StepRuns, TroubleshooterRuns
from helpcentre.reporting.statistics.intervals import wilson


def sum_runs(counts: Iterable[RunCount], headings: Sequence[tuple[str, str]]) -> TroubleshooterRuns | None:
    """Return the runs of one article, or None if there are none; `headings` are its (id, text) in page order."""
    sums = Counter[tuple[str, str]]()
    for one in counts:
        sums[one.mark, one.step] += one.n
    entered = sums["entered", ""]
    if entered <= 0:
        return None
    questions = dict(headings)
    reached = {step for mark, step in sums if mark == "reached"}
    order = [name for name, _ in headings if name in reached]
    order += sorted(reached.difference(order))
    steps = [_sum_step(sums, name, questions.get(name, name)) for name in order]
    return TroubleshooterRuns(
        entered,
        sum(step.solved for step in steps),
        sum(step.contacted for step in steps),
        sum(step.stopped for step in steps),
        tuple(steps[:1] + _mark_weak_steps(steps[1:])),
    )


def _sum_step(sums: Counter[tuple[str, str]], step: str, question: str) -> StepRuns:
    reached, solved, contacted, stopped = (sums[mark, step] for mark in ("reached", "solved", "contacted", "open"))
    return StepRuns(step, question, reached, solved, contacted, stopped)


def _mark_weak_steps(steps: Sequence[StepRuns]) -> list[StepRuns]:
    """Return the steps with the weak ones marked."""
    reached, stopped = sum(step.reached for step in steps), sum(step.stopped for step in steps)
    return [_mark_step(step, stopped - step.stopped, reached - step.reached) for step in steps]


def _mark_step(step: StepRuns, stopped_elsewhere: int, reached_elsewhere: int) -> StepRuns:
    here, elsewhere = wilson(step.stopped, step.reached), wilson(stopped_elsewhere, reached_elsewhere)
    return replace(step, is_weak=here.low > elsewhere.high)
