"""What is new: which articles surely got worse, and what the edits of the last 60 days did."""

from datetime import timedelta

from helpcentre.reporting.report import Report, Row

NEWS_DAYS = 60


def worsened(report: Report) -> tuple[Row, ...]:
    """Return the articles that surely get worse, or whose last edit of 60 days surely made them worse."""
    edited = decided(report)
    return tuple(
        row
        for row in report.rows
        if row.trend == "worse" or (row in edited and row.verdict is not None and row.verdict.outcome == "worse")
    )


def improved(report: Report) -> tuple[Row, ...]:
    """Return the articles whose last edit of 60 days surely helped."""
    return tuple(row for row in decided(report) if row.verdict and row.verdict.outcome == "better")


def decided(report: Report, days: int = NEWS_DAYS) -> tuple[Row, ...]:
    """Return the articles edited in the last `days` days: those with a verdict first, the latest edits first."""
    since = report.until - timedelta(days=days)
    found = [(row.verdict, row) for row in report.rows if row.verdict and row.verdict.since.date() >= since]
    found.sort(key=lambda one: (one[0].outcome == "not_enough", -one[0].since.timestamp(), *_name(one[1])))
    return tuple(row for _, row in found)


def _name(row: Row) -> tuple[str, str]:
    return row.article, row.language
