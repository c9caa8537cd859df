import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from helpcentre.reporting.statistics.beta import Beta, incomplete_beta
from helpcentre.reporting.statistics.comparison import probability_above
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.statistics.prior import FALLBACK, fit_prior

shapes = st.floats(0.05, 5000)


@given(st.floats(0, 1), shapes, shapes)
@settings(max_examples=400)
def test_the_incomplete_beta_agrees_with_scipy_to_ten_digits(x, a, b):
    assert incomplete_beta(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-10)


def test_the_incomplete_beta_agrees_with_scipy_on_a_grid_of_small_and_large_shapes():
    for a in (0.1, 0.5, 1, 2, 6, 18, 99, 730, 12000):
        for b in (0.1, 0.5, 1, 2, 8, 31, 250, 4000):
            for x in (1e-9, 0.01, 0.2, 0.5, 0.7, 0.95, 1 - 1e-9):
                assert abs(incomplete_beta(x, a, b) - special.betainc(a, b, x)) < 1e-10, (x, a, b)


def test_a_beta_with_no_counts_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        incomplete_beta(0.5, 0, 1)


@given(st.integers(1, 400), st.data())
def test_wilsons_interval_is_scipys(total, data):
    yes = data.draw(st.integers(0, total))
    theirs = stats.binomtest(yes, total).proportion_ci(0.90, method="wilson")
    ours = wilson(yes, total)
    assert ours.low == pytest.approx(theirs.low, abs=1e-9)
    assert ours.high == pytest.approx(theirs.high, abs=1e-9)


def test_without_answers_the_interval_is_everything():
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.floats(0.5, 300), st.floats(0.5, 300), st.floats(0.05, 0.99))
@settings(max_examples=60)
def test_the_shortfall_is_the_integral_of_the_gap(a, b, target):
    # E[(T-p)+] is the area under the distribution function up to T.
    steps = 1000
    area = float(special.betainc(a, b, [target * (i + 0.5) / steps for i in range(steps)]).mean()) * target
    assert Beta(a, b).shortfall(target) == pytest.approx(area, abs=2e-4)


@given(st.floats(0.5, 300), st.floats(0.5, 300), st.floats(0.01, 0.99))
def test_a_quantile_leaves_its_share_below_it(a, b, probability):
    belief = Beta(a, b)
    assert belief.below(belief.quantile(probability)) == pytest.approx(probability, abs=1e-6)


@pytest.mark.parametrize(
    ("new", "old", "margin"),
    [
        (Beta(18, 5), Beta(36, 51), 0),
        (Beta(2, 2), Beta(2, 2), 0),
        (Beta(500, 500), Beta(520, 480), -0.05),
        (Beta(1, 9), Beta(9, 1), 0.1),
        (Beta(0.5, 0.5), Beta(30, 3), 0),
    ],
)
def test_the_chance_of_being_better_agrees_with_numerical_integration(new, old, margin):
    steps = 40_000
    grid = special.betaincinv(new.a, new.b, [(i + 0.5) / steps for i in range(steps)])
    exact = float(special.betainc(old.a, old.b, (grid - margin).clip(0, 1)).mean())
    assert probability_above(new, old, margin) == pytest.approx(exact, abs=5e-4)


usual = st.floats(2, 2000)


@given(usual, usual, usual, usual, st.floats(0, 0.2))
@settings(max_examples=60)
def test_the_chance_of_being_better_agrees_with_numerical_integration_to_four_digits(a, b, c, d, margin):
    steps = 10_000
    grid = special.betaincinv(a, b, [(i + 0.5) / steps for i in range(steps)])
    exact = float(special.betainc(c, d, (grid - margin).clip(0, 1)).mean())
    assert probability_above(Beta(a, b), Beta(c, d), margin) == pytest.approx(exact, abs=1e-4)


@given(st.floats(1, 200), st.floats(1, 200), st.floats(1, 200), st.floats(1, 200))
@settings(max_examples=100)
def test_one_of_two_is_the_better_one(a, b, c, d):
    there = probability_above(Beta(a, b), Beta(c, d))
    back = probability_above(Beta(c, d), Beta(a, b))
    assert there + back == pytest.approx(1, abs=0.002)


def test_the_prior_is_found_again_from_the_votes_it_made():
    import random

    chance = random.Random(7)
    counts = []
    for _ in range(3000):
        p = chance.betavariate(6, 2)
        total = chance.choice([5, 8, 20, 60])
        yes = sum(chance.random() < p for _ in range(total))
        counts.append((yes, total - yes))
    prior = fit_prior(counts)
    assert prior.mean == pytest.approx(0.75, abs=0.01)
    assert prior.a + prior.b == pytest.approx(8, rel=0.15)


def test_too_few_articles_give_the_fallback_prior():
    assert fit_prior([(3, 40), (50, 2), (4, 0)]) == FALLBACK
    assert fit_prior([]) == FALLBACK
    assert fit_prior([(9, 0)] * 8) == FALLBACK


def test_articles_that_all_agree_give_a_strong_prior_but_not_an_endless_one():
    prior = fit_prior([(75, 25)] * 40)
    assert prior.a + prior.b == pytest.approx(200)
    assert prior.mean == pytest.approx(0.75)


def test_articles_that_are_all_good_or_all_bad_give_a_weak_prior():
    prior = fit_prior([(50, 0)] * 20 + [(0, 50)] * 20)
    assert prior.a + prior.b == pytest.approx(2)


@pytest.mark.parametrize(
    ("new", "old", "margin", "exact"),
    [
        # computed with scipy: the integral of old.cdf(new.ppf(q) - margin) over q
        ((0.5, 0.5), (2, 3), 0, 0.57031),
        ((0.5, 0.5), (2, 3), 0.1, 0.49786),
        ((0.8, 5), (0.7, 9), 0, 0.66070),
        ((0.8, 5), (0.7, 9), 0.1, 0.33697),
        ((1.5, 0.6), (30, 20), 0.1, 0.59845),
        ((0.3, 4), (0.3, 4), 0.1, 0.16689),
        ((0.9, 200), (0.9, 300), 0, 0.59383),
    ],
)
def test_shares_with_infinite_densities_are_compared_to_two_digits(new, old, margin, exact):
    assert probability_above(Beta(*new), Beta(*old), margin) == pytest.approx(exact, abs=1.2e-3)
