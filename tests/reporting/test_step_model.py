"""The structural time series, compared with the exact conditional distribution that numpy computes from all at once."""

import itertools
import random
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpcentre.reporting.statistics import step_model
from helpcentre.reporting.statistics.step_model import (
    DRIFTS,
    WANDERING,
    Estimate,
    Observation,
    estimate_step,
    estimate_wandering,
    novelty_weight,
)

USUAL = 0.75


def seen(observation):
    """Return how an observation depends on level, slope, step and novelty."""
    if observation.since is None:
        return np.array([1.0, 0, 0, 0])
    return np.array([1.0, 0, 1, novelty_weight(observation.since)])


def exact(observations, drift, variance):
    """Return the mean and the deviation of the step, and the log density of the observations, without a filter."""
    starts = [step_model.LEVEL_DEVIATION, drift.slope, step_model.STEP_DEVIATION, step_model.NOVELTY_DEVIATION]
    covariances, moves = [np.diag(np.square(starts))], []
    for before, now in itertools.pairwise(observations):
        weeks = now.week - before.week
        kept = exp(-weeks / drift.memory)
        move = np.eye(4)
        move[0, 1], move[1, 1] = drift.memory * (1 - kept), kept
        noise = np.diag([drift.level**2 * weeks, drift.slope**2 * (1 - kept**2), 0, 0])
        covariances.append(move @ covariances[-1] @ move.T + noise)
        moves.append(move)
    size = len(observations)
    joint = np.zeros((size, size, 4, 4))
    for first in range(size):
        path = np.eye(4)
        for second in range(first, size):
            path = moves[second - 1] @ path if second > first else path
            joint[second, first] = path @ covariances[first]
            joint[first, second] = joint[second, first].T
    rows = [seen(one) for one in observations]
    scatter = np.array([[rows[a] @ joint[a, b] @ rows[b] for b in range(size)] for a in range(size)])
    scatter += np.diag([variance / one.total + one.noise for one in observations])
    with_step = np.array([joint[-1, place, 2] @ rows[place] for place in range(size)])
    surprise = np.array([one.share for one in observations]) - USUAL
    gain = np.linalg.solve(scatter, with_step)
    spread = covariances[-1][2, 2] - gain @ with_step
    density = stats.multivariate_normal(mean=np.zeros(size), cov=scatter).logpdf(surprise)
    return float(gain @ surprise), float(np.sqrt(spread)), float(density)


def averaged(observations, variance):
    found = [exact(observations, drift, variance) for drift in DRIFTS]
    weights = np.array([drift.weight for drift in DRIFTS]) * np.exp([one[2] - found[0][2] for one in found])
    weights /= weights.sum()
    mean = sum(weight * one[0] for weight, one in zip(weights, found, strict=True))
    spread = sum(weight * (one[1] ** 2 + (one[0] - mean) ** 2) for weight, one in zip(weights, found, strict=True))
    return mean, spread**0.5


def series(shares, step_at, total=7, noise=0.0):
    return [
        Observation(float(week), share, total, week - step_at if week >= step_at else None, noise)
        for week, share in enumerate(shares)
    ]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40)), min_size=2, max_size=14), st.data())
@settings(max_examples=40)
def test_the_step_is_that_of_the_exact_conditional_distribution(answers, data):
    step_at = data.draw(st.integers(0, len(answers)))
    observations = [
        Observation(1.5 * week, share, total, 1.5 * (week - step_at) if week >= step_at else None, 0.001)
        for week, (share, total) in enumerate(answers)
    ]
    total = sum(one.total for one in observations)
    share = (sum(one.share * one.total for one in observations) + 3 * USUAL) / (total + 3)
    found = estimate_step(observations, USUAL)
    assert (found.mean, found.deviation) == pytest.approx(
        averaged(observations, max(0.05, share * (1 - share))), abs=1e-6
    )


def test_a_share_that_does_not_change_has_no_step():
    found = estimate_step(series([0.75] * 30, step_at=20), USUAL)
    assert found.mean == pytest.approx(0, abs=0.01)
    assert found.interval.low < -0.05 < 0.05 < found.interval.high


