"""The digest: a week on one page, in a fixed order, and nothing in it without a reason."""

from dataclasses import replace
from datetime import date

import pytest
from tests.reporting.reports import (
    TODAY,
    ago,
    edited_site,
    gap,
    rows,
    votes,
)

from helpcentre.language.strings import strings
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.digest import as_digest
from helpcentre.reporting.text.markdown import escape_markdown
from helpcentre.reporting.text.sentences import gap_counts

EN = strings("en")


@pytest.fixture(scope="module")
def report():
    return make_report(edited_site(), TODAY)


def test_the_digest_has_figures_what_to_fix_what_got_worse_edits_and_searches_in_this_order(report):
    measured = [Measure("csat", 0.5, 10, 20, "share")]
    said = as_digest(replace(report, quarantined=3), ago(6), measured, [gap()], EN)
    heads = [line.removeprefix("## ") for line in said.splitlines() if line.startswith("## ")]
    assert heads == [
        EN["report.kpi.title"],
        EN["report.digest.fix"],
        EN["report.digest.worse"],
        EN["report.digest.verdicts"],
        EN["report.gaps.title"],
    ]
    assert said.rstrip("\n").endswith(escape_markdown(EN.text("report.quarantined", n=3)))
    assert said.startswith(f"# {EN['report.digest.title']}\n\n{escape_markdown(f'{report.site} · ')}")


def test_the_digest_dates_what_to_fix_only_if_its_window_is_longer_than_that_of_the_figures(report):
    window = escape_markdown(say.period(report, "en"))
    assert as_digest(report, ago(6), [], [], EN).count(window) == 1
    whole = as_digest(report, report.since, [], [], EN)
    assert whole.count(window) == 1  # in its heading line, and nowhere else
    assert whole.splitlines()[2].endswith(window)


def test_a_week_without_news_is_said_to_be_calm():
    calm = make_report(rows(*(votes(f"good-{number}", 40, 2) for number in range(9))), TODAY)
    said = as_digest(calm, calm.since, [], [], EN)
    assert escape_markdown(EN["report.digest.calm"]) in said
    assert EN["report.digest.fix"] not in said
    assert EN["report.digest.verdicts"] not in said
    assert EN["report.gaps.title"] not in said


def test_a_figure_without_a_value_is_in_the_digest_only_if_something_was_counted(report):
    counted = Measure("csat", None, 1, 3, "share", needs=20)
    unknown = Measure("self_service", None, 0, 0, "ratio")
    said = as_digest(report, ago(6), [counted, unknown], [], EN)
    assert escape_markdown(EN["report.kpi.csat"]) in said
    assert escape_markdown(EN["report.kpi.self_service"]) not in said


def test_the_digest_says_what_got_worse_and_how_each_edit_went(report):
    said = as_digest(report, ago(6), [], [], EN)
    spoilt, repaired = report.row("spoilt", "en"), report.row("repaired", "en")
    assert f"- {escape_markdown(f'Spoilt (en): {say.worse(spoilt, EN)}')}" in said
    assert f"- {escape_markdown(f'Repaired (en): {say.verdict(repaired.verdict, EN)}')}" in said
    assert escape_markdown(EN["report.digest.calm"]) not in said


@pytest.mark.parametrize(("many", "shown"), [(10, 10), (11, 10)])
def test_the_digest_shows_ten_articles_and_ten_searches_at_most(many, shown):
    failing = make_report(rows(*(votes(f"bad-{number:02}", 2, 28) for number in range(many))), TODAY)
    gaps = [gap(number, f"query {number}") for number in range(1, many + 1)]
    said = as_digest(failing, failing.since, [], gaps, EN).splitlines()
    assert sum(line.startswith("| Bad") for line in said) == shown
    assert sum(line.startswith("- **query") for line in said) == shown


def test_a_gap_in_the_digest_names_its_language_so_that_markdown_makes_no_link_of_it(report):
    said = as_digest(report, ago(6), [], [gap(query="a [b]", language="it")], EN)
    assert f"- **a \\[b\\]** \\(it\\): {escape_markdown(gap_counts(gap(), report.until, EN))}" in said


def test_the_week_of_the_digest_ends_with_the_day_of_the_report(report):
    said = as_digest(report, date(2026, 11, 16), [], [], EN)
    assert escape_markdown(formats.days(date(2026, 11, 16), TODAY, "en")) in said
