"""The report as plain values: rounded shares, whole counts, and nothing lost."""

from dataclasses import replace

import pytest
from tests.reporting.reports import (
    NEW,
    OLD,
    TODAY,
    ago,
    article,
    edited_site,
    rows,
    time_of,
    votes,
)

from helpcentre.reporting.records import CommentRecord, Version
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.json_values import as_json, comment_json, row_json, verdict_json


@pytest.fixture(scope="module")
def report():
    return make_report(edited_site(), TODAY)


def test_the_json_of_a_row_rounds_shares_and_keeps_counts_whole(report):
    plain = row_json(report.row("failing", "en"))
    assert plain["share"] == round(18 / 49, 4)
    assert plain["current"] == plain["since_edit"] == {"yes": 18, "no": 31}
    assert plain["at_least"] == int(report.row("failing", "en").unhelped)
    assert plain["verdict"] is plain["edited"] is None
    assert all(value == round(value, 4) for value in (plain["low"], plain["high"], plain["below_target"]))


def test_an_article_without_any_yes_or_no_has_no_share_in_json():
    found = make_report(rows(votes("pay", 0, 2, reason="wrong_page")), TODAY).rows[0]
    assert row_json(found)["share"] is None
    assert row_json(found)["wrong_page"] == 2


def test_the_json_of_a_verdict_has_both_sides_and_the_estimate(report):
    row = report.row("repaired", "en")
    plain = verdict_json(row.verdict)
    assert plain["outcome"] == "better"
    assert plain["since"] == row_json(row)["edited"] == ago(59).isoformat()
    assert plain["before"] == {"yes": int(row.verdict.before.yes), "no": int(row.verdict.before.no)}
    assert plain["low"] < plain["effect"] < plain["high"]
    assert plain["sure_better"] > 0.99
    assert (plain["edits"], plain["version"]) == (1, NEW)
    assert verdict_json(None) is None


def test_two_comments_of_a_row_are_in_the_json_and_all_are_counted():
    said = tuple(
        CommentRecord(f"c{n}", "v", "pay", "en", OLD, f"text {n}", time_of(n), 0, "unclear", "part", "counted")
        for n in range(3)
    )
    plain = row_json(make_report(rows(votes("pay", 1, 9), comments=said), TODAY).rows[0])
    assert [one["id"] for one in plain["comments"]] == ["c0", "c1"]
    assert plain["comment_count"] == 3
    assert comment_json(said[1]) == {
        "id": "c1", "text": "text 1", "language": "en", "occurred": time_of(1).isoformat(), "value": 0,
        "reason": "unclear", "heading": "part", "issue": None,
    }  # fmt: skip


def test_the_json_of_a_report_lists_articles_over_their_languages_and_those_not_read():
    records = rows(votes("pay", 3, 9), votes("pay", 1, 9, language="it"))
    records = replace(records, articles=(*records.articles, article("silent")),
                      versions=(*records.versions, Version("silent", "en", OLD, time_of(99), "")))  # fmt: skip
    plain = as_json(make_report(records, TODAY))
    assert [(one["article"], set(one["languages"]), one["yes"], one["no"]) for one in plain["articles"]] == [
        ("pay", {"en", "it"}, 4, 18)
    ]
    assert plain["not_read"] == [{"article": "silent", "language": "en", "title": "Silent", "url": "en/faq/silent/"}]
    assert plain["prior"] == [round(value, 4) for value in plain["prior"]]
    assert (plain["since"], plain["until"], plain["days"]) == (ago(29).isoformat(), TODAY.isoformat(), 30)