def test_a_step_of_thirty_points_is_found_once_its_novelty_is_over():
    found = estimate_step(series([0.5] * 40 + [0.8] * 10, step_at=40, total=14), 0.6)
    assert found.mean == pytest.approx(0.3, abs=0.06)
    assert found.interval.low > 0.1


def test_a_steady_decline_is_not_a_step():
    found = estimate_step(series([0.9 - 0.008 * week for week in range(50)], step_at=40, total=14), USUAL)
    assert abs(found.z) < 0.5


def test_a_repair_after_a_decline_is_measured_from_where_the_decline_had_come_to():
    declined = [0.85 - 0.35 * week / 52 for week in range(52)]
    found = estimate_step(series([*declined, *[0.7] * 12], step_at=52, total=14), USUAL)
    assert found.mean == pytest.approx(0.2, abs=0.06)


def test_three_weeks_of_novelty_are_not_taken_for_a_step():
    fresh = estimate_step(series([0.6] * 40 + [0.8] * 3, step_at=40, total=21), 0.6)
    later = estimate_step(series([0.6] * 40 + [0.8] * 3 + [0.6] * 8, step_at=40, total=21), 0.6)
    assert fresh.z < 1.645
    assert later.mean == pytest.approx(0, abs=0.05)
    assert later.deviation < fresh.deviation


def test_noise_that_is_known_makes_the_step_less_certain():
    clear = estimate_step(series([0.6] * 20 + [0.8] * 8, step_at=20), USUAL)
    noisy = estimate_step(series([0.6] * 20 + [0.8] * 8, step_at=20, noise=0.05), USUAL)
    assert noisy.deviation > clear.deviation


@pytest.mark.parametrize(("since", "weight"), [(0, 1), (3, 1), (3.25, 0.75), (4, 0), (9, 0)])
def test_novelty_lasts_three_weeks_and_is_over_after_four(since, weight):
    assert novelty_weight(since) == pytest.approx(weight)


@given(st.floats(-0.5, 0.5), st.floats(0.001, 0.3))
def test_an_estimate_is_normal(mean, deviation):
    found = Estimate(mean, deviation)
    assert found.interval == pytest.approx(stats.norm(mean, deviation).interval(0.9), abs=1e-9)
    assert found.above_zero == pytest.approx(stats.norm(mean, deviation).sf(0), abs=1e-9)


def test_an_estimate_points_towards_another_of_the_same_sign_only():
    assert Estimate(0.2, 0.1).towards(Estimate(0.1, 0.1)) == pytest.approx(2)
    assert Estimate(-0.2, 0.1).towards(Estimate(-0.1, 0.1)) == pytest.approx(2)
    assert Estimate(-0.2, 0.1).towards(Estimate(0.1, 0.1)) == pytest.approx(-2)


def articles(chance, share, count=30):
    found = []
    for _ in range(count):
        phase = chance.uniform(0, 6.28)
        found.append([
            Observation(float(week), sum(chance.random() < share(week, phase) for _ in range(20)) / 20, 20)
            for week in range(52)
        ])  # fmt: skip
    return found


def test_articles_that_stay_as_they_are_show_no_more_wandering_than_expected():
    assert estimate_wandering(articles(random.Random(1), lambda week, phase: 0.7), USUAL) == WANDERING


def test_articles_with_seasons_at_different_times_show_that_slopes_wander():
    from math import sin

    wild = estimate_wandering(articles(random.Random(1), lambda week, phase: 0.7 + 0.2 * sin(week / 5 + phase)), USUAL)
    assert wild > 0.4


def test_without_articles_wandering_is_as_expected():
    assert estimate_wandering([], USUAL) == estimate_wandering([[]], USUAL) == WANDERING


def test_a_step_is_less_certain_if_slopes_wander():
    observations = series([0.6] * 40 + [0.8] * 8, step_at=40)
    assert estimate_step(observations, USUAL, 0.6).deviation > estimate_step(observations, USUAL).deviation
