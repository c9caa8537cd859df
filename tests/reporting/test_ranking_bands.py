"""Bands, trust and order: the numbers at which the ranking changes its mind."""

from dataclasses import replace
from math import log

import pytest

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import Evidence, fit_trust, move_prior, score_article, sort_key
from helpcentre.reporting.statistics.beta import Beta
from helpcentre.reporting.statistics.prior import FALLBACK
from helpcentre.reporting.vote_counts import decay

NONE = Answers()


def evidence(yes=0, no=0, *, carried=NONE, views=None, signals=0.0, days=30, trouble=0.0):
    return Evidence(Answers(yes, no), carried, yes + no, views, signals, days, trouble)


@pytest.mark.parametrize(("signals", "band"), [(4.99, "watch"), (5.0, "act"), (1.0, "watch"), (0.99, "too_little")])
def test_five_weighted_readers_are_an_alarm_and_one_is_enough_to_watch(signals, band):
    assert score_article(evidence(1, 0, signals=signals), FALLBACK).band == band


@pytest.mark.parametrize(
    ("yes", "carried", "band"), [(4, NONE, "too_little"), (5, NONE, "watch"), (4, Answers(1, 0), "watch")]
)
def test_five_answers_are_enough_to_watch_lent_ones_included(yes, carried, band):
    assert score_article(evidence(yes, 0, carried=carried), FALLBACK).band == band


def test_an_article_is_one_to_act_on_from_ninety_percent_certainty_on():
    scores = [score_article(evidence(10, no), Beta(1, 1)) for no in range(40)]
    assert all((score.band == "act") == (score.below >= 0.9) for score in scores)
    assert {score.band for score in scores} == {"watch", "act"}
    assert all(score.fine == (score.band == "watch" and score.below <= 0.25) for score in scores)


def test_if_views_are_counted_readers_are_never_fewer_than_voters():
    few, many = (score_article(evidence(10, 20, views=views), FALLBACK).unhelped for views in (3, 60))
    votes_only = score_article(evidence(10, 20), FALLBACK).unhelped
    assert few == votes_only
    assert many == pytest.approx(2 * votes_only)


def test_trouble_raises_the_readers_left_and_not_the_belief_of_the_share():
    calm, troubled = (score_article(evidence(10, 20, trouble=value), FALLBACK) for value in (0.0, 0.7))
    assert troubled.unhelped > calm.unhelped
    assert troubled.belief == calm.belief
    assert score_article(evidence(10, 20, trouble=0.7), FALLBACK, trust=0.0).unhelped == pytest.approx(calm.unhelped)


@pytest.mark.parametrize(("age", "days", "weight"), [(0, 30, 1.0), (30, 30, 0.5), (15, 30, 0.5**0.5), (-3, 30, 1.0)])
def test_an_answer_loses_half_its_weight_over_the_window(age, days, weight):
    assert decay(age, days) == weight


def test_a_moved_prior_keeps_its_strength_and_multiplies_the_share_of_the_unhelped():
    moved = move_prior(Beta(6, 2), log(2))
    assert moved.a + moved.b == pytest.approx(8)
    assert 1 - moved.mean == pytest.approx(0.5)
    assert move_prior(Beta(6, 2), 0.0) == Beta(6, 2)
    assert move_prior(Beta(6, 2), 9).mean == pytest.approx(0.02)
    assert move_prior(Beta(6, 2), -9).mean == pytest.approx(0.98)


def test_trust_without_voted_traces_is_the_mean_of_what_may_be_expected():
    assert fit_trust([], FALLBACK) == pytest.approx((0 + 0.5 * 2 + 1 * 4 + 1.5 * 2) / 9)
    assert fit_trust([evidence(5, 5)], FALLBACK) == pytest.approx(fit_trust([], FALLBACK))


def test_rows_are_in_the_order_of_readers_left_rounded_then_of_names():
    score = score_article(evidence(10, 20), FALLBACK)
    nearly = replace(score, unhelped=score.unhelped + 1e-9)
    assert sort_key(score, "b", "en")[:2] == sort_key(nearly, "a", "en")[:2]
    assert sort_key(replace(score, unhelped=9.0), "z", "en") < sort_key(replace(score, unhelped=8.0), "a", "en")
    assert sort_key(replace(score, band="too_little", unhelped=99.0), "a", "en") > sort_key(score, "z", "en")
