import csv
import io
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reporting.reports import TODAY, ago, article, at, rows, time_of, votes, weekly_votes

from helpcentre.language.strings import strings
from helpcentre.reporting.article_history import count_weeks, make_article_history
from helpcentre.reporting.calendar_bins import spans_before
from helpcentre.reporting.records import (
    CommentRecord,
    ContactCount,
    HeadingCount,
    Issue,
    Query,
    Version,
    ViewCount,
    VoteCount,
)
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.reporting.text.csv_writer import FORMULA_STARTS, to_csv
from helpcentre.reporting.text.digest import as_digest
from helpcentre.reporting.text.fail_under import check_fail_under, find_below
from helpcentre.reporting.text.json_values import as_json
from helpcentre.reporting.text.markdown import as_markdown
from helpcentre.reporting.text.markdown_table import escape_markdown
from helpcentre.reporting.text.plain_text import as_text

EN = strings("en")


def small_site(**more):
    return rows(
        votes("pay", 18, 31, reason="unclear"),
        votes("good", 80, 5),
        votes("few", 0, 2, language="it"),
        votes("pay", 9, 1, language="it"),
        **more,
    )


def comment(text, name="pay", number=1, **more):
    known = {"value": 0, "reason": "unclear", "heading": None, "state": "counted"}
    return CommentRecord(f"c{number}", f"v{number}", name, "en", "a" * 16, text, time_of(number), **{**known, **more})


def test_every_article_with_an_answer_is_listed_worst_first():
    report = make_report(small_site(), TODAY)
    assert [(row.article, row.language, row.band) for row in report.rows] == [
        ("pay", "en", "act"),
        ("pay", "it", "watch"),
        ("good", "en", "watch"),
        ("few", "it", "too_little"),
    ]


def test_the_same_records_in_another_order_give_the_same_report():
    records = small_site()
    shuffled = replace(records, votes=records.votes[::-1], articles=records.articles[::-1], totals=records.totals[::-1])
    assert as_json(make_report(shuffled, TODAY)) == as_json(make_report(records, TODAY))


def test_a_language_filter_keeps_an_articles_standing():
    whole, italian = make_report(small_site(), TODAY), make_report(small_site(), TODAY, language="it")
    assert [row.article for row in italian.rows] == ["pay", "few"]
    assert italian.row("pay", "it") == whole.row("pay", "it")


def test_a_reader_who_looked_for_something_else_does_not_count_against_the_article():
    with_it = rows(votes("pay", 18, 3), votes("pay", 0, 40, reason="wrong_page"))
    row = make_report(with_it, TODAY).rows[0]
    assert (row.yes, row.no, row.wrong_page) == (18, 3, 40)
    assert row.fine
    assert row.since_edit == (18, 3)


def test_an_article_with_only_wrong_page_answers_is_listed_without_a_share():
    row = make_report(rows(votes("pay", 0, 4, reason="wrong_page")), TODAY).rows[0]
    assert (row.yes, row.no, row.share, row.band) == (0, 0, None, "too_little")


def test_of_two_articles_with_the_same_answers_the_one_that_fails_now_comes_first():
    lately = (*votes("lately", 15, 0, days=29), *votes("lately", 0, 15, days=0))
    before = (*votes("before", 0, 15, days=29), *votes("before", 15, 0, days=0))
    report = make_report(rows(before, lately), TODAY)
    assert [row.article for row in report.rows] == ["lately", "before"]
    assert (report.rows[0].yes, report.rows[0].no) == (report.rows[1].yes, report.rows[1].no)


def test_votes_before_the_window_do_not_count_in_the_row():
    row = make_report(rows(votes("pay", 5, 5), votes("pay", 50, 0, days=40)), TODAY).rows[0]
    assert (row.yes, row.no) == (5, 5)


def test_readers_are_page_views_if_these_are_counted():
    views = (ViewCount(ago(2).toordinal(), "pay", "en", 5000),)
    counted, voters = make_report(small_site(views=views), TODAY), make_report(small_site(), TODAY)
    assert (counted.readers_from, voters.readers_from) == ("views", "votes")
    assert counted.row("pay", "en").unhelped > 50 * voters.row("pay", "en").unhelped


