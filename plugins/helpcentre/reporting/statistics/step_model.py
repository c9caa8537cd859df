"""Estimate the step of a share at a known moment, when the share may also have drifted before and after it.

The share of helped readers is modelled as a level that drifts, plus a step at the moment of an edit, plus a novelty
that fades within four weeks of it: a structural time series (A. C. Harvey, "Forecasting, Structural Time Series Models
and the Kalman Filter", 1989), filtered forward with a four-dimensional Kalman filter. How a share drifts is not known,
so three kinds of drift are filtered and averaged by how well each predicts the answers (Bayesian model averaging,
J. A. Hoeting et al., Statistical Science 14, 1999): hardly any, a steady slope, and a slope that wanders.

Times are weeks, shares are from 0 to 1. The result does not depend on the order of floats beyond rounding.
"""

from collections.abc import Sequence
from math import copysign, erfc, exp, log, sqrt
from typing import NamedTuple

from helpcentre.reporting.statistics.intervals import Z90, Interval

LEVEL, SLOPE, STEP, NOVELTY = range(4)
LEVEL_DEVIATION = 0.15  # of articles' shares around the site's
STEP_DEVIATION = 0.25  # before any answer: a step of 25 points is usual, one of 60 is not
NOVELTY_DEVIATION = 0.15
NOVELTY_WEEKS, NOVELTY_END = 3.0, 4.0  # a new text may be judged by its newness for three weeks, in the fourth less
LEAST_VARIANCE = 0.05  # of a single answer: that of a share of 95%
PRIOR_ANSWERS = 3.0


WANDERING = 0.15  # the share of articles whose slope wanders, unless a site shows that more of its articles do
WORTH = 20.0  # the articles that this is worth


class Drift(NamedTuple):
    """A kind of drift: deviations per square root of a week of the level, per week of the slope, and its memory."""

    weight: float
    level: float
    slope: float
    memory: float  # weeks in which a slope forgets all but 1/e of itself


DRIFTS = (
    Drift(0.15, 0.004, 0.002, 16.0),  # hardly any
    Drift(0.70, 0.001, 0.010, 1000.0),  # steady
    Drift(WANDERING, 0.004, 0.014, 12.0),  # wandering: seasons, fashions
)


class Observation(NamedTuple):
    """The answers of a short time around `week`.

    `share` is what is compared (the share of Yes, with what moved the whole site taken off), of `total` answers;
    `noise` the variance of the latter. `since` is the number of weeks since the step, None before it.
    """

    week: float
    share: float
    total: float
    since: float | None = None
    noise: float = 0.0


class Estimate(NamedTuple):
    """An estimate with its standard deviation, taken as normal."""

    mean: float
    deviation: float

    @property
    def interval(self) -> Interval:
        """The 90% interval."""
        return Interval(self.mean - Z90 * self.deviation, self.mean + Z90 * self.deviation)

    @property
    def z(self) -> float:
        """The number of deviations between the estimate and zero."""
        return self.mean / self.deviation

    @property
    def above_zero(self) -> float:
        """The probability that the true value is above zero."""
        return 0.5 * erfc(-self.z / sqrt(2))

    def towards(self, other: "Estimate") -> float:
        """Return how many deviations the estimate is away from zero in the direction of another one."""
        return copysign(self.z, self.mean * other.mean)


def estimate_step(observations: Sequence[Observation], usual: float, wandering: float = WANDERING) -> Estimate:
    """Return the step in some observations, in order of time, at least one.

    `usual` is the site's mean share, `wandering` the share of articles whose slope wanders.
    """
    fits = _fit_drifts(observations, usual)
    weights = _weigh_drifts(fits, wandering)
    scale = sum(weights)
    mean = sum(weight * fit.mean[STEP] for weight, fit in zip(weights, fits, strict=True)) / scale
    spread = sum(
        weight * (fit.spread[STEP][STEP] + (fit.mean[STEP] - mean) ** 2)
        for weight, fit in zip(weights, fits, strict=True)
    )
    return Estimate(mean, sqrt(spread / scale))


