"""The effect of an edit on the share of readers it helps, as an estimate with its interval, and a verdict from it.

The answers after an edit are compared with those before it, after the movement of the whole site has been taken off
both. Drift before the edit and the novelty of a new text are part of the model (`statistics/step_model.py`). Languages
edited at the same time inform each other's estimates: their effects are drawn towards each other (partial pooling).

An edit is judged at fixed times only, at the end of its 6th, 8th and 12th calendar week, because a question that is
asked again with every answer is answered wrongly sooner or later.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from helpcentre.reporting.calendar_bins import days_of_week, week_of
from helpcentre.reporting.edit_evidence import NEEDED, Sides, Timeline, find_series, split_sides, widen
from helpcentre.reporting.report_model import EditEffect, Outcome
from helpcentre.reporting.statistics.intervals import Z90
from helpcentre.reporting.statistics.step_model import STEP_DEVIATION, Estimate, Observation, estimate_step

LEAST = 5  # answers on each side below which no change is reported
LOOKS = (6, 8, 12)  # calendar weeks, that of the edit included
LOOK_BEFORE_FIRST = 4
EARLY_Z = 0.4  # deviations that the first look asks for beyond the 90% interval
IN_SIGHT = 0.8  # deviations by which the look before has to point the same way
RECENT_Z = 1.2  # deviations by which the answers just before and since have to differ on their own
BETWEEN_LANGUAGES = 0.08  # the deviation of the effects of one edit in several languages
SAME_TIME_WEEKS = 2


def judge_edit(timeline: Timeline, number: int, others: Iterable[Timeline] = ()) -> EditEffect:
    """Judge the edit with which period `number` (from 1) began; `others` are the article's other languages.

    Of the other languages those count whose last edit was within two weeks of this one.
    """
    first = find_series(timeline, number)
    week = week_of(timeline.start(first))
    near = tuple((one, found) for one in others if (found := _find_near(one, week)) is not None)
    edit = _Edit(timeline, first, number, near)
    reached = [weeks for weeks in LOOKS if _last_day(week, weeks) <= timeline.bins.last]
    through = _last_day(week, reached[-1]) if reached else timeline.bins.last
    look = edit.look(through)
    return EditEffect(
        outcome=_decide_outcome(edit, look, [LOOK_BEFORE_FIRST, *reached], week) if reached else "not_enough",
        before=look.sides.before,
        after=look.sides.after,
        since=timeline.periods[first].since,
        version=timeline.periods[number].latest,
        effect=look.effect,
        through=date.fromordinal(through),
        first_look=date.fromordinal(_last_day(week, LOOKS[0])),
        needed=NEEDED,
        movement=look.sides.movement,
        edits=number - first + 1,
    )


class _Look(NamedTuple):
    """The answers up to a day, the estimate from all of them, and the one from the answers just before and since."""

    sides: Sides
    effect: Estimate
    recent: Estimate


class _Edit(NamedTuple):
    """A series of edits of one language, and the places of those in other languages at the same time."""

    timeline: Timeline
    first: int
    number: int
    near: tuple[tuple[Timeline, tuple[int, int]], ...]

    def look(self, through: int) -> _Look:
        """Return the estimates with the answers up to the day `through`."""
        sides = split_sides(self.timeline, self.first, self.number, through)
        others = [split_sides(one, *place, through) for one, place in self.near]
        others = [one for one in others if one.after.total]
        effect = _pool_languages([_estimate_effect(one, self.timeline) for one in (sides, *others)])
        return _Look(sides, effect, _pool_languages([one.recent for one in (sides, *others)]))


def _decide_outcome(edit: _Edit, look: _Look, looks: Sequence[int], week: int) -> Outcome:
    """Return the outcome at the last of some looks (in weeks since `week`)."""
    answers = min(look.sides.before.total, look.sides.after.total)
    needed = Z90 + (EARLY_Z if looks[-1] == LOOKS[0] else 0.0)
    effect = look.effect
    if answers >= LEAST and abs(effect.z) >= needed and look.recent.towards(effect) >= RECENT_Z:
        before = edit.look(_last_day(week, looks[-2])).effect
        if before.towards(effect) >= IN_SIGHT:
            return "better" if effect.mean > 0 else "worse"
    return "no_difference" if answers >= NEEDED and looks[-1] > LOOKS[0] else "not_enough"


def _last_day(week: int, weeks: int) -> int:
    """Return the last day of the first `weeks` weeks from `week` on."""
    return days_of_week(week, weeks)[1]


def _find_near(timeline: Timeline, week: int) -> tuple[int, int] | None:
    """Return the series of the last edit of another language if it was at about the same time."""
    last = len(timeline.periods) - 1
    if last < 1:
        return None
    first = find_series(timeline, last)
    return (first, last) if abs(week_of(timeline.start(first)) - week) <= SAME_TIME_WEEKS else None


def _estimate_effect(sides: Sides, timeline: Timeline) -> Estimate:
    if not sides.observations:
        return Estimate(0.0, STEP_DEVIATION)
    found = _estimate_cached(sides.observations, round(timeline.usual, 2), round(timeline.wandering, 2))
    return widen(found, sides.movement)


@lru_cache(maxsize=1 << 13)  # the answers of complete weeks do not change from one report to the next
def _estimate_cached(observations: tuple[Observation, ...], usual: float, wandering: float) -> Estimate:
    return estimate_step(observations, usual, wandering)


def _pool_languages(languages: Sequence[Estimate]) -> Estimate:
    """Return the first of some estimates, drawn towards the mean of all by as much as it is uncertain.

    The effects in several languages are normal around a common mean with a known deviation (empirical Bayes: B. Efron,
    C. Morris, JASA 70, 1975).
    """
    mine = languages[0]
    if len(languages) == 1:
        return mine
    between = BETWEEN_LANGUAGES**2
    weights = [1 / (one.deviation**2 + between) for one in languages]
    scale = sum(weights)
    mean = sum(weight * one.mean for weight, one in zip(weights, languages, strict=True)) / scale
    own = between / (between + mine.deviation**2)
    return Estimate(own * mine.mean + (1 - own) * mean, sqrt(own * mine.deviation**2 + (1 - own) ** 2 / scale))
