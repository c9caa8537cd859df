from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.reports import time_of

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import Evidence, _predict_votes, fit_trust, move_prior, score_article, sort_key
from helpcentre.reporting.ranking_carryover import MOST, EarlierText, agreement, carry_over, carry_over_article
from helpcentre.reporting.ranking_signals import Traces, excess, trouble, weigh_traces
from helpcentre.reporting.records import Version
from helpcentre.reporting.statistics.beta import Beta
from helpcentre.reporting.statistics.prior import FALLBACK
from helpcentre.reporting.vote_counts import decay

NOTHING = Answers()


def evidence(yes, no, *, voters=None, views=None, carried=NOTHING, signals=0.0, days=30):
    return Evidence(Answers(yes, no), carried, yes + no if voters is None else voters, views, signals, days)


def test_an_article_that_clearly_fails_is_one_to_act_on():
    place = score_article(evidence(12, 30), FALLBACK)
    assert place.band == "act"
    assert place.below > 0.99


def test_two_no_votes_are_too_little_to_say_anything():
    assert score_article(evidence(0, 2), FALLBACK).band == "too_little"


def test_a_good_article_is_watched_and_fine():
    place = score_article(evidence(80, 5), FALLBACK)
    assert (place.band, place.fine) == ("watch", True)


def test_an_article_near_the_target_is_watched_and_not_fine():
    place = score_article(evidence(20, 10), FALLBACK)
    assert (place.band, place.fine) == ("watch", False)


def test_a_middling_article_hundreds_meet_outranks_a_terrible_one_of_three_votes():
    busy, rare = score_article(evidence(110, 90), FALLBACK), score_article(evidence(0, 3), FALLBACK)
    assert busy.unhelped > 10 * rare.unhelped


def test_unhelped_readers_are_given_per_month_whatever_the_window():
    month = score_article(evidence(10, 20, days=30), FALLBACK).unhelped
    quarter = score_article(evidence(10, 20, days=90), FALLBACK).unhelped
    assert month == pytest.approx(3 * quarter)


def test_counted_views_stand_for_the_readers_who_never_vote():
    voters = score_article(evidence(10, 20), FALLBACK).unhelped
    views = score_article(evidence(10, 20, views=3000), FALLBACK).unhelped
    assert views == pytest.approx(100 * voters)


@given(st.integers(0, 200), st.integers(0, 200))
def test_another_no_never_makes_an_article_look_better(yes, no):
    before, after = score_article(evidence(yes, no), FALLBACK), score_article(evidence(yes, no + 1), FALLBACK)
    assert after.below >= before.below
    assert after.unhelped >= before.unhelped - 1e-9


def test_contact_clicks_alone_can_bring_an_article_to_act():
    assert score_article(evidence(2, 0, signals=6.0), FALLBACK).band == "act"


def test_votes_of_today_weigh_one_and_those_at_the_edge_a_half():
    assert decay(0, 30) == 1
    assert decay(30, 30) == 0.5


def test_too_little_data_comes_last_and_ties_go_by_name():
    act, few = score_article(evidence(5, 20), FALLBACK), score_article(evidence(0, 4), FALLBACK)
    keys = [sort_key(few, "a", "en"), sort_key(act, "c", "it"), sort_key(act, "b", "it"), sort_key(act, "b", "en")]
    assert sorted(keys) == [keys[3], keys[2], keys[1], keys[0]]


def test_old_answers_are_carried_by_likeness_to_the_eighth_power():
    assert carry_over(NOTHING, [EarlierText(0.9, Answers(4, 4))]) == pytest.approx((4 * 0.9**8, 4 * 0.9**8))


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 500), st.integers(0, 500)), max_size=6))
def test_however_long_the_past_it_counts_for_twenty_answers_at_most(past):
    lent_answers = carry_over(NOTHING, (EarlierText(alike, Answers(yes, no)) for alike, yes, no in past))
    assert lent_answers.total <= MOST + 1e-9


def test_another_text_altogether_carries_nothing():
    assert carry_over(NOTHING, [EarlierText(0.0, Answers(100, 3))]) == (0, 0)


def test_a_past_the_present_contradicts_is_not_believed():
    assert agreement(Answers(3, 15), Answers(140, 27)) < 0.01
    assert agreement(Answers(12, 4), Answers(140, 47)) == 1.0


def test_a_text_fixed_long_ago_is_no_longer_judged_by_the_bad_days_before():
    fixed, before = EarlierText(1.0, Answers(26, 2)), EarlierText(1.0, Answers(57, 110))
    lent_answers = carry_over(NOTHING, [fixed, before])
    assert lent_answers.yes / lent_answers.total > 0.9


def test_answers_of_the_window_to_the_present_text_are_not_lent_twice():
    texts = (Version("a", "en", "v1", time_of(90), "00000001"),)
    totals, window = {"v1": Answers(6, 2)}, {"v1": Answers(6, 2)}
    assert carry_over_article("v1", {"v1"}, texts, totals, window) == (0, 0)


def test_answers_of_the_window_to_a_text_that_hardly_differs_are_not_lent_either():
    texts = tuple(Version("a", "en", name, time_of(days), "00000001") for name, days in (("v0", 200), ("v1", 90)))
    totals, window = {"v0": Answers(9, 3), "v1": Answers(6, 2)}, {"v0": Answers(4, 2), "v1": Answers(6, 2)}
    assert carry_over_article("v1", {"v0", "v1"}, texts, totals, window) == pytest.approx((5, 1))
    assert carry_over_article("v1", {"v1"}, texts, totals, window) == pytest.approx((9, 3))


def test_contact_clicks_at_the_sites_own_rate_mean_nothing():
    site = Traces(contacts=100, exposed=1000)
    assert weigh_traces(Traces(contacts=10, exposed=100), site) == 0
    assert excess(10, 100, 0.1) == 0


