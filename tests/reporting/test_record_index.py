"""The counts of a window: votes, views, contacts, searches, comments and texts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.reporting.reports import NEW, OLD, TODAY, ago, article, at, rows, time_of, votes

from helpcentre.reporting.answers import Answers, sum_texts
from helpcentre.reporting.calendar_bins import CalendarBins
from helpcentre.reporting.changes import NEWS_DAYS, find_edited, find_helped, find_worse
from helpcentre.reporting.kpi_series import POINTS, SERIES_DAYS, cut_to_days, make_series, sum_articles
from helpcentre.reporting.record_index import RecordIndex
from helpcentre.reporting.records import (
    CommentRecord,
    ContactCount,
    HeadingCount,
    Query,
    RatingCount,
    SearchCount,
    Version,
    VersionTotal,
    ViewCount,
    VoteCount,
    normalise_wording,
    oldest_first,
)
from helpcentre.reporting.report import make_report
from helpcentre.reporting.vote_counts import RunningTotals, count_votes, counts_against, sum_answers

PAY = ("pay", "en")


def index_of(*parts, days=30, **more):
    return RecordIndex(rows(*parts, **more), TODAY, days)


def view(days, n=1, name="pay"):
    return ViewCount(ago(days).toordinal(), name, "en", n)


def click(days, n=1, name="pay", channel="email"):
    return ContactCount(ago(days).toordinal(), channel, name, "en", n)


def query(number, text="card", **more):
    given = {"results": 3, "clicked": "", "corrected": None, "previous": None, "missing": 0, "repeat": 0}
    return Query(b"q%d" % number, text, "en", at=at(1), **given | more)


@pytest.mark.parametrize(("days", "counted"), [(0, True), (29, True), (30, False), (-1, False)])
def test_a_window_of_thirty_days_has_today_and_the_twenty_nine_days_before(days, counted):
    found = index_of(votes("pay", 1, 1, days=days), views=(view(days),), contacts=(click(days),))
    assert bool(found.voted_keys()) == counted
    assert bool(found.views) == counted
    assert bool(found.contacts) == counted


@pytest.mark.parametrize(("days", "counted"), [(0, True), (29, True), (30, False), (-1, False)])
def test_comments_and_searches_are_those_of_the_window(days, counted):
    comment = CommentRecord("c", "v", "pay", "en", OLD, "Where?", time_of(days), 0, None, None, "counted")
    reworded = (query(1, clicked="pay")._replace(at=at(days)), query(2, previous=b"q1"))
    found = index_of(comments=(comment,), queries=reworded)
    assert bool(found.comments) == counted
    assert (found.bounced[PAY] == 1) == counted


def test_clicks_and_views_outside_articles_belong_to_none():
    found = index_of(views=(view(1, name=""),), contacts=(click(1, name=""),))
    assert (found.views, found.contacts) == ({}, {})


def test_counts_of_several_days_and_channels_are_added_up():
    found = index_of(views=(view(1, 3), view(2, 4)), contacts=(click(1, 2), click(3, 5), click(1, 1, channel="phone")))
    assert found.views[PAY] == 7
    assert found.contacts[PAY] == {"email": 7, "phone": 1}
    assert found.traces(PAY).contacts == 8


def test_headings_are_added_up_over_texts():
    counts = (HeadingCount("pay", "en", OLD, "part", 2), HeadingCount("pay", "en", NEW, "part", 3))
    assert index_of(headings=counts).headings[PAY] == {"part": 5}


# --- searches


def test_a_search_that_ended_at_an_article_bounced_only_if_another_followed():
    assert index_of(queries=(query(1, clicked="pay"),)).bounced == {}
    assert index_of(queries=(query(1, clicked="pay"), query(2, previous=b"q1"))).bounced == {PAY: 1}


@pytest.mark.parametrize(
    ("before", "sought"),
    [
        ({"results": 0}, True),
        ({"missing": 1, "clicked": "other"}, True),
        ({"clicked": ""}, True),
        ({"clicked": "other"}, False),
    ],
)
def test_an_article_was_sought_if_the_search_before_found_nothing_missed_something_or_led_nowhere(before, sought):
    found = index_of(queries=(query(1, **before), query(2, clicked="pay", previous=b"q1")))
    assert (found.sought == {PAY: 1}) == sought


# --- which articles have a row


def test_an_article_without_votes_has_a_row_if_it_is_live_and_left_a_trace():
    gone = replace(article("gone"), live=False)
    found = index_of(
        votes("pay", 1, 0), articles=(article("pay"), article("read"), gone, article("silent")),
        views=(view(1, name="read"), view(1, name="gone")),
    )  # fmt: skip
    assert found.traced_keys() == [("gone", "en"), ("pay", "en"), ("read", "en")]
    assert found.row_keys() == [("pay", "en"), ("read", "en")]
    assert found.voted_keys() == [("pay", "en")]


def test_an_article_that_nobody_voted_on_has_no_votes_and_no_reader():
    found = index_of(articles=(article("pay"),))
    assert found.votes_of(PAY).answers == Answers(0, 0)
    assert found.traces(PAY).exposed == 0


def test_readers_are_views_if_any_are_counted_and_voters_otherwise():
    assert index_of(votes("pay", 3, 2)).traces(PAY).exposed == 5
    assert index_of(votes("pay", 3, 2), views=(view(1, 40),)).traces(PAY).exposed == 40
    assert index_of(votes("pay", 3, 2), views=(view(1, 40, "other"),)).traces(PAY).exposed == 0


# --- texts


def test_the_current_text_is_the_manifests_if_it_has_been_seen_and_the_last_one_seen_otherwise():
    seen = (Version("pay", "en", OLD, time_of(90), ""), Version("pay", "en", NEW, time_of(9), ""))
    assert index_of(articles=(article("pay", version=OLD),), versions=seen).version(PAY) == OLD
    assert index_of(articles=(article("pay", version="c" * 16),), versions=seen).version(PAY) == NEW
    assert index_of(articles=(article("pay", version="c" * 16),)).version(PAY) == "c" * 16
    assert index_of(versions=seen).version(PAY) == NEW
    assert index_of().version(PAY) == ""


def test_versions_are_in_the_order_in_which_they_were_first_seen_and_then_by_name():
    later, one, other = (Version("a", "en", name, time_of(days), "") for name, days in (("c", 1), ("b", 5), ("a", 5)))
    assert [found.version for found in oldest_first([later, one, other])] == ["a", "b", "c"]


def test_the_usual_share_is_that_of_the_whole_site_with_three_yes_and_one_no_added():
    assert index_of().usual == 0.75
    assert index_of(votes("pay", 5, 1), votes("other", 2, 4)).usual == (7 + 3) / (12 + 4)


def test_edits_of_more_than_a_year_ago_are_no_longer_judged():
    seen = (Version("pay", "en", OLD, time_of(600), ""), Version("pay", "en", NEW, time_of(500), ""))
    found = index_of(votes("pay", 5, 1, version=NEW), articles=(article("pay", version=NEW),), versions=seen)
    assert found.edits(PAY) == ()
    assert found.last_edit(PAY) is None


def test_the_last_edit_is_the_last_of_all_edits():
    third = "c" * 16
    seen = tuple(Version("pay", "en", name, time_of(days), "") for name, days in ((OLD, 300), (NEW, 200), (third, 100)))
    found = index_of(votes("pay", 5, 1, version=third), articles=(article("pay", version=third),), versions=seen)
    assert [edit.version for edit in found.edits(PAY)] == [NEW, third]
    assert found.last_edit(PAY) == found.edits(PAY)[-1]


# --- votes


def test_a_vote_for_something_else_counts_as_a_voter_and_as_no_answer():
    found = index_of(votes("pay", 2, 3, reason="wrong_page")).votes_of(PAY)
    assert (found.voters, found.wrong_page, found.answers) == (5, 3, Answers(2, 0))
    assert found.reasons == {}


def test_a_yes_is_an_answer_whatever_its_reason():
    found = index_of((VoteCount(ago(1).toordinal(), *PAY, OLD, 1, "wrong_page", 2),)).votes_of(PAY)
    assert (found.voters, found.wrong_page, found.answers) == (2, 0, Answers(2, 0))


def test_reasons_are_those_of_a_no():
    day = ago(1).toordinal()
    counts = (VoteCount(day, *PAY, OLD, 0, "unclear", 2), VoteCount(day, *PAY, OLD, 1, "unclear", 5))
    assert index_of(counts).votes_of(PAY).reasons == {"unclear": 2}


def test_a_vote_at_the_far_edge_of_the_window_weighs_a_little_more_than_half_and_todays_one():
    today, edge = (index_of(votes("pay", 1, 0, days=days)).votes_of(PAY) for days in (0, 29))
    assert today.decayed([OLD]) == Answers(1.0, 0.0)
    assert edge.decayed([OLD]).yes == pytest.approx(0.5 ** (29 / 30))
    assert edge.decayed([NEW]) == Answers(0, 0)


def test_the_answers_of_a_text_are_its_own():
    found = index_of(votes("pay", 2, 1), votes("pay", 5, 4, version=NEW)).votes_of(PAY)
    assert found.by_text() == {OLD: Answers(2, 1), NEW: Answers(5, 4)}
    assert found.answers == Answers(7, 5)


def test_votes_after_the_last_day_are_left_out_and_older_ones_are_in_bins_only():
    bins = CalendarBins(TODAY)
    found = count_votes([*votes("pay", 1, 0, days=-1), *votes("pay", 0, 4, days=40)], bins, 30)[PAY]
    assert (found.voters, found.texts) == (0, {})
    assert sum(found.bins[OLD]) == 4
    assert count_votes(votes("pay", 1, 0, days=-1), bins, 30) == {}


def test_running_totals_are_the_answers_between_two_bins():
    totals = RunningTotals([0, 3, 4, 9], [0, 1, 1, 2])
    assert totals.between(0, 3) == Answers(9, 2)
    assert totals.between(1, 2) == Answers(1, 0)
    assert totals.between(2, 2) == Answers(0, 0)
    assert RunningTotals([0], [0]).between(0, 5) == Answers()


# --- answers


def test_yes_always_says_something_about_an_article_and_no_unless_the_reader_wanted_another_page():
    yes, no = VoteCount(1, "a", "en", OLD, 1, "wrong_page", 2), VoteCount(1, "a", "en", OLD, 0, "", 3)
    other = no._replace(reason="wrong_page")
    assert [counts_against(vote) for vote in (yes, no, other)] == [True, True, False]
    assert sum_answers([yes, no, other]) == Answers(2, 3)
    assert Answers(2, 3).total == 5


def test_answers_to_unknown_texts_are_none():
    assert sum_texts({OLD: Answers(2, 3)}, [OLD, NEW]) == Answers(2, 3)
    assert sum_texts({}, [OLD]) == Answers(0, 0)


def test_a_wording_is_compared_without_case_and_with_single_spaces():
    assert normalise_wording("  Gift\n CARD  ß") == "gift card ss"


# --- changes


def test_an_edit_is_news_for_ninety_days():
    seen = (Version("pay", "en", OLD, time_of(300), ""), Version("pay", "en", NEW, time_of(60), ""))
    records = rows(
        *(votes("pay", 4, 6, days=days) for days in range(61, 200, 7)),
        *(votes("pay", 9, 1, days=days, version=NEW) for days in range(2, 58, 7)),
        articles=(article("pay", version=NEW),), versions=seen,
    )  # fmt: skip
    report = make_report(records, TODAY)
    assert [row.article for row in find_helped(report)] == ["pay"]
    assert find_worse(report) == ()
    last = replace(report, until=ago(60) + timedelta(days=NEWS_DAYS))
    assert len(find_edited(last)) == 1
    assert find_edited(replace(last, until=last.until + timedelta(days=1))) == ()
    assert len(find_edited(report, 60)) == 1
    assert find_edited(report, 59) == ()


# --- the series of key figures


def test_a_shorter_window_keeps_its_first_and_its_last_day():
    day = ago(5).toordinal()
    records = rows(
        (VoteCount(day, *PAY, OLD, 1, "", 1),), contacts=(ContactCount(day, "email", "pay", "en", 1),),
        views=(ViewCount(day, "pay", "en", 1),), ratings=(RatingCount(day, "csat", "en", 5, 1),),
        searches=(SearchCount(day, "en", 1, 0, 0, 0, 0, 0),),
    )  # fmt: skip
    for since, until, kept in ((5, 5, 1), (6, 4, 1), (4, 3, 0), (7, 6, 0)):
        found = cut_to_days(records, ago(since), ago(until))
        counts = [len(part) for part in (found.votes, found.contacts, found.views, found.ratings, found.searches)]
        assert counts == [kept] * 5, (since, until)
        assert (found.since, found.until) == (ago(since), ago(until))


def test_without_their_articles_the_sums_of_a_day_stay():
    day = ago(1).toordinal()
    records = rows(votes("a", 2, 3, days=1, reason="unclear"), votes("b", 4, 5, days=1, reason="unclear"),
                   contacts=(click(1, 2), click(1, 3, "b")), views=(view(1, 7), view(2, 1)))  # fmt: skip
    found = sum_articles(records)
    assert {(vote.value, vote.reason, vote.n) for vote in found.votes} == {(1, "", 6), (0, "unclear", 8)}
    assert [(one.day, one.n) for one in found.contacts] == [(day, 5)]
    assert sorted(one.n for one in found.views) == [1, 7]


@pytest.mark.parametrize(("days", "last"), [(0, 1.0), (27, 1.0), (28, None)])
def test_a_point_of_a_series_is_made_from_the_twenty_eight_days_up_to_it(days, last):
    series = make_series(rows(votes("pay", 5, 0, days=days)), TODAY)["helpfulness"]
    assert (len(series), series[-1]) == (POINTS, last)
    assert series[-2] == (1.0 if days >= 7 else None)


def test_a_series_needs_the_days_of_its_first_point_too():
    assert SERIES_DAYS == (POINTS - 1) * 7 + 28


def test_totals_of_a_text_are_all_it_ever_had():
    found = index_of(votes("pay", 1, 1), totals=(VersionTotal("pay", "en", OLD, 40, 9),))
    assert found.totals[PAY] == {OLD: Answers(40, 9)}
    assert found.evidence(PAY).carried.total > 0
