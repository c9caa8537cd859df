"""The proofs: worlds whose truth is known. A few rounds by default, all of them with --full.

`scripts/bench report` prints the same figures.
"""

import pytest
from scripts.planted_worlds import edits, ranking, trends

pytestmark = pytest.mark.world


@pytest.fixture(scope="module")
def caught(request):
    """The catch of the first ten of each list at five votes per article."""
    return ranking.catch(400 if request.config.getoption("--full") else 40, 5)


def test_at_five_votes_per_article_the_first_ten_catch_most_of_what_an_oracle_would(caught):
    assert caught["ours"] >= 0.85


def test_kitsunes_rule_catches_less_than_a_fifth_of_it(caught):
    assert caught["kitsune"] <= 0.2
    assert caught["ours"] >= 5 * caught["kitsune"]


def test_the_lowest_percentages_catch_less_than_a_tenth_of_it(caught):
    assert caught["raw percentage"] < 0.1


@pytest.mark.parametrize(("volume", "least"), [(0, 0.80), (1.3, 0.88), (5, 0.95)])
def test_views_contacts_and_searches_carry_the_list_if_there_are_hardly_any_votes(rounds, volume, least):
    caught = ranking.catch_with_traces(rounds(6, 60), volume)
    assert caught["ours"] >= least - rounds(0.05, 0.01)
    assert caught["ours"] >= caught["ours, votes and views only"] - 0.01


def test_traces_that_have_nothing_to_do_with_votes_are_not_trusted(rounds):
    caught = ranking.catch_with_traces(rounds(6, 60), 5, telling=False)
    assert caught["ours"] >= caught["ours, votes and views only"] - 0.03


@pytest.mark.parametrize("volume", [1, 5, 20, 100])
def test_the_interval_holds_the_truth_as_often_as_it_says_within_two_points(rounds, volume):
    assert ranking.coverage(rounds(20, 100), volume) == pytest.approx(0.90, abs=0.02)


@pytest.mark.parametrize(("rate", "share"), trends.STABLE)
def test_an_article_that_never_changes_has_hardly_ever_a_worse_badge(rounds, rate, share):
    """By default looked at every week as the digest does, with --full every day: then 0.02 badges per year."""
    assert trends.false_badges(rounds(20, 400), rate, share, step=rounds(7, 1)) <= rounds(0.05, 0.025)


@pytest.mark.parametrize(("rate", "before", "after", "days", "least"), [
    (1.1, 0.86, 0.50, 60, 0.80), (2, 0.80, 0.55, 60, 0.70), (5, 0.80, 0.55, 30, 0.85),
])  # fmt: skip
def test_an_article_that_falls_gets_its_badge(rounds, rate, before, after, days, least):
    seen = trends.days_until_seen(rounds(40, 400), rate, before, after, step=rounds(3, 1))
    assert sum(day <= days for day in seen) / len(seen) >= least


def test_a_decline_over_a_year_gets_its_badge_before_the_year_is_over(rounds):
    assert trends.declines_seen(rounds(20, 200), 1, 0.85, 0.50, step=7) >= 0.5


SITES = 4  # of 12 edits each; with --full 40


@pytest.mark.parametrize("scenario", [one for one in edits.IDLE if one != "idle"])
def test_an_edit_that_changes_nothing_gets_no_verdict_whatever_else_happens(rounds, scenario):
    found = edits.judge(scenario, 1, rounds(SITES, 40), day=59)
    assert found.share <= rounds(0.15, 0.06)


@pytest.mark.parametrize("rate", [0.17, 1, 3])
def test_an_edit_that_changes_nothing_gets_no_verdict_however_many_answer(rounds, rate):
    found = edits.judge("idle", rate, rounds(SITES, 40), day=90)
    assert found.share <= rounds(0.1, 0.05)
    assert found.covered / found.edits >= 0.85


@pytest.mark.parametrize(("rate", "least"), [(0.17, 0.15), (1, 0.80), (3, 0.95)])
def test_an_edit_of_fifteen_to_forty_points_gets_a_verdict_within_sixty_days(rounds, rate, least):
    found = edits.judge("real", rate, rounds(SITES, 40), day=59)
    assert found.share >= least - rounds(0.1, 0.02)
    assert found.right >= 0.95 * found.spoken
    assert found.covered / found.edits >= 0.8


def test_a_repair_after_a_decline_is_found(rounds):
    found = edits.judge("repair after a decline", 1, rounds(SITES, 40), day=90)
    assert found.share >= rounds(0.4, 0.58)
    assert found.right == found.spoken
