"""The check behind `report --fail-under`: fail only if an article is below a percentage with high probability."""

from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Report, Row
from helpcentre.reporting.statistics.prior import ENOUGH
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say

SURE = 0.95


def find_below(report: Report, percentage: float) -> tuple[Row, ...]:
    """Return the rows with at least 5 answers that are below a percentage with 95% probability."""
    share = percentage / 100
    return tuple(row for row in report.rows if row.yes + row.no >= ENOUGH and row.belief.below(share) >= SURE)


def check_fail_under(report: Report, percentage: float, words: Strings) -> tuple[int, str]:
    """Return the exit code (1: an article is clearly below `percentage`) and the message to print."""
    rows = find_below(report, percentage)
    share = formats.percent(percentage / 100, words.language)
    if not rows:
        return 0, words.text("report.digest.gate_fine", share=share)
    named = [f"  {row.article} ({row.language}): {_describe_certainty(row, percentage, words)}" for row in rows]
    return 1, "\n".join([words.text("report.digest.gate_fail", n=len(rows), share=share), *named])


def _describe_certainty(row: Row, percentage: float, words: Strings) -> str:
    sure = words.text("report.verdict.sure", sure=formats.percent(row.belief.below(percentage / 100), words.language))
    return f"{say.helpful(row, words)} · {sure}"