def traced_site(**more):
    names = ("pay", "read", "asked", "silent", "gone")
    known = tuple(article(name, live=name != "gone") for name in names)
    seen = tuple(Version(name, "en", "a" * 16, time_of(300), "") for name in names)
    return rows(votes("pay", 18, 3), articles=(*known, article("later")), versions=seen, **more)


def contacts_from(name, n):
    return ContactCount(ago(2).toordinal(), "email", name, "en", n)


def test_an_article_that_is_only_read_or_leads_to_contacts_is_a_row():
    views = tuple(ViewCount(ago(2).toordinal(), name, "en", 900) for name in ("pay", "read", "gone"))
    report = make_report(traced_site(views=views, contacts=(contacts_from("asked", 2),)), TODAY)
    assert {row.article for row in report.rows} == {"pay", "read", "asked"}
    read = report.row("read", "en")
    assert (read.yes, read.no, read.share, read.readers, read.band) == (0, 0, None, 900, "too_little")
    assert (read.trend, read.verdict, read.low, read.high) == ("unknown", None, 0, 1)
    assert read.unhelped > 0


def test_articles_with_nothing_at_all_are_not_read():
    views = (ViewCount(ago(2).toordinal(), "read", "en", 900),)
    report = make_report(traced_site(views=views), TODAY)
    assert [one.article for one in report.silent] == ["asked", "silent"]
    assert [one["article"] for one in as_json(report)["not_read"]] == ["asked", "silent"]
    assert "NOT READ IN THIS PERIOD: 2\n  Asked (asked, en)\n  Silent (silent, en)" in as_text(report, EN)


def test_articles_without_a_trace_are_only_counted_if_views_are_not():
    report = make_report(traced_site(), TODAY)
    said = as_text(report, EN)
    assert "NO ANSWERS AND NO OTHER TRACE: 3\n\n" in said
    assert "  Silent (silent, en)" in as_text(report, EN, whole=True)


def test_articles_of_another_language_are_not_listed_as_not_read():
    report = make_report(traced_site(), TODAY, language="it")
    assert (report.rows, report.silent) == ((), ())


def test_many_contacts_without_any_vote_are_something_to_act_on():
    views = tuple(ViewCount(ago(2).toordinal(), name, "en", 900) for name in ("pay", "read", "asked"))
    report = make_report(
        traced_site(views=views, contacts=(contacts_from("asked", 60), contacts_from("pay", 5))), TODAY
    )
    assert (report.rows[0].article, report.rows[0].band) == ("asked", "act")


def test_a_rollup_adds_the_languages_up():
    report = make_report(small_site(), TODAY)
    first = report.rollups[0]
    assert (first.article, first.languages, first.yes, first.no) == ("pay", ("en", "it"), 27, 32)
    assert first.unhelped == pytest.approx(sum(row.unhelped for row in first.rows))


def test_headings_are_shown_in_their_words_and_contacts_by_channel():
    records = small_site(
        articles=(article("pay", headings=(("expired", "The card has expired"),)), article("good")),
        headings=(HeadingCount("pay", "en", "a" * 16, "expired", 8), HeadingCount("pay", "en", "a" * 16, "gone", 2)),
        contacts=(ContactCount(ago(1).toordinal(), "whatsapp", "pay", "en", 3),),
    )
    row = make_report(records, TODAY).row("pay", "en")
    assert row.headings == (("expired", "The card has expired", 8), ("gone", "gone", 2))
    assert row.contacts == (("whatsapp", 3),)


def test_a_search_that_ended_at_an_article_and_was_reworded_bounced():
    queries = (
        Query(b"q2", "refund money", "en", 4, "good", None, b"q1", False, False, at(1)),
        Query(b"q1", "money", "en", 9, "pay", None, None, False, False, at(1)),
    )
    report = make_report(small_site(queries=queries), TODAY)
    assert report.row("pay", "en").bounced == 1
    assert report.row("good", "en").bounced == 0


