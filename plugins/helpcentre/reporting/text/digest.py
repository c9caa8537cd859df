"""The week in one page for an issue or an artifact of CI, and a gate for teams who want one.

Nothing is called news unless the posterior is sure of it: two bad votes are no alert.
"""

from collections.abc import Sequence
from datetime import date

from helpcentre.language.strings import Strings
from helpcentre.reporting.changes import decided as decided
from helpcentre.reporting.changes import worsened as worsened
from helpcentre.reporting.gaps import Gap
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.statistics import ENOUGH
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.gaps import counts
from helpcentre.reporting.text.kpi import measure_detail, measure_value
from helpcentre.reporting.text.report import escaped, table

WEEK = 7
SHOWN = 10
GATE_SURE = 0.95


def as_digest(report: Report, since: date, measures: Sequence[Measure], gaps: Sequence[Gap], words: Strings) -> str:
    """Return the digest as Markdown: key figures, what to fix, what got worse, verdicts, searches in vain.

    Figures and searches are those since `since`; what to fix is the report's, over its own, longer window: a week's
    answers would put articles in another order than the report pages do.
    """
    week = say.days(since, report.until, words.language)
    lines = [f"# {words['report.digest.title']}", "", escaped(f"{report.site} · {week}")]
    lines += ["", f"## {words['report.kpi.title']}", ""]
    lines += [
        f"- {escaped(words[f'report.kpi.{one.name}'])}: **{escaped(measure_value(one, words))}** "
        f"{escaped('(' + measure_detail(one, words) + ')')}"
        for one in measures
        if one.value is not None or one.denominator
    ]
    act = report.band("act")[:SHOWN]
    if act:
        lines += ["", f"## {words['report.digest.fix']}", ""]
        lines += [escaped(say.period(report, words.language)), ""] if since != report.since else []
        lines += table(act, words)
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
    return f"{say.title(row)}: {say.worse(row, words)}"


def _edit(row: Row, words: Strings) -> str:
    return f"{say.title(row)}: {say.verdict(row.verdict, words)}" if row.verdict else ""


def surely_below(report: Report, percentage: float) -> tuple[Row, ...]:
    """Return the rows whose posterior is 95 % sure to lie under a percentage, from 5 answers on."""
    share = percentage / 100
    return tuple(row for row in report.rows if row.yes + row.no >= ENOUGH and row.belief.below(share) >= GATE_SURE)


def gate(report: Report, percentage: float, words: Strings) -> tuple[int, str]:
    """Return the exit code (1: some article is surely below `percentage`) and what to say about it."""
    rows = surely_below(report, percentage)
    share = say.percent(percentage / 100, words.language)
    if not rows:
        return 0, words.text("report.digest.gate_fine", share=share)
    named = [f"  {row.article} ({row.language}): {_how_sure(row, percentage, words)}" for row in rows]
    return 1, "\n".join([words.text("report.digest.gate_fail", n=len(rows), share=share), *named])


def _how_sure(row: Row, percentage: float, words: Strings) -> str:
    sure = words.text("report.verdict.sure", sure=say.percent(row.belief.below(percentage / 100), words.language))
    return f"{say.helpful(row, words)} · {sure}"
