"""The report in a terminal: within a minute, what to fix and what got better."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.reporting.reports import TODAY, ago, article, at, rows, time_of, votes, weekly_votes

from helpcentre.language.builtin import report_languages
from helpcentre.language.strings import strings
from helpcentre.reporting.changes import find_edited, find_helped, find_worse
from helpcentre.reporting.records import CommentRecord, Query, Version
from helpcentre.reporting.report import make_report
from helpcentre.reporting.report_model import Gap
from helpcentre.reporting.text.formats import percent
from helpcentre.reporting.text.plain_text import as_text, list_facts
from helpcentre.reporting.text.sentences import unhelped

EN = strings("en")


GOOD = [f"good-{number:02}" for number in range(15)]
OLD, NEW = "a" * 16, "b" * 16


def site(**more):
    """One article fails, one was repaired, one spoilt, one falls, one is middling, fifteen are good, one is unknown."""
    return rows(
        votes("failing", 18, 31, reason="unclear"),
        weekly_votes("repaired", 4, 6, 300, 60), weekly_votes("repaired", 9, 1, 58, version=NEW),
        weekly_votes("spoilt", 9, 1, 300, 60), weekly_votes("spoilt", 5, 4, 58, version=NEW),
        weekly_votes("falling", 9, 1, 300, 35), weekly_votes("falling", 5, 5, 19, 5), votes("falling", 1, 4, days=2),
        votes("middling", 20, 9),
        votes("rare", 1, 1),
        *(votes(name, 40, 2) for name in GOOD),
        articles=(
            *(article(name, version=NEW) for name in ("repaired", "spoilt")),
            *(article(name) for name in ("failing", "falling", "middling", "rare", *GOOD)),
        ),
        versions=tuple(
            Version(name, "en", version, time_of(days), "")
            for name in ("repaired", "spoilt")
            for version, days in ((OLD, 300), (NEW, 59))
        ),
        **more,
    )  # fmt: skip


def report_lines(records=None, gaps=(), **more):
    return as_text(make_report(records or site(), TODAY), EN, gaps, **more)


def section(said, head):
    return said.split(f"\n{head}", 1)[1].split("\n\n")[0].splitlines()[1:]


def test_the_second_line_says_how_many_to_fix_how_many_worse_and_how_many_edits_helped():
    assert report_lines(site(quarantined=3)).splitlines()[1] == (
        "Articles to act on: 3 · Got worse: 2 · Edits that helped: 1 · Waiting in quarantine: 3"
    )


def test_an_article_that_works_well_says_nothing_of_readers_it_hardly_lost():
    by_name = {row.article: row for row in make_report(site(), TODAY).rows}
    good, rare = by_name["good-00"], by_name["rare"]
    assert good.fine
    assert good.unhelped_rounded_down == rare.unhelped_rounded_down == 0
    for language in report_languages():
        words = strings(language)
        assert unhelped(good, words) == ""
        assert list_facts(good, words)[0].startswith(words["report.helpful"].partition("{")[0])
        label, _, few = unhelped(rare, words).partition(": ")
        assert label
        assert few


def test_articles_to_fix_come_first_then_changes_then_the_rest():
    gap = Gap(1, "en", (("qris", 4),), 4, 0, 0, ago(3), ago(1), None)
    heads = [
        line for line in report_lines(gaps=(gap,)).splitlines() if line and line == line.upper() and line[0].isalpha()
    ]
    assert heads == [
        "ACT", "GOT WORSE", "DID THE LAST EDITS HELP?", "FAILED SEARCHES", "WATCH: 1", "WORKS WELL: 16",
        "TOO LITTLE DATA: 1",
    ]  # fmt: skip


def test_articles_that_got_worse_have_the_counts_of_both_sides_and_the_probability():
    worse = section(report_lines(), "GOT WORSE")
    change = "90% (130) in the 13 weeks before → 46% (35) in the last 5 weeks, probability 99%"
    assert f"  Falling (falling, en): Getting worse: {change}" in worse
    assert any(line.startswith("  Spoilt (spoilt, en): ") for line in worse)


def test_the_edits_of_ninety_days_are_together_whatever_the_band_of_their_article():
    edits = section(report_lines(), "DID THE LAST EDITS HELP?")
    assert [line.split(" (")[0].strip() for line in edits] == ["Repaired", "Spoilt"]


def test_articles_that_work_well_are_only_counted_unless_all_are_asked_for():
    assert "good-03" not in report_lines()
    assert "Good 03 (good-03, en): Helpful: 95%" in report_lines(whole=True)


def test_an_article_whose_shown_share_is_below_the_target_does_not_work_well():
    by_name = {row.article: row for row in make_report(site(), TODAY).rows}
    assert by_name["good-00"].fine
    prior = [votes(name, 40, 2) for name in GOOD]
    for yes, no, fine in ((6, 3, False), (7, 3, True), (2, 2, True)):  # 67%, 70%, and too few to show a share
        found = {row.article: row for row in make_report(rows(votes("close", yes, no), *prior), TODAY).rows}
        assert found["close"].below_target <= 0.25
        assert found["close"].fine == (fine and found["close"].band == "watch"), (yes, no)


def test_a_share_below_one_percent_keeps_two_decimals_and_only_none_is_zero():
    shares = (None, 0, 1e-7, 44 / 58_005, 0.006, 0.0101, 0.5, 0.996, 1)
    assert [percent(share, "en") for share in shares] == [
        "–", "0%", "0.01%", "0.08%", "0.6%", "1%", "50%", "99%", "100%",
    ]  # fmt: skip
    assert percent(44 / 58_005, "et") == "0,08%"
    assert percent(0.006, "fr") == "0,6\xa0%"


def test_of_a_long_band_ten_are_listed_and_the_others_counted():
    many = rows(*(votes(f"rare-{number:02}", 1, 1) for number in range(14)))
    assert section(report_lines(many), "TOO LITTLE DATA: 14")[-1] == "  and 4 more (--all lists every article)"
    assert len(section(report_lines(many, whole=True), "TOO LITTLE DATA: 14")) == 14


def test_a_comment_many_readers_sent_is_quoted_once():
    said = [
        CommentRecord(f"c{number}", "v", "failing", "en", "a" * 16, text, time_of(number), 0, None, None, "counted")
        for number, text in enumerate(["same words", "same words", "others"])
    ]
    assert report_lines(site(comments=tuple(said))).count("same words") == 1


def test_an_edit_of_long_ago_that_did_harm_is_not_listed_as_news():
    old = site()
    report = make_report(old, TODAY)
    assert {row.article for row in find_edited(report)} == {"repaired", "spoilt"}
    assert [row.article for row in find_helped(report)] == ["repaired"]
    later = replace(report, until=TODAY + timedelta(32))
    assert find_edited(later) == find_helped(later) == ()
    assert "spoilt" in {row.article for row in later.rows if row.verdict and row.verdict.outcome == "worse"}
    assert [row.article for row in find_worse(later) if row.trend != "worse"] == []


def test_searches_that_failed_before_other_words_led_to_an_article_are_on_its_row():
    queries = (
        Query(b"q2", "card refused", "en", 4, "failing", None, b"q1", False, False, at(1)),
        Query(b"q1", "bounces", "en", 0, "", None, None, False, False, at(1)),
        Query(b"q3", "card", "en", 4, "failing", None, None, False, False, at(1)),
    )
    report = make_report(site(queries=queries), TODAY)
    assert report.row("failing", "en").sought == 1
    assert "Found only after a failed search: 1" in as_text(report, EN)


@pytest.mark.parametrize("language", report_languages())
def test_the_words_are_those_of_the_language_asked_for(language):
    words = strings(language)
    said = as_text(make_report(site(), TODAY), words)
    for key in ("report.got_worse", "report.did_it_help", "report.band.act"):
        assert f"\n{words[key].upper()}" in said
    if language != "en":
        english = {EN[key] for key in EN if key.startswith("report.")} - {words[key] for key in words}
        assert [text for text in english if len(text) > 8 and text in said] == []
