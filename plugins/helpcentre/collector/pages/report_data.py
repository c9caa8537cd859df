"""What the report pages and the command line read from a store for a report; every function runs beside the writer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from helpcentre.collector.store.base import Store
from helpcentre.feedback.gaps import Gap, find_gaps
from helpcentre.feedback.kpi import Measure, measures
from helpcentre.feedback.kpi_series import REACH, series
from helpcentre.feedback.records import Comment, Issue
from helpcentre.feedback.report import Report, make_report, needed_since
from helpcentre.feedback.report_article import SMOOTH, WEEKS, ArticleStory, story

QUOTE_DAYS = 400


@dataclass(frozen=True)
class Overview:
    """The first page's figures."""

    report: Report
    measures: tuple[Measure, ...]
    series: dict[str, list[float | None]]
    gaps: tuple[Gap, ...]


def read_report(store: Store, until: date, days: int, language: str | None = None) -> Report:
    """Return the report of the `days` UTC days up to `until`."""
    records = store.report_rows(until - timedelta(days=days - 1), until)
    records = replace(records, votes=store.votes(needed_since(until, days), until))
    return make_report(records, until, days, language)


def read_overview(store: Store, until: date, days: int) -> Overview:
    """Return the figures of the first page."""
    since = until - timedelta(days=days - 1)
    window = store.report_rows(since, until)
    longer = store.report_rows(until - timedelta(days=REACH - 1), until)
    report = make_report(replace(window, votes=store.votes(needed_since(until, days), until)), until, days)
    return Overview(report, measures(window), series(longer, until), find_gaps(window, least=2))


def read_story(store: Store, until: date, days: int, article: str, language: str) -> tuple[Report, ArticleStory | None]:
    """Return the report and the story of one article over a year."""
    report = read_report(store, until, days)
    year = store.report_rows(until - timedelta(days=7 * (WEEKS + SMOOTH) - 1), until)
    comments = store.comments(year.since, until, article=article, language=language)
    return report, story(replace(year, comments=comments), report, article, language)


def read_issues(store: Store, until: date) -> tuple[Sequence[Issue], dict[int, list[Comment]]]:
    """Return the issues, and the comments filed under each, newest first."""
    issues = store.issues(datetime.combine(until, time.max, tzinfo=UTC))
    quotes: dict[int, list[Comment]] = {}
    for comment in store.comments(until - timedelta(days=QUOTE_DAYS), until):
        if comment.issue is not None:
            quotes.setdefault(comment.issue, []).append(comment)
    return issues, quotes
