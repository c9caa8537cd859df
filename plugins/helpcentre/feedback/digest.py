"""The week in one page for an issue or an artifact of CI, and a gate for teams who want one.

Nothing is called news unless the posterior is sure of it: two bad votes are no alert.
"""

from collections.abc import Sequence
from datetime import timedelta

from helpcentre.feedback import report_words as say
from helpcentre.feedback.gaps import Gap
from helpcentre.feedback.gaps_text import counts
from helpcentre.feedback.kpi import Measure
from helpcentre.feedback.kpi_text import measure_detail, measure_value
from helpcentre.feedback.report import Report, Row
from helpcentre.feedback.report_text import escaped, table
from helpcentre.feedback.statistics import ENOUGH
from helpcentre.language.strings import Strings

WEEK = 7
SHOWN = 10


def worsened(report: Report) -> tuple[Row, ...]:
    """Return the articles that surely get worse, or whose last edit surely made them worse."""
    return tuple(
        row
        for row in report.rows
        if row.trend == "worse" or (row.verdict is not None and row.verdict.outcome == "worse")
    )


def decided(report: Report, days: int = 60) -> tuple[Row, ...]:
    """Return the articles edited in the last `days` days: those with a verdict first, the latest edits first."""
    since = report.until - timedelta(days=days)
    found = [(row.verdict, row) for row in report.rows if row.verdict and row.verdict.since.date() >= since]
    found.sort(key=lambda one: (one[0].outcome == "not_enough", -one[0].since.timestamp(), *_name(one[1])))
    return tuple(row for _, row in found)


def _name(row: Row) -> tuple[str, str]:
    return row.article, row.language


def as_digest(report: Report, measures: Sequence[Measure], gaps: Sequence[Gap], words: Strings) -> str:
    """Return the digest as Markdown: key figures, what to fix, what got worse, verdicts, searches in vain."""
    lines = [f"# {words['report.digest.title']}", "", escaped(f"{report.site} · {say.period(report, words.language)}")]
    lines += ["", f"## {words['report.kpi.title']}", ""]
    lines += [
        f"- {escaped(words[f'report.kpi.{one.name}'])}: **{escaped(measure_value(one, words))}** "
        f"{escaped('(' + measure_detail(one, words) + ')')}"
        for one in measures
        if one.value is not None or one.denominator
    ]
    act = report.band("act")[:SHOWN]
    if act:
        lines += ["", f"## {words['report.digest.fix']}", "", *table(act, words)]
    worse = worsened(report)
    lines += ["", f"## {words['report.digest.worse']}", ""]
    lines += [f"- {escaped(_worse(row, words))}" for row in worse] or [escaped(words["report.digest.calm"])]
    edits = decided(report)[:SHOWN]
    if edits:
        lines += ["", f"## {words['report.digest.verdicts']}", ""]
        lines += [f"- {escaped(_edit(row, words))}" for row in edits]
    if gaps:
        lines += ["", f"## {escaped(words['report.gaps.title'])}", ""]
        lines += [
            f"- **{escaped(gap.query)}** \\({gap.language}\\): {escaped(counts(gap, report.until, words))}"
            for gap in gaps[:SHOWN]
        ]
    if report.quarantined:
        lines += ["", escaped(words.text("report.quarantined", n=report.quarantined))]
    return "\n".join(lines) + "\n"


def _worse(row: Row, words: Strings) -> str:
    said = words["report.trend.worse"] if row.trend == "worse" else words["report.verdict.worse"]
    return f"{say.title(row)}: {said} · {say.helpful(row, words)}"


def _edit(row: Row, words: Strings) -> str:
    return f"{say.title(row)}: {say.verdict(row.verdict, words)}" if row.verdict else ""


def surely_below(report: Report, percentage: float) -> tuple[Row, ...]:
    """Return the rows whose whole 90 % interval lies under a percentage, from 5 answers on."""
    return tuple(row for row in report.rows if row.yes + row.no >= ENOUGH and row.high < percentage / 100)


def gate(report: Report, percentage: float, words: Strings) -> tuple[int, str]:
    """Return the exit code (1: some article is surely below `percentage`) and what to say about it."""
    rows = surely_below(report, percentage)
    share = say.percent(percentage / 100, words.language)
    if not rows:
        return 0, words.text("report.digest.gate_fine", share=share)
    named = [f"  {row.article} ({row.language}): {say.helpful(row, words)}" for row in rows]
    return 1, "\n".join([words.text("report.digest.gate_fail", n=len(rows), share=share), *named])
