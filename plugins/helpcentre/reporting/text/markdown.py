"""The report as Markdown for a pull request or an issue; readers' words are escaped, so that they stay plain text."""

import re
from collections.abc import Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.gaps import Gap
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.plain_text import glance, list_facts, list_sections

_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "#": "&#35;"}


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
    target = words.text("report.target", share=say.percent(report.target, words.language))
    notes = f"{target}. {words[f'report.readers_from.{report.readers_from}']} {words['report.legend']}"
    text = "\n".join([*lines, "", f"<sub>{escape_markdown(notes)}</sub>"]) + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


def article_table(rows: Sequence[Row], words: Strings) -> list[str]:
    """Return the rows as a Markdown table."""
    heads = ("report.col.article", "report.col.band", "report.col.unhelped", "report.col.helpful", "report.col.votes")
    lines = ["| " + " | ".join(escape_markdown(words[head]) for head in heads) + " |", "|---|---|--:|---|---|"]
    for row in rows:
        cells = (
            escape_markdown(say.title(row)),
            escape_markdown(say.band(row, words)),
            str(row.unhelped_rounded_down),
            escape_markdown(say.helpful(row, words).partition(": ")[2]),
            escape_markdown(words.text("report.votes", yes=row.yes, no=row.no)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def article_evidence(row: Row, words: Strings) -> list[str]:
    """Return the facts about one article as a Markdown list."""
    return [
        f"#### {escape_markdown(say.title(row))}",
        "",
        *(f"- {escape_markdown(one)}" for one in list_facts(row, words)),
    ]


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no mention, no issue link."""
    quoted = "".join(_ENTITIES.get(sign, sign) for sign in say.plain(text))
    return re.sub(r"&(amp|lt|#64|#35);|[\\`*_{}\[\]()+\-.!|~>]", _escape_match, quoted)


def _escape_match(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"