def test_open_issues_are_on_the_row_and_closed_ones_are_not():
    known = {"nature": "content", "severity": 2, "article": "pay", "language": "en", "owner": None, "closed": None}
    issues = (
        Issue(4, "Say which cards", status="open", opened=time_of(9), **known),
        Issue(5, "Old", status="fixed", opened=time_of(9), **known),
    )
    assert make_report(small_site(issues=issues), TODAY).row("pay", "en").issues == (4,)


def edited_site():
    return rows(
        weekly_votes("pay", 4, 6, 297, 66),
        weekly_votes("pay", 8, 1, 59, 3, version="b" * 16),
        articles=(article("pay", version="b" * 16),),
        versions=(
            Version("pay", "en", "a" * 16, time_of(300), ""),
            Version("pay", "en", "b" * 16, time_of(60), ""),
        ),
    )


def test_an_edit_that_helped_gets_its_verdict_in_one_sentence():
    report = make_report(edited_site(), TODAY)
    row = report.rows[0]
    assert row.verdict.outcome == "better"
    assert row.edited == ago(60)
    said = as_text(report, EN)
    low, high = (round(100 * bound) for bound in row.verdict.effect.interval)
    points = round(100 * row.verdict.effect.mean)
    assert 30 < points < 55
    before, after = "before 40% (80)", "since 23 September 89% (72)"
    assert f"Better: +{points} points (90%: +{low} to +{high}) · {before} → {after}" in said


def test_an_edit_is_too_early_to_judge_before_its_sixth_week_is_over():
    early = rows(
        votes("pay", 36, 51, days=60, version="a" * 16),
        votes("pay", 25, 4, days=4, version="b" * 16),
        articles=(article("pay", version="b" * 16),),
        versions=(
            Version("pay", "en", "a" * 16, time_of(300), ""),
            Version("pay", "en", "b" * 16, time_of(20), ""),
        ),
    )
    said = as_text(make_report(early, TODAY), EN)
    assert "Too early to judge before 13 December · +" in said
    assert "before 41% (87) → since 2 November 86% (29)" in said


def test_no_percentage_is_shown_of_fewer_than_five_answers():
    said = as_text(make_report(rows(votes("few", 1, 2)), TODAY), EN)
    assert "%" not in said.split("TOO LITTLE DATA")[1].split("Target")[0]
    assert "few, en): Yes: 1 · No: 2" in said


def test_an_empty_database_says_what_will_come():
    assert EN["report.empty"] in as_text(make_report(rows(), TODAY), EN)


def test_json_has_the_contracts_keys():
    found = json.loads(json.dumps(as_json(make_report(small_site(), TODAY))))
    row = found["rows"][0]
    assert {"article", "language", "band", "yes", "no", "low", "high", "unhelped"} <= row.keys()
    assert (row["yes"], row["no"]) == (18, 31)
    assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_no_csv_field_begins_like_a_formula_and_nothing_is_lost(text):
    written = to_csv(("text",), [{"text": text}])
    found = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert found[0] == ["text"]
    assert not found[1][0].lstrip(" ").startswith(FORMULA_STARTS)
    assert found[1][0].removeprefix("'") == text.removeprefix("'")


def test_a_formula_in_a_comment_is_only_text_in_csv():
    report = make_report(small_site(comments=(comment('=HYPERLINK("http://evil.example","refund")'),)), TODAY)
    assert '"\'=HYPERLINK(""http://evil.example"",""refund"")"' in as_csv(report)


def test_numbers_stay_numbers_in_csv():
    line = next(iter(csv.DictReader(io.StringIO(as_csv(make_report(small_site(), TODAY)).removeprefix("\ufeff")))))
    assert (line["article"], line["yes"], line["no"]) == ("pay", "18", "31")
    assert float(line["unhelped"]) > 10


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_readers_words_are_not_read_as_markdown(text):
    import markdown

    html = markdown.markdown(f"- {escape_markdown('x' + text)}", extensions=["tables"])
    tags = {part.split(">")[0].strip("/") for part in html.split("<")[1:]}
    assert tags <= {"ul", "li", "li/", "ul/", "p", "/ul", "/li"}


def test_mentions_and_issue_numbers_in_comments_call_nobody():
    assert "@" not in escape_markdown("@everyone see #12")
    assert "#12" not in escape_markdown("@everyone see #12")


