"""The news: articles that clearly got worse, and the effects of the edits of the last 90 days."""

from datetime import timedelta

from helpcentre.reporting.report_model import Report, Row

NEWS_DAYS = 90  # until after the last look at an edit


def find_worse(report: Report) -> tuple[Row, ...]:
    """Return the articles that are getting worse, or that an edit of the last 90 days made worse."""
    edited = find_edited(report)
    return tuple(
        row
        for row in report.rows
        if row.trend == "worse" or (row in edited and row.verdict is not None and row.verdict.outcome == "worse")
    )


def find_helped(report: Report) -> tuple[Row, ...]:
    """Return the articles that an edit of the last 90 days made better."""
    return tuple(row for row in find_edited(report) if row.verdict and row.verdict.outcome == "better")


def find_edited(report: Report, days: int = NEWS_DAYS) -> tuple[Row, ...]:
    """Return the articles edited in the last `days` days: those with a verdict first, the latest edits first."""
    since = report.until - timedelta(days=days)
    found = [(row.verdict, row) for row in report.rows if row.verdict and row.verdict.since.date() >= since]
    found.sort(
        key=lambda one: (one[0].outcome == "not_enough", -one[0].since.timestamp(), one[1].article, one[1].language)
    )
    return tuple(row for _, row in found)
