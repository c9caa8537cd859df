"""The report as Markdown: readers' words stay plain text, and tables have their columns."""

import pytest
from markdown import markdown
from tests.reporting.reports import TODAY, edited_site, gap, rows

from helpcentre.language.strings import strings
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.markdown import article_table, as_markdown, escape_markdown

EN = strings("en")


@pytest.fixture(scope="module")
def report():
    return make_report(edited_site(), TODAY)


@pytest.mark.parametrize(
    "text",
    ["*a*", "_a_", "`a`", "[a](b)", "![a](b)", "# a", "1. a", "- a", "+ a", "<b>", "&lt;", "\\", "> a",
     "{a}", "a!", "@team", "#12", "https://x.example", "& < @ #"],
)  # fmt: skip
def test_escaped_text_is_shown_by_markdown_exactly_as_it_is(text):
    html = markdown(escape_markdown(text))
    shown = html.removeprefix("<p>").removesuffix("</p>")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#64;", "@"), ("&#35;", "#"), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert shown == text


@pytest.mark.parametrize("sign", ["|", "~"])
def test_signs_of_githubs_tables_and_strikethrough_are_escaped_too(sign):
    assert escape_markdown(f"a {sign} b") == f"a \\{sign} b"


def test_entities_that_escaping_makes_are_not_escaped_again():
    assert escape_markdown("&<@#") == "&amp;&lt;&#64;&#35;"
    assert escape_markdown("&copy;") == "&amp;copy;"


def test_a_table_row_has_title_band_whole_readers_share_and_answers(report):
    head, rule, first, *_ = article_table(report.rows, EN)
    assert head.count("|") == rule.count("|") == first.count("|") == 6
    cells = [cell.strip() for cell in first.strip("|").split("|")]
    row = report.rows[0]
    assert cells[0] == escape_markdown("Failing (en)")
    assert cells[1] == EN["report.band.act"]
    assert cells[2] == str(int(row.unhelped))
    assert "37%" in cells[3]
    assert cells[4] == escape_markdown(EN.text("report.votes", yes=18, no=31))


def test_markdown_has_no_more_than_one_empty_line_between_its_parts(report):
    said = as_markdown(report, EN, [gap()])
    assert "\n\n\n" not in said
    assert said.startswith(f"## {EN['report.title']}\n\n")
    assert said.endswith("</sub>\n")


def test_markdown_without_any_answer_says_what_will_come_and_has_no_table():
    said = as_markdown(make_report(rows(), TODAY), EN)
    assert escape_markdown(EN["report.empty"]) in said
    assert "|---" not in said
