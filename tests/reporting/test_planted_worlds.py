"""The proofs: worlds whose truth is known. A few rounds by default, all of them with --full.

`scripts/bench report` prints the same figures.
"""

import random

import pytest
from scripts.planted_worlds import edits, ranking, trends
from tests.reporting.reports import ago, article, rows, votes

from helpcentre.reporting.report import make_report
from helpcentre.reporting.vote_counts import TREND_DAYS


@pytest.fixture(scope="module")
def caught(request):
    """What the first ten of each list catch at five votes an article."""
    return ranking.catch(400 if request.config.getoption("--full") else 40, 5)


def test_at_five_votes_an_article_the_first_ten_catch_most_of_what_an_oracle_would(caught):
    assert caught["ours"] >= 0.85


def test_kitsunes_rule_catches_less_than_a_fifth_of_it(caught):
    assert caught["kitsune"] <= 0.2
    assert caught["ours"] >= 5 * caught["kitsune"]


def test_the_lowest_percentages_catch_less_than_a_tenth_of_it(caught):
    assert caught["raw percentage"] < 0.1


@pytest.mark.parametrize("volume", [1, 5, 20, 100])
def test_the_interval_holds_the_truth_as_often_as_it_says_within_two_points(rounds, volume):
    assert ranking.coverage(rounds(20, 100), volume) == pytest.approx(0.90, abs=0.02)


@pytest.mark.parametrize(("rate", "share"), trends.STABLE)
def test_an_article_that_never_changes_has_at_most_a_tenth_of_a_worse_badge_a_year(rounds, rate, share):
    """By default looked at every week as the digest does, with --full every day."""
    assert trends.false_badges(rounds(10, 300), rate, share, step=rounds(7, 1)) <= 0.1


@pytest.mark.parametrize(("rate", "before", "after", "days", "least"), [
    (1.1, 0.86, 0.50, 60, 0.85), (2, 0.80, 0.55, 60, 0.75), (5, 0.80, 0.55, 30, 0.80),
])  # fmt: skip
def test_an_article_that_falls_gets_its_badge(rounds, rate, before, after, days, least):
    seen = trends.days_until_seen(rounds(10, 400), rate, before, after, step=rounds(5, 1))
    assert sum(day <= days for day in seen) / len(seen) >= least


def test_the_report_of_a_site_where_nothing_changes_has_at_most_a_tenth_of_a_worse_badge_an_article_year(rounds):
    """Traffic like 1 over rank, shares of many kinds, the report made in every week of a year."""
    chance, articles, weeks = random.Random(11), rounds(6, 60), rounds(6, 52)
    days, counts = TREND_DAYS + 7 * weeks, []
    for rank in range(articles):
        share = chance.betavariate(6, 2)
        told = trends.Story(chance, days, 6 / (rank + 1), lambda _, share=share: share)
        for day in range(days):
            yes, no = told.answers(day, day + 1)
            counts += votes(f"article-{rank:03}", int(yes), int(no), days=days - 1 - day)
    shown, found = set(), 0
    for week in range(weeks, -1, -1):
        until = ago(7 * week)
        since = until.toordinal() - TREND_DAYS
        loaded = tuple(vote for vote in counts if since < vote.day <= until.toordinal())
        report = make_report(rows(loaded, articles=tuple(map(article, {vote.article for vote in loaded}))), until)
        worse = {row.article for row in report.rows if row.trend == "worse"}
        found, shown = found + len(worse - shown), worse
    assert found / (articles * weeks / 52) <= 0.1


def test_planted_edits_are_judged_right_in_95_percent_once_the_verdict_dares_to_speak(rounds):
    right, wrong, _ = edits.spoken(rounds(60, 600), step=rounds(5, 2))
    assert right >= 8
    assert right / (right + wrong) >= 0.95
