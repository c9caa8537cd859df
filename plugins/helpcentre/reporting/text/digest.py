"""The digest: a week on one page, for an issue or an artifact of CI.

Nothing is called news without a clear posterior: two bad votes are not an alert.
"""

from collections.abc import Sequence
from datetime import date

from helpcentre.language.strings import Strings
from helpcentre.reporting.changes import find_edited, find_worse
from helpcentre.reporting.kpi import Measure
from helpcentre.reporting.report_model import Gap, Report, Row
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.kpi import measure_detail, measure_value
from helpcentre.reporting.text.markdown_table import article_table, escape_markdown

SHOWN = 10


def as_digest(report: Report, since: date, measures: Sequence[Measure], gaps: Sequence[Gap], words: Strings) -> str:
    """Return the digest as Markdown: key figures, what to fix, what got worse, verdicts, failed searches.

    Figures and searches are those since `since`; what to fix comes from the report and its longer window, because the
    answers of a week would put articles in another order than the report pages do.
    """
    week = formats.days(since, report.until, words.language)
    lines = [f"# {words['report.digest.title']}", "", escape_markdown(f"{report.site} · {week}")]
    lines += _list_figures(measures, words)
    act = report.band("act")[:SHOWN]
    if act:
        lines += ["", f"## {words['report.digest.fix']}", ""]
        lines += [escape_markdown(say.period(report, words.language)), ""] if since != report.since else []
        lines += article_table(act, words)
    worse = [f"- {escape_markdown(_describe_worse(row, words))}" for row in find_worse(report)]
    lines += ["", f"## {words['report.digest.worse']}", ""]
    lines += worse or [escape_markdown(words["report.digest.calm"])]
    edits = find_edited(report)[:SHOWN]
    if edits:
        lines += ["", f"## {words['report.digest.verdicts']}", ""]
        lines += [f"- {escape_markdown(_describe_edit(row, words))}" for row in edits]
    if gaps:
        lines += ["", f"## {escape_markdown(words['report.gaps.title'])}", ""]
        lines += [_write_gap(gap, report.until, words) for gap in gaps[:SHOWN]]
    if report.quarantined:
        lines += ["", escape_markdown(words.text("report.quarantined", n=report.quarantined))]
    return "\n".join(lines) + "\n"


def _list_figures(measures: Sequence[Measure], words: Strings) -> list[str]:
    lines = ["", f"## {words['report.kpi.title']}", ""]
    for one in measures:
        if one.value is not None or one.denominator:
            name, detail = words[f"report.kpi.{one.name}"], f"({measure_detail(one, words)})"
            value = escape_markdown(measure_value(one, words))
            lines.append(f"- {escape_markdown(name)}: **{value}** {escape_markdown(detail)}")
    return lines


def _write_gap(gap: Gap, today: date, words: Strings) -> str:
    counts = escape_markdown(say.gap_counts(gap, today, words))
    return f"- **{escape_markdown(gap.query)}** \\({gap.language}\\): {counts}"


def _describe_worse(row: Row, words: Strings) -> str:
    return f"{say.title(row)}: {say.worse(row, words)}"


def _describe_edit(row: Row, words: Strings) -> str:
    return f"{say.title(row)}: {say.verdict(row.verdict, words)}" if row.verdict else ""