def test_contact_clicks_far_beyond_the_sites_rate_count_half_each():
    site = Traces(contacts=100, exposed=1000)
    got = weigh_traces(Traces(contacts=40, exposed=100), site)
    assert got == pytest.approx(0.5 * (40 - 10 - 1.6448536 * 10**0.5))


def test_each_kind_of_trace_has_its_own_weight_beyond_what_is_usual():
    site = Traces(contacts=100, bounced=100, sought=100, exposed=1000)
    usual = {"contacts": 10, "bounced": 10, "sought": 10, "exposed": 100}
    beyond = 40 - 10 - 1.6448536 * 10**0.5
    found = {name: weigh_traces(Traces(**{**usual, name: 40}), site) for name in ("contacts", "bounced", "sought")}
    assert found == pytest.approx({"contacts": 0.5 * beyond, "bounced": 0.25 * beyond, "sought": 0.1 * beyond})


def test_without_readers_nothing_is_made_of_clicks():
    assert weigh_traces(Traces(contacts=4), Traces(contacts=4)) == 0
    assert trouble(Traces(contacts=4), Traces(contacts=4)) == 0


SITE = Traces(contacts=100, bounced=100, sought=100, exposed=1000)


def test_traces_at_the_sites_rate_do_not_count_against_an_article():
    assert trouble(Traces(10, 10, 100, 10), SITE) == pytest.approx(0)
    assert trouble(Traces(), SITE) == pytest.approx(0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 1000), st.integers(0, 200))
def test_another_contact_or_reworded_search_is_more_trouble_and_another_reader_less(contacts, bounced, exposed, sought):
    now = trouble(Traces(contacts, bounced, exposed, sought), SITE)
    assert trouble(Traces(contacts + 1, bounced, exposed, sought), SITE) > now
    assert trouble(Traces(contacts, bounced + 1, exposed, sought), SITE) > now
    assert trouble(Traces(contacts, bounced, exposed, sought + 1), SITE) > now
    assert trouble(Traces(contacts, bounced, exposed + 1, sought), SITE) < now


def test_trouble_is_the_weighted_logarithm_of_relative_rates():
    found = trouble(Traces(contacts=40, bounced=20, exposed=100, sought=10), SITE)
    assert found == pytest.approx(0.6 * log(44 / 14) + 0.6 * log(24 / 14))


def test_a_single_contact_click_is_less_trouble_than_the_same_rate_of_many():
    site = Traces(contacts=100, exposed=1000)
    assert 0 < trouble(Traces(contacts=1, exposed=2), site) < trouble(Traces(contacts=50, exposed=100), site) / 5


def test_trouble_moves_the_share_of_unhelped_readers_and_keeps_the_strength():
    moved = move_prior(Beta(6, 2), log(2))
    assert moved == pytest.approx((4, 4))
    assert move_prior(Beta(6, 2), 0) == (6, 2)


@given(st.floats(-9, 9))
def test_a_moved_prior_is_never_certain(by):
    moved = move_prior(Beta(6, 2), by)
    assert 0.02 - 1e-9 <= moved.mean <= 0.98 + 1e-9
    assert moved.a + moved.b == pytest.approx(8)


def troubled(yes, no, by, **more):
    return replace(evidence(yes, no, **more), trouble=by)


def test_of_two_articles_without_votes_the_one_with_trouble_comes_first():
    calm, bad = (score_article(troubled(0, 0, by, views=500), FALLBACK) for by in (0, 1))
    assert bad.unhelped > 2 * calm.unhelped
    assert (bad.belief, bad.below, bad.band) == (calm.belief, calm.below, calm.band)


def test_votes_outweigh_trouble():
    loved = score_article(troubled(300, 10, 1, views=5000), FALLBACK)
    hated = score_article(troubled(100, 210, 0, views=5000), FALLBACK)
    assert hated.unhelped > 20 * loved.unhelped


def test_trouble_that_is_not_trusted_changes_nothing():
    assert score_article(troubled(2, 2, 1, views=99), FALLBACK, trust=0) == score_article(
        evidence(2, 2, views=99), FALLBACK
    )


def test_among_counted_readers_those_who_left_traces_are_not_counted_twice():
    few = score_article(replace(evidence(2, 0, views=10), signals=3.0), FALLBACK)
    many = score_article(replace(evidence(2, 0, views=9000), signals=3.0), FALLBACK)
    assert few.unhelped == 3.0
    assert many.unhelped == score_article(evidence(2, 0, views=9000), FALLBACK).unhelped
    assert score_article(replace(evidence(2, 0), signals=3.0), FALLBACK).unhelped > 3.0


def test_traces_are_trusted_as_far_as_votes_say_the_same():
    agree = [troubled(2, 18, 1), troubled(18, 2, -1)] * 10
    disagree = [troubled(18, 2, 1), troubled(2, 18, -1)] * 10
    assert fit_trust(agree, FALLBACK) > 1 > 0.1 > fit_trust(disagree, FALLBACK)


def test_without_votes_or_traces_trust_is_what_is_usual():
    assert fit_trust([], FALLBACK) == fit_trust([troubled(0, 0, 1), evidence(9, 9)], FALLBACK) == pytest.approx(8 / 9)


def test_the_votes_predicted_are_beta_binomial():
    from scipy.stats import betabinom

    one, other = evidence(7, 3), evidence(2, 8)
    found = _predict_votes(one, Beta(6, 2)) - _predict_votes(other, Beta(6, 2))
    # The number of ways to arrange the answers is not part of it.
    exact = betabinom.logpmf(7, 10, 6, 2) - log(120) - (betabinom.logpmf(2, 10, 6, 2) - log(45))
    assert found == pytest.approx(exact)
