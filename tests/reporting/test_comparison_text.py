"""The comparison with the period before in words, as JSON and as a table on the overview."""

import re
from datetime import date

import pytest

from helpcentre.collector.pages.page_context import PageContext
from helpcentre.collector.pages.report_pages import render_overview
from helpcentre.language.strings import strings
from helpcentre.reporting.answers import Answers
from helpcentre.reporting.overview import Overview
from helpcentre.reporting.period_comparison import Group, PeriodComparison
from helpcentre.reporting.records import ReportRows
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.comparison import comparison_json, comparison_text, share_text, summary

UNTIL = date(2026, 11, 30)
HOSTILE = "<b title=x>&\"'"
GROUPS = (
    Group("et", Answers(11, 9), Answers(60, 40), 0.0208, -0.1),
    Group("en", Answers(85, 15), Answers(1200, 34), 0.0204, 0.0),
    Group("", Answers(), Answers(2, 2), 0.0, 0.004),
)
COMPARED = PeriodComparison("language", Answers(96, 24), Answers(1262, 76), GROUPS)


def one_group(grouping, name):
    half = Answers(5, 5)
    return PeriodComparison(grouping, half, half, (Group(name, half, half, 0.0, 0.0),))


def overview(comparison, language="en", **context):
    report = make_report(ReportRows(UNTIL, UNTIL), UNTIL, 30, None)
    page = PageContext(language=language, is_signed_in=True, query=(("by", "language"),), **context)
    return render_overview(page, Overview(report, (), {}, (), comparison))


@pytest.mark.parametrize(
    ("answers", "text"), [(Answers(4, 0), "–"), (Answers(4, 1), "80%"), (Answers(0, 5), "0%"), (Answers(), "–")]
)
def test_a_share_is_shown_from_five_answers_on(answers, text):
    assert share_text(answers, "en") == text


def test_the_summary_names_both_parts_of_the_change():
    assert summary(COMPARED, strings("en")) == (
        "Helpful: 94%, before: 80%, a change of +14 points: +4 within the groups, −10 from a shift between them."
    )


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_every_language_has_its_sentence_with_all_five_figures(language):
    sentence = summary(COMPARED, strings(language))
    assert [figure for figure in ("94", "80", "+14", "+4", "−10") if figure not in sentence] == []


def test_each_group_has_a_line_and_one_without_name_a_dash():
    assert comparison_text(COMPARED, strings("en")).splitlines()[2:] == [
        "  et: 55% → 60% · answers: 20 → 100 · Within the group: +2 · Shift: −10",
        "  en: 85% → 97% · answers: 100 → 1,234 · Within the group: +2 · Shift: ±0",
        "  –: – → – · answers: 0 → 4 · Within the group: ±0 · Shift: ±0",
    ]


def test_a_name_cannot_control_the_terminal():
    assert "a [2J b: " in comparison_text(one_group("owner", "a\x1b[2J\nb"), strings("en"))


def test_json_has_counts_and_differences_of_shares():
    found = comparison_json(COMPARED)
    assert (found["within"], found["mix"], found["change"]) == (0.0412, -0.096, 0.1432)
    assert found["groups"][0] == {
        "name": "et",
        "before": {"yes": 11, "no": 9},
        "now": {"yes": 60, "no": 40},
        "within": 0.0208,
        "mix": -0.1,
    }


def test_the_overview_names_languages_in_their_own_words():
    html = overview(COMPARED)
    assert '<th scope="row">eesti</th>' in html.replace("Eesti", "eesti")
    assert '<th scope="row">–</th>' in html
    assert "1,234" in html


def test_the_grouping_that_is_shown_is_marked_and_the_others_are_links():
    html = overview(one_group("kind", "faq"))
    assert re.findall(r'by=(\w+)[^>]*aria-current="true">Kind', html) == ["kind"]
    assert [name for name in ("by=language", "by=topic", "by=owner") if name not in html] == []
    assert f'<th scope="row">{strings("en")["kind.faq"]}</th>' in html


def test_names_of_groups_are_escaped():
    html = overview(one_group("owner", HOSTILE))
    assert HOSTILE not in html
    assert "&lt;b title=x&gt;&amp;" in html


def test_without_a_comparison_the_overview_has_no_section_for_it():
    assert 'id="compare"' not in overview(None)
