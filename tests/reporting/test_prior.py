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


def test_the_strength_is_fitted_by_the_method_of_moments():
    """Worked by hand: mean 33/50, spread 7.6649, rho 3.6649 / 36 = 0.1018, strength 1 / rho - 1 = 8.823."""
    fitted = fit_prior([(9, 1), (5, 5), (7, 3), (8, 2), (4, 6)])
    assert fitted.mean == pytest.approx(0.66)
    assert fitted.a + fitted.b == pytest.approx(8.822957, abs=1e-6)


@pytest.mark.parametrize(("n", "apart", "strength"), [(168, 8, 200), (197, 9, 200), (377, 15, 200), (57, 15, 2.11922)])
def test_a_strength_close_to_a_limit_is_cut_to_it_only_beyond(n, apart, strength):
    """Without the limit the first three would be 200.55, 200.30 and 200.64."""
    half = n // 2
    fitted = fit_prior([(half + apart, n - half - apart), (half - apart, n - half + apart)] * 3)
    assert fitted.a + fitted.b == pytest.approx(strength, abs=1e-5)


@pytest.mark.parametrize(("yes", "no"), [(9, 0), (0, 9)])
def test_articles_that_all_have_the_same_answer_give_the_fallback(yes, no):
    assert fit_prior([(yes, no)] * 9) == FALLBACK
