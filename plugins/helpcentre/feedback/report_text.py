"""The report for a terminal, and as Markdown for a pull request or an issue."""

import re

from helpcentre.feedback import report_words as say
from helpcentre.feedback.report import Report, Row
from helpcentre.language.strings import Strings

COMMENTS_SHOWN = 2
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "#": "&#35;"}


def as_text(report: Report, words: Strings) -> str:
    """Return the report as text: a block for each article to act on or watch, one line for each of the others."""
    language = words.language
    target = words.text("report.target", share=say.percent(report.target, language))
    lines = [
        " · ".join(part for part in (words["report.title"], report.site, say.period(report, language)) if part),
        ". ".join([target, words[f"report.readers_from.{report.readers_from}"]]),
    ]
    if report.quarantined:
        lines.append(words.text("report.quarantined", n=report.quarantined))
    if not report.rows:
        lines += ["", words["report.empty"]]
    place = 0
    for band in ("act", "watch", "too_little"):
        rows = [row for row in report.rows if row.band == band]
        if rows:
            lines += ["", words[f"report.band.{band}"].upper()]
        for row in rows:
            place += 1
            whole = band != "too_little" and not (row.fine and row.verdict is None)
            lines += _block(row, words, place) if whole else [_line(row, words, place)]
    return "\n".join([*lines, "", words["report.legend"]]) + "\n"


def _line(row: Row, words: Strings, place: int) -> str:
    said = f"{place:>3}. {say.plain(row.title)} ({row.article}, {row.language}): {_votes(row, words)}"
    return f"{said} · {say.band(row, words)}" if row.fine else said


def _votes(row: Row, words: Strings) -> str:
    said = words.text("report.votes", yes=row.yes, no=row.no)
    return f"{said} · {words.text('report.wrong_page', n=row.wrong_page)}" if row.wrong_page else said


def _block(row: Row, words: Strings, place: int) -> list[str]:
    head = f"{place:>3}. {say.plain(row.title)} ({row.article}, {row.language})"
    return [head, *(f"     {line}" for line in facts(row, words))]


def facts(row: Row, words: Strings) -> list[str]:
    """Return what is known of an article, a line each; what is not known has no line."""
    lines = [say.unhelped(row, words), f"{say.helpful(row, words)} · {_votes(row, words)}"]
    if row.trend in ("worse", "better"):
        lines.append(words[f"report.trend.{row.trend}"])
    if row.verdict:
        lines.append(say.verdict(row.verdict, words))
    if row.reasons:
        lines.append(f"{words['report.reasons']}: {say.reasons(row, words)}")
    if row.headings:
        named = ", ".join(f"{say.plain(text)} {n}" for _, text, n in row.headings[:3])
        lines.append(f"{words['report.headings']}: {named}")
    if row.contacts:
        lines.append(f"{words['report.contacts']}: {row.contact_clicks}")
    if row.bounced:
        lines.append(f"{words['report.bounced']}: {row.bounced}")
    if row.issues:
        lines.append(words.text("report.open_issues", issues=", ".join(f"F-{issue}" for issue in row.issues)))
    lines += [f"“{say.plain(comment.text)}”" for comment in row.comments[:COMMENTS_SHOWN]]
    return lines


def as_markdown(report: Report, words: Strings) -> str:
    """Return the report as Markdown: a table, then the evidence for each article to act on."""
    language = words.language
    lines = [
        f"## {words['report.title']}",
        "",
        escaped(" · ".join(part for part in (report.site, say.period(report, language)) if part)),
        "",
    ]
    if report.rows:
        lines += table(report.rows, words)
    else:
        lines.append(escaped(words["report.empty"]))
    for row in report.band("act"):
        lines += ["", *markdown_evidence(row, words)]
    return "\n".join([*lines, "", f"<sub>{escaped(words['report.legend'])}</sub>"]) + "\n"


def table(rows: tuple[Row, ...], words: Strings) -> list[str]:
    """Return the rows as a Markdown table."""
    heads = ("report.col.article", "report.col.band", "report.col.unhelped", "report.col.helpful", "report.col.votes")
    lines = ["| " + " | ".join(escaped(words[head]) for head in heads) + " |", "|---|---|--:|---|---|"]
    for row in rows:
        cells = (
            escaped(say.title(row)),
            escaped(say.band(row, words)),
            str(row.at_least),
            escaped(say.helpful(row, words).partition(": ")[2]),
            escaped(words.text("report.votes", yes=row.yes, no=row.no)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def markdown_evidence(row: Row, words: Strings) -> list[str]:
    """Return what is known of one article as a Markdown list."""
    return [f"### {escaped(say.title(row))}", "", *(f"- {escaped(line)}" for line in facts(row, words))]


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no mention, no issue link."""
    quoted = "".join(_ENTITIES.get(sign, sign) for sign in say.plain(text))
    return re.sub(r"&(amp|lt|#64|#35);|[\\`*_{}\[\]()+\-.!|~>]", _escape, quoted)


def _escape(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"
