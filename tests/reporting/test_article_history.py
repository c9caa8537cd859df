"""The history of one article: its weeks, what was said, what led here, and its other languages."""

from datetime import timedelta

import pytest
from tests.reporting.reports import OLD, TODAY, ago, article, at, issue, rows, time_of, votes

from helpcentre.reporting.article_history import SMOOTH, WEEKS, count_weeks, make_article_history
from helpcentre.reporting.records import CommentRecord, Query
from helpcentre.reporting.report import make_report
from helpcentre.reporting.statistics.intervals import wilson


def weeks(*parts, **more):
    return count_weeks([vote for part in parts for vote in part], TODAY, **more)


@pytest.mark.parametrize(("days", "back"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (52 * 7 - 1, 51)])
def test_the_last_week_ends_today_and_a_year_is_fifty_two_of_them(days, back):
    found = weeks(votes("pay", 3, 2, days=days))
    assert len(found) == WEEKS
    assert [place for place, week in enumerate(reversed(found)) if week.yes or week.no] == [back]
    assert (found[-1 - back].yes, found[-1 - back].no) == (3, 2)


@pytest.mark.parametrize("days", [-1, 52 * 7 + 3 * 7])
def test_votes_after_today_and_of_more_than_a_year_ago_are_in_no_week(days):
    assert not any(week.yes or week.no for week in weeks(votes("pay", 3, 2, days=days)))


def test_weeks_are_oldest_first_and_begin_six_days_before_they_end():
    found = weeks(count=3)
    assert [week.start for week in found] == [ago(20), ago(13), ago(6)]


def test_the_share_of_a_week_is_that_of_the_four_weeks_up_to_its_end():
    found = weeks(votes("pay", 4, 1, days=1), votes("pay", 2, 3, days=22), votes("pay", 0, 9, days=29))
    assert found[-1].share == 6 / 10
    assert (found[-1].low, found[-1].high) == wilson(6, 10)
    assert found[-2].share == 2 / 14
    assert SMOOTH == 4


@pytest.mark.parametrize(("no", "share"), [(1, None), (2, 3 / 5)])
def test_a_week_with_fewer_than_five_answers_has_no_share(no, share):
    assert weeks(votes("pay", 3, no, days=1))[-1].share == share


def test_readers_who_wanted_another_page_are_left_out():
    assert weeks(votes("pay", 3, 4, days=1, reason="wrong_page"))[-1].no == 0


def records():
    """One article in two languages and another, with a comment, two searches and issues of each."""
    comments = tuple(
        CommentRecord(name, "v", *key, OLD, name, time_of(1), 0, None, None, "counted")
        for name, key in (("mine", ("pay", "en")), ("theirs", ("pay", "it")), ("other", ("login", "en")))
    )
    queries = tuple(
        Query(b"q%d" % number, text, language, 3, clicked, None, None, 0, 0, at(1))
        for number, (text, language, clicked) in enumerate(
            [("card", "en", "pay"), ("visa", "en", "pay"), ("visa", "en", "pay"), ("carta", "it", "pay"),
             ("card", "en", "login")]
        )
    )  # fmt: skip
    issues = (issue(1, language="en"), issue(2, language=None), issue(3, language="it"), issue(4, article="login"))
    articles = (article("pay"), article("pay", "it"), article("login"))
    more = {"articles": articles, "comments": comments, "queries": queries, "issues": issues}
    return rows(votes("pay", 5, 5), votes("login", 1, 1), **more)


@pytest.fixture(scope="module")
def history():
    found = records()
    return make_article_history(found, make_report(found, TODAY), ["an edit"], "pay", "en")


def test_the_history_has_what_is_about_the_article_in_its_language(history):
    assert [one.id for one in history.comments] == ["mine"]
    assert [one.issue for one in history.issues] == [1, 2]
    assert history.edits == ("an edit",)
    assert (history.article.article, history.article.language) == ("pay", "en")
    assert (history.weeks[-1].yes, history.weeks[-1].no) == (5, 5)


def test_the_searches_that_led_here_are_counted_most_first(history):
    assert history.searches == (("visa", 2), ("card", 1))


def test_every_language_of_the_article_is_listed_with_its_row_if_it_has_one(history):
    assert [(one.language, row is not None) for one, row in history.languages] == [("en", True), ("it", False)]
    assert history.row.yes == 5


@pytest.mark.parametrize(("name", "language"), [("pay", "et"), ("nothing", "en")])
def test_an_article_that_does_not_exist_in_the_language_has_no_history(name, language):
    found = records()
    assert make_article_history(found, make_report(found, TODAY), (), name, language) is None


def test_equally_frequent_searches_are_in_the_order_of_the_alphabet():
    found = records()
    queries = tuple(query._replace(query=text) for query, text in zip(found.queries[:2], ("z", "a"), strict=True))
    found = rows(votes("pay", 5, 5), queries=queries)
    history = make_article_history(found, make_report(found, TODAY), (), "pay", "en")
    assert history.searches == (("a", 1), ("z", 1))
    assert history.weeks[-1].start == TODAY - timedelta(days=6)
