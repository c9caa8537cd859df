"""The sentences that text, Markdown and pages share: each figure in words, and when a figure is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.reporting.reports import TODAY, rows, votes

from helpcentre.language.strings import strings
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.report import make_report
from helpcentre.reporting.report_model import EditEffect, TrendWindows
from helpcentre.reporting.statistics.step_model import Estimate
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say

EN = strings("en")
FIRST_LOOK = date(2026, 10, 4)


@pytest.fixture(scope="module")
def row():
    """A row of 18 Yes and 32 No."""
    return make_report(rows(votes("pay", 18, 32)), TODAY).rows[0]


def effect(**more):
    given = {
        "outcome": "better",
        "before": Answers(20, 30),
        "after": Answers(40, 10),
        "since": datetime(2026, 9, 1, 8, 30, tzinfo=UTC),
        "version": "b" * 16,
        "effect": Estimate(0.4, 0.06),
        "through": FIRST_LOOK,
        "first_look": FIRST_LOOK,
        "needed": 30,
    }
    return EditEffect(**given | more)


def test_the_period_of_a_report_is_its_first_and_its_last_day(row):
    report = make_report(rows(votes("pay", 18, 32)), TODAY, days=7)
    assert say.period(report, "en") == formats.days(TODAY - timedelta(days=6), TODAY, "en")


def test_the_place_of_a_row_is_its_title_id_and_language_on_one_line(row):
    shown = replace(row, title="Pay\nby\x1b[31m card", article="pay", language="it")
    assert say.place(shown) == "Pay by [31m card (pay, it)"
    assert say.title(replace(row, title="Pay", language="et")) == "Pay (et)"


def test_answers_that_are_fractions_are_shown_as_whole_ones():
    assert say.votes(Answers(18.9, 31.2), EN) == EN.text("report.votes", yes=18, no=31)


def test_a_fine_article_works_well_and_any_other_has_the_name_of_its_band(row):
    assert say.band(replace(row, band="watch", fine=True), EN) == EN["report.band.fine"]
    for band in ("act", "watch", "too_little"):
        assert say.band(replace(row, band=band, fine=False), EN) == EN[f"report.band.{band}"]


@pytest.mark.parametrize(("unhelped", "n"), [(1.0, 1), (1.99, 1), (2.0, 2), (7.5, 7)])
def test_unhelped_readers_are_rounded_down_and_counted_in_words(row, unhelped, n):
    assert say.unhelped(replace(row, unhelped=unhelped), EN) == EN.plural("report.unhelped", n)


def test_fewer_than_one_unhelped_reader_is_said_unless_the_article_works_well(row):
    assert say.unhelped(replace(row, unhelped=0.9, fine=False), EN) == EN["report.unhelped.none"]
    assert say.unhelped(replace(row, unhelped=0.9, fine=True), EN) == ""
    assert say.unhelped(replace(row, unhelped=3.2, fine=True), EN) == EN.plural("report.unhelped", 3)


@pytest.mark.parametrize(("yes", "no", "shown"), [(2, 2, False), (2, 3, True), (5, 0, True)])
def test_a_percentage_takes_five_answers(row, yes, no, shown):
    shared = replace(row, current=Answers(yes, no), share=yes / (yes + no), low=0.25, high=0.75)
    said = say.helpful(shared, EN)
    assert (said == EN["report.helpful_few"]) == (not shown)
    if shown:
        assert said == EN.text("report.helpful", share=formats.percent(shared.share, "en"), low="25%", high="75%")


def test_a_change_has_both_shares_with_their_counts_and_the_day_of_the_edit():
    assert say.change(effect(), EN) == EN.text(
        "report.verdict.change",
        before="40%",
        n_before=50,
        date=formats.day(date(2026, 9, 1), "en"),
        after="80%",
        n_after=50,
    )


@pytest.mark.parametrize(("answers", "share"), [(Answers(2, 2), "–"), (Answers(2, 3), "40%")])
def test_a_side_with_fewer_than_five_answers_has_a_dash_in_place_of_its_share(answers, share):
    assert say.change(effect(after=answers), EN) == EN.text(
        "report.verdict.change",
        before="40%", n_before=50, date=formats.day(date(2026, 9, 1), "en"), after=share, n_after=int(answers.total),
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["better", "worse", "no_difference"])
def test_a_verdict_is_followed_by_a_colon_and_its_size(outcome):
    judged = effect(outcome=outcome)
    assert say.verdict(judged, EN) == f"{EN[f'report.verdict.{outcome}']}: {say.effect_of_edit(judged, EN)}"


def test_without_a_verdict_the_answers_so_far_follow_after_a_dot():
    judged = effect(outcome="not_enough", after=Answers(6, 2), needed=30)
    waiting = EN.text("report.verdict.not_enough", n=8, needed=30)
    assert say.outcome(judged, EN) == waiting
    assert say.verdict(judged, EN) == f"{waiting} · {say.effect_of_edit(judged, EN)}"


@pytest.mark.parametrize(("days", "early"), [(-1, True), (0, False), (1, False)])
def test_an_edit_is_too_early_to_judge_until_the_day_of_its_first_look(days, early):
    judged = effect(outcome="not_enough", through=FIRST_LOOK + timedelta(days=days))
    too_early = EN.text("report.verdict.too_early", date=formats.day(FIRST_LOOK, "en"))
    assert (say.outcome(judged, EN) == too_early) == early


@pytest.mark.parametrize("few", ["before", "after"])
def test_with_fewer_than_five_answers_on_one_side_an_effect_has_no_size(few):
    judged = effect(**{few: Answers(3, 1)})
    assert say.effect_of_edit(judged, EN) == say.change(judged, EN)
    enough = effect(**{few: Answers(3, 2)})
    assert say.effect_of_edit(enough, EN) != say.change(enough, EN)


def test_an_effect_is_in_points_with_its_interval():
    said = say.effect_of_edit(effect(), EN).split(" · ")
    assert said[0] == EN.plural("report.verdict.effect", 40, points="+40", low="+30", high="+50")
    assert said[1:] == [say.change(effect(), EN)]


def test_an_effect_of_one_point_down_is_in_the_singular():
    judged = effect(effect=Estimate(-0.01, 0.06))
    assert say.effect_of_edit(judged, EN).startswith(
        EN.plural("report.verdict.effect", 1, points="−1", low="−11", high="+9")
    )


@pytest.mark.parametrize(("movement", "shown"), [(0.0199, False), (0.02, True), (-0.0199, False), (-0.02, True)])
def test_a_movement_of_the_site_is_named_from_two_points_up_or_down(movement, shown):
    words = EN.text("report.verdict.movement", points=formats.points(movement, "en"))
    assert (words in say.effect_of_edit(effect(movement=movement), EN)) == shown


@pytest.mark.parametrize(("edits", "shown"), [(1, False), (2, True), (5, True)])
def test_edits_judged_together_are_counted(edits, shown):
    words = EN.plural("report.verdict.series", edits)
    assert (words in say.effect_of_edit(effect(edits=edits), EN).split(" · ")) == shown


def test_a_trend_compares_the_older_weeks_with_the_newer_ones(row):
    falling = replace(
        row,
        trend="worse",
        trend_sure=0.991,
        trend_weeks=(5, 13),
        windows=TrendWindows(Answers(10, 30), Answers(90, 10)),
    )
    change = EN.text("report.trend.change", before="90%", n_before=100, old=13, after="25%", n_after=40, new=5)
    sure = EN.text("report.verdict.sure", sure="99%")
    assert say.change_of_trend(falling, EN) == f"{change}, {sure}"
    assert say.trend(falling, EN) == f"{EN['report.trend.worse']}: {change}, {sure}"


def test_an_edit_that_made_an_article_worse_explains_it_before_its_trend_does(row):
    falling = replace(row, trend="worse", windows=TrendWindows(Answers(10, 30), Answers(90, 10)))
    spoilt, repaired = effect(outcome="worse"), effect(outcome="better")
    assert say.worse(replace(falling, verdict=spoilt), EN) == say.verdict(spoilt, EN)
    assert say.worse(replace(falling, verdict=repaired), EN) == say.trend(falling, EN)
    assert say.worse(replace(falling, verdict=None), EN) == say.trend(falling, EN)


def test_a_reason_is_in_the_words_readers_chose_and_an_unknown_code_stays(row):
    assert say.reason("unclear", EN) == EN["feedback.reason.unclear"]
    assert say.reason("from_elsewhere", EN) == "from_elsewhere"


def test_of_the_reasons_as_many_as_asked_for_are_named_most_frequent_first(row):
    given = replace(row, reasons=(("unclear", 12), ("outdated", 6), ("other", 1)))
    every = [f"{EN[f'feedback.reason.{code}']} {n}" for code, n in given.reasons]
    assert say.reasons(given, EN) == ", ".join(every)
    assert say.reasons(given, EN, most=1) == every[0]
    assert say.reasons(given, EN, most=2) == ", ".join(every[:2])