def test_a_comment_cannot_steer_the_terminal():
    report = make_report(small_site(comments=(comment("nice\x1b[2J\u202epage\nnext"),)), TODAY)
    said = as_text(report, EN)
    assert "\x1b" not in said
    assert "“nice [2J page next”" in said


def test_markdown_has_a_table_and_the_evidence():
    said = as_markdown(make_report(small_site(), TODAY), EN)
    assert "| Pay \\(en\\) | Act | 13 |" in said
    assert "- Reasons: It's hard to understand 31" in said


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_every_language_has_words_for_the_whole_report(language):
    words = strings(language)
    assert as_text(make_report(edited_site(), TODAY), words)
    assert words["report.title"] == as_text(make_report(small_site(), TODAY), words).split(" · ")[0]


def test_the_weeks_of_an_article_are_all_there_and_hold_all_its_answers():
    counted = count_weeks(
        votes("pay", 6, 3, days=0) + votes("pay", 4, 0, days=7) + votes("pay", 9, 9, days=400), TODAY, 10
    )
    assert len(counted) == 10
    assert (counted[-1].yes, counted[-1].no, counted[-2].yes) == (6, 3, 4)
    assert counted[-1].share == pytest.approx(10 / 13)
    assert counted[0].share is None


def test_the_story_of_an_unknown_article_is_none():
    records = small_site()
    report = make_report(records, TODAY)
    assert make_article_history(records, report, (), "nothing", "en") is None
    history = make_article_history(records, report, (), "pay", "it")
    assert [one.language for one, _ in history.languages] == ["en", "it"]


def test_fail_under_fails_only_for_articles_clearly_below():
    report = make_report(small_site(), TODAY)
    assert [(row.article, row.language) for row in find_below(report, 60)] == [("pay", "en")]
    assert check_fail_under(report, 60, EN)[0] == 1
    assert check_fail_under(report, 40, EN) == (0, "No article is clearly below 40%")


def test_fail_under_reports_a_certain_posterior_with_its_probability():
    report = make_report(small_site(), TODAY)
    row = report.row("pay", "en")
    edge = 100 * row.belief.quantile(0.95)
    assert find_below(report, edge - 0.1) == ()
    assert find_below(report, edge + 0.1) == (row,)
    assert "pay (en): Helpful: 37% (90% interval: 26% to 48%) · probability 99%" in check_fail_under(report, 60, EN)[1]


def test_four_bad_answers_fail_no_gate_however_low_it_is_set():
    report = make_report(rows(votes("few", 0, 4), votes("enough", 0, 5)), TODAY)
    assert [row.article for row in find_below(report, 99)] == ["enough"]


def test_two_bad_votes_raise_no_alert():
    report = make_report(rows(votes("few", 0, 2), votes("good", 40, 2)), TODAY)
    assert check_fail_under(report, 90, EN)[0] == 0
    assert EN["report.digest.calm"] in as_digest(report, report.since, (), (), EN).replace("\\", "")


@pytest.mark.parametrize("days", [7, 28, 30, 90, 118, 125, 400])
def test_a_report_from_spans_of_earlier_days_is_the_one_from_each_day(days):
    chance = random.Random(days)
    daily = tuple(
        VoteCount(ago(back).toordinal(), name, "en", "a" * 16, value, reason, chance.randint(1, 9))
        for back in range(160)
        for name in ("pay", "good")
        for value, reason in ((1, ""), (0, ""), (0, "unclear"), (0, "wrong_page"))
        if chance.random() < 0.7
    )
    whole = rows(daily)
    first = ago(days - 1).toordinal()
    spans = spans_before(TODAY, days)
    summed = tuple(
        VoteCount(until.toordinal(), vote.article, "en", vote.version, vote.value, "", vote.n)
        for since, until in spans
        for vote in daily
        if since.toordinal() <= vote.day <= until.toordinal() and vote.reason != "wrong_page"
    )
    parted = replace(whole, votes=tuple(vote for vote in daily if vote.day >= first), earlier=summed)
    assert make_report(parted, TODAY, days) == make_report(whole, TODAY, days)
    assert all(since <= until < ago(days - 1) for since, until in spans)
