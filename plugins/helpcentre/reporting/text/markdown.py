"""The report as Markdown for a pull request or an issue; readers' words are escaped, so that they stay plain text."""

import re
from collections.abc import Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Gap, Report, Row
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.markdown_table import article_table, escape_markdown
from helpcentre.reporting.text.plain_text import glance, list_facts, list_sections


def as_markdown(report: Report, words: Strings, gaps: Sequence[Gap] = (), *, whole: bool = False) -> str:
    """Return the report as Markdown: what to fix as a table with the evidence below, then the sections of the text."""
    period = say.period(report, words.language)
    head = escape_markdown(" · ".join(part for part in (report.site, period) if part))
    summary = " · ".join(glance(report, words)) if report.rows else words["report.empty"]
    lines = [f"## {words['report.title']}", "", head, "", escape_markdown(summary)]
    acting = report.band("act")
    if acting:
        lines += ["", *article_table(acting, words)]
    for title, section in list_sections(report, words, gaps, whole=whole):
        lines += ["", f"### {escape_markdown(title)}", ""]
        for row in section:
            lines += (
                [f"- {escape_markdown(row.strip())}"] if isinstance(row, str) else ["", *article_evidence(row, words)]
            )
    target = words.text("report.target", share=formats.percent(report.target, words.language))
    notes = f"{target}. {words[f'report.readers_from.{report.readers_from}']} {words['report.legend']}"
    text = "\n".join([*lines, "", f"<sub>{escape_markdown(notes)}</sub>"]) + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def article_evidence(row: Row, words: Strings) -> list[str]:
    """Return the facts about one article as a Markdown list."""
    return [
        f"#### {escape_markdown(say.title(row))}",
        "",
        *(f"- {escape_markdown(one)}" for one in list_facts(row, words)),
    ]
