"""Issues as text, CSV and plain values that can be read back."""

from datetime import UTC, datetime

import pytest
from tests.reporting.reports import issue

from helpcentre.language.strings import strings
from helpcentre.reporting.text.issues import issue_from_json, issue_json, issues_csv, issues_text

EN = strings("en")


def test_an_issue_read_back_from_its_json_is_the_same():
    closed = issue(7, closed=datetime(2026, 11, 9, 9, tzinfo=UTC), status="fixed", items=("a", "b"), frequency=2)
    for one in (issue(4), closed):
        assert issue_from_json(issue_json(one)) == one


def test_with_a_read_only_key_the_items_of_an_issue_are_a_number_and_unknown():
    assert issue_from_json(issue_json(issue(4, items=("a",))) | {"items": 1}).items == ()


def test_the_csv_of_issues_is_in_order_of_urgency_and_counts_items():
    lines = issues_csv([issue(1, status="fixed"), issue(2, items=("a", "b", "c"))]).splitlines()
    assert lines[1].startswith('"F-2"')
    assert lines[1].endswith('"3"')
    assert lines[2].startswith('"F-1"')


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ({}, "pay (it)"),
        ({"language": None}, "pay"),
        ({"article": None, "language": None}, "–"),
    ],
)
def test_an_issue_names_its_article_with_the_language_as_far_as_it_has_them(where, shown):
    said = issues_text([issue(4, owner=None, **where)], EN).splitlines()
    assert said[0] == "F-4     Issue 4"
    assert said[1].startswith(f"        {shown} · ")
    assert said[1].endswith(" · –")


def test_without_issues_the_list_says_so():
    assert issues_text([], EN) == EN["report.triage.none"] + "\n"