def estimate_wandering(articles: Sequence[Sequence[Observation]], usual: float) -> float:
    """Return the share of articles whose slope wanders, from the observations of some that were not edited.

    By expectation maximisation, with a prior worth 20 articles; never less than the prior's mean, because the few
    articles that are edited may wander although the others do not.
    """
    fits = [_fit_drifts(one, usual) for one in articles if one]
    share = WANDERING
    for _ in range(5):
        chances = []
        for one in fits:
            weights = _weigh_drifts(one, share)
            chances.append(weights[-1] / sum(weights))
        share = max(WANDERING, (WORTH * WANDERING + sum(chances)) / (WORTH + len(chances)))
    return share


def _fit_drifts(observations: Sequence[Observation], usual: float) -> list["_Filter"]:
    total = sum(one.total for one in observations)
    share = (sum(one.share * one.total for one in observations) + PRIOR_ANSWERS * usual) / (total + PRIOR_ANSWERS)
    variance = max(LEAST_VARIANCE, share * (1 - share))
    return [_Filter(drift, usual).run(observations, variance) for drift in DRIFTS]


def _weigh_drifts(fits: Sequence["_Filter"], wandering: float) -> list[float]:
    """Return the weight of each kind of drift by how well it predicted; the last one is the wandering slope."""
    best = max(fit.evidence for fit in fits)
    others = (1 - wandering) / (1 - WANDERING)
    prior = [drift.weight * others for drift in DRIFTS[:-1]] + [wandering]
    return [weight * exp(fit.evidence - best) for weight, fit in zip(prior, fits, strict=True)]


def novelty_weight(since: float) -> float:
    """Return how much of its novelty a text has left after some weeks: 1 for three, 0 from the fourth on."""
    return min(1.0, max(0.0, (NOVELTY_END - since) / (NOVELTY_END - NOVELTY_WEEKS)))


class _Filter:
    """A Kalman filter of level, slope, step and novelty; `evidence` is the log likelihood but for a constant."""

    def __init__(self, drift: Drift, usual: float) -> None:
        self.drift = drift
        self.mean = [usual, 0.0, 0.0, 0.0]
        deviations = (LEVEL_DEVIATION, drift.slope, STEP_DEVIATION, NOVELTY_DEVIATION)
        self.spread = [[own**2 if row == column else 0.0 for column in range(4)] for row, own in enumerate(deviations)]
        self.evidence = 0.0

    def run(self, observations: Sequence[Observation], variance: float) -> "_Filter":
        """Take in observations whose single answers have this variance."""
        week = observations[0].week
        for one in observations:
            if one.week > week:
                self._pass_time(one.week - week)
                week = one.week
            self._take_in(one, variance)
        return self

    def _pass_time(self, weeks: float) -> None:
        """Let the level follow its slope, and the slope go back towards zero, each with some chance."""
        drift, mean, spread = self.drift, self.mean, self.spread
        kept = exp(-weeks / drift.memory)
        gain = drift.memory * (1 - kept)
        mean[LEVEL] += gain * mean[SLOPE]
        mean[SLOPE] *= kept
        for other in range(4):  # rows, then columns: the covariance is F P F'
            spread[LEVEL][other] += gain * spread[SLOPE][other]
            spread[SLOPE][other] *= kept
        for other in range(4):
            spread[other][LEVEL] += gain * spread[other][SLOPE]
            spread[other][SLOPE] *= kept
        spread[LEVEL][LEVEL] += drift.level**2 * weeks
        spread[SLOPE][SLOPE] += drift.slope**2 * (1 - kept * kept)

    def _take_in(self, one: Observation, variance: float) -> None:
        """Update by one observation of the level and, after the step, of step and novelty."""
        mean, spread = self.mean, self.spread
        seen = ((LEVEL, 1.0),)
        if one.since is not None:
            seen = ((LEVEL, 1.0), (STEP, 1.0), (NOVELTY, novelty_weight(one.since)))  # type: ignore[assignment]
        covered = [sum(weight * row[state] for state, weight in seen) for row in spread]
        expected = sum(weight * mean[state] for state, weight in seen)
        scatter = sum(weight * covered[state] for state, weight in seen) + variance / one.total + one.noise
        surprise = one.share - expected
        self.evidence -= 0.5 * (log(scatter) + surprise * surprise / scatter)
        for row in range(4):
            gain = covered[row] / scatter
            mean[row] += gain * surprise
            spread[row] = [value - gain * other for value, other in zip(spread[row], covered, strict=True)]
