"""The priors: when they are fitted, and how strong they may be."""

import pytest

from helpcentre.reporting.statistics.prior import FALLBACK, STRONGEST, WEAKEST, fit_prior, no_change_prior


@pytest.mark.parametrize(("articles", "answers", "fitted"), [(4, 5, False), (5, 5, True), (5, 4, False)])
def test_a_prior_takes_five_articles_with_five_answers_each(articles, answers, fitted):
    counts = [(answers - 1 - number % 2, 1 + number % 2) for number in range(articles)]
    assert (fit_prior(counts) != FALLBACK) == fitted


def test_the_strength_of_a_prior_stays_within_its_limits():
    agreeing, apart = fit_prior([(80, 20)] * 9), fit_prior([(99, 1), (1, 99)] * 9)
    assert agreeing.a + agreeing.b == pytest.approx(STRONGEST)
    assert agreeing.mean == pytest.approx(0.8)
    assert apart.a + apart.b == pytest.approx(WEAKEST)
    assert apart.mean == pytest.approx(0.5)


def test_the_prior_of_a_comparison_is_worth_six_answers_at_the_share_of_both_sides():
    prior = no_change_prior((3, 1), (5, 2))
    assert prior.a + prior.b == pytest.approx(6)
    assert prior.mean == pytest.approx((3 + 5 + 0.5) / (4 + 7 + 1))
