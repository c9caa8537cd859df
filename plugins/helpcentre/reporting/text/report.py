"""The report for a terminal, and as Markdown for a pull request or an issue."""

import re
from collections.abc import Iterator, Mapping, Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.changes import decided, improved, worsened
from helpcentre.reporting.gaps import Gap
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.statistics import ENOUGH
from helpcentre.reporting.text import sentences as say

COMMENTS_SHOWN, REASONS_SHOWN, HEADINGS_SHOWN = 2, 4, 3
LISTED = 10  # one-line rows of a band before the rest is only counted
GAPS_SHOWN = 3
_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "#": "&#35;"}


def as_text(report: Report, words: Strings, gaps: Sequence[Gap] = (), *, whole: bool = False) -> str:
    """Return the report as text: what to fix and what changed, then what to watch; `whole` lists every article."""
    lines = [
        " · ".join(part for part in (words["report.title"], report.site, say.period(report, words.language)) if part),
        " · ".join(glance(report, words)),
    ]
    places = {(row.article, row.language): place for place, row in enumerate(report.rows, 1)}
    if not report.rows:
        lines += ["", words["report.empty"]]
    for head, section in _sections(report, words, gaps, whole=whole):
        lines += ["", head.upper(), *(line for row in section for line in _entry(row, words, places))]
    target = words.text("report.target", share=say.percent(report.target, words.language))
    lines += ["", f"{target}. {words[f'report.readers_from.{report.readers_from}']}", words["report.legend"]]
    return "\n".join(lines) + "\n"


def glance(report: Report, words: Strings) -> list[str]:
    """Return what a lead wants to know first, each as `label: number`."""
    counts = {
        "report.glance.act": len(report.band("act")),
        "report.got_worse": len(worsened(report)),
        "report.glance.helped": len(improved(report)),
    }
    said = [f"{words[key]}: {n}" for key, n in counts.items()] if report.rows else []
    return said + ([words.text("report.quarantined", n=report.quarantined)] if report.quarantined else [])


def _sections(
    report: Report, words: Strings, gaps: Sequence[Gap], *, whole: bool
) -> Iterator[tuple[str, Sequence[Row | str]]]:
    """Yield the heads, each with articles to show in full or lines as they are."""
    acting = report.band("act")
    if acting:
        yield words["report.band.act"], acting
    if worse := worsened(report):
        yield words["report.got_worse"], [f"  {say.place(row)}: {say.worse(row, words)}" for row in worse]
    if edits := decided(report):
        yield (
            words["report.did_it_help"],
            [f"  {say.place(row)}: {say.verdict(row.verdict, words)}" for row in edits if row.verdict],
        )
    if gaps:
        yield (
            words["report.gaps.title"],
            [
                f"  “{say.plain(gap.query)}” ({gap.language}): {words.plural('report.gaps.readers', gap.readers)}"
                for gap in gaps[:GAPS_SHOWN]
            ],
        )
    watched = report.band("watch")
    for key, rows, listed in (
        ("watch", [row for row in watched if not row.fine], LISTED),
        ("fine", [row for row in watched if row.fine], 0),
        ("too_little", report.band("too_little"), LISTED),
    ):
        shown = len(rows) if whole else listed
        left = [f"  {words.text('report.more', n=len(rows) - shown)}"] if shown and len(rows) > shown else []
        if rows:
            head = words[f"report.band.{key}"]
            yield f"{head}: {len(rows)}", [*(_line(row, words) for row in rows[:shown]), *left]


def _entry(row: Row | str, words: Strings, places: Mapping[tuple[str, str], int]) -> list[str]:
    if isinstance(row, str):
        return [row]
    head = f"{places[row.article, row.language]:>3}. {say.place(row)}"
    return [head, *(f"     {line}" for line in facts(row, words))]


def _line(row: Row, words: Strings) -> str:
    parts = [_votes(row, words)]
    if row.yes + row.no >= ENOUGH:
        parts.insert(0, say.helpful(row, words))
    if row.reasons:
        parts.append(say.reasons(row, words, most=1))
    return f"  {say.place(row)}: {' · '.join(parts)}"


def _votes(row: Row, words: Strings) -> str:
    said = words.text("report.votes", yes=row.yes, no=row.no)
    return f"{said} · {words.text('report.wrong_page', n=row.wrong_page)}" if row.wrong_page else said


def facts(row: Row, words: Strings) -> list[str]:
    """Return what is known of an article, a line each; what is not known has no line."""
    lines = [*filter(None, [say.unhelped(row, words)]), f"{say.helpful(row, words)} · {_votes(row, words)}"]
    if row.trend in ("worse", "better"):
        lines.append(say.trend(row, words))
    if row.verdict:
        lines.append(say.verdict(row.verdict, words))
    if row.reasons:
        lines.append(f"{words['report.reasons']}: {say.reasons(row, words, most=REASONS_SHOWN)}")
    if row.headings:
        named = ", ".join(f"{say.plain(text)} {n}" for _, text, n in row.headings[:HEADINGS_SHOWN])
        lines.append(f"{words['report.headings']}: {named}")
    beyond = {"report.contacts": row.contact_clicks, "report.bounced": row.bounced, "report.sought": row.sought}
    if any(beyond.values()):
        lines.append(" · ".join(f"{words[key]}: {n}" for key, n in beyond.items() if n))
    if row.issues:
        lines.append(words.text("report.open_issues", issues=", ".join(f"F-{issue}" for issue in row.issues)))
    return [*lines, *(f"“{text}”" for text in _quotes(row))]


def _quotes(row: Row) -> list[str]:
    """Return the newest comments that say different things."""
    texts = dict.fromkeys(say.plain(comment.text) for comment in row.comments)
    return [text for text in texts if text][:COMMENTS_SHOWN]


def as_markdown(report: Report, words: Strings, gaps: Sequence[Gap] = (), *, whole: bool = False) -> str:
    """Return the report as Markdown: what to fix as a table with the evidence below, then the sections of the text."""
    period = say.period(report, words.language)
    lines = [f"## {words['report.title']}", "", escaped(" · ".join(part for part in (report.site, period) if part)), ""]
    lines += [escaped(" · ".join(glance(report, words)))] if report.rows else [escaped(words["report.empty"])]
    acting = report.band("act")
    if acting:
        lines += ["", *table(acting, words)]
    for head, section in _sections(report, words, gaps, whole=whole):
        lines += ["", f"### {escaped(head)}", ""]
        for row in section:
            lines += [f"- {escaped(row.strip())}"] if isinstance(row, str) else ["", *markdown_evidence(row, words)]
    target = words.text("report.target", share=say.percent(report.target, words.language))
    notes = f"{target}. {words[f'report.readers_from.{report.readers_from}']} {words['report.legend']}"
    text = "\n".join([*lines, "", f"<sub>{escaped(notes)}</sub>"]) + "\n"
    return re.sub(r"\n{3,}", "\n\n", text)


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
    return [f"#### {escaped(say.title(row))}", "", *(f"- {escaped(line)}" for line in facts(row, words))]


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no mention, no issue link."""
    quoted = "".join(_ENTITIES.get(sign, sign) for sign in say.plain(text))
    return re.sub(r"&(amp|lt|#64|#35);|[\\`*_{}\[\]()+\-.!|~>]", _escape, quoted)


def _escape(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"
