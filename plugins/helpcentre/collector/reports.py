"""What the report pages and the command line read from a store for a report; every function runs beside the writer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from helpcentre.collector.store.base import Store
from helpcentre.reporting.annotations import Annotation, annotate
from helpcentre.reporting.article_history import SMOOTH, WEEKS, ArticleHistory, make_article_history
from helpcentre.reporting.gaps import Gap, find_gaps
from helpcentre.reporting.kpi import Measure, measures
from helpcentre.reporting.kpi_series import SERIES_DAYS, cut_to_days, make_series
from helpcentre.reporting.records import CommentRecord, Issue, ReportRows
from helpcentre.reporting.report import Report, make_report
from helpcentre.reporting.vote_counts import spans_before

QUOTE_DAYS = 400


@dataclass(frozen=True)
class Overview:
    """The first page's figures."""

    report: Report
    measures: tuple[Measure, ...]
    series: dict[str, list[float | None]]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Gaps:
    """The searches in vain of the days `since` to `until`, and how many items wait in quarantine."""

    since: date
    until: date
    found: tuple[Gap, ...]
    titles: dict[tuple[str, str], str]
    quarantined: int


def first_day(until: date, days: int) -> date:
    """Return the first day of a period of `days` days."""
    return until - timedelta(days=days - 1)


def read_report(store: Store, until: date, days: int, language: str | None = None) -> Report:
    """Return the report of the `days` UTC days up to `until`."""
    rows = store.report_rows(first_day(until, days), until, spans=spans_before(until, days))
    return make_report(rows, until, days, language)


def read_overview(store: Store, until: date, days: int) -> Overview:
    """Return the figures of the first page; everything is read once, the sums as far back as anything needs them."""
    since = first_day(until, days)
    reach = max(days, SERIES_DAYS)
    rows = store.report_rows(since, until, sums_since=first_day(until, reach), spans=spans_before(until, reach))
    return Overview(
        make_report(rows, until, days),
        measures(cut_to_days(rows, since, until)),
        make_series(rows, until),
        find_gaps(rows, least=2),
    )


def read_gaps(store: Store, until: date, days: int) -> Gaps:
    """Return the searches in vain; no sums are read for them."""
    rows = store.report_rows(first_day(until, days), until, sums_since=until)
    titles = {(one.article, one.language): one.title for one in rows.articles}
    return Gaps(rows.since, until, gaps_of(store, rows), titles, rows.quarantined)


def gaps_of(store: Store, rows: ReportRows, language: str | None = None, least: int = 1) -> tuple[Gap, ...]:
    """Return the gaps of records, each as old as its words are in the store."""
    return find_gaps(rows, language, least, store.first_failed(rows.since))


def read_story(
    store: Store, until: date, days: int, article: str, language: str
) -> tuple[Report, ArticleHistory | None, tuple[Annotation, ...]]:
    """Return the report, the story of one article over a year, and the marks of its chart."""
    rows = store.report_rows(first_day(until, days), until, spans=spans_before(until, days))
    report = make_report(rows, until, days)
    year = _year_of(store, rows, until, article, language)
    found = make_article_history(year, report, article, language)
    if found is None:
        return report, None, ()
    first = found.weeks[0].start
    return report, found, annotate(found.edits, store.events(first, until), found.article, first, until)


def _year_of(store: Store, rows: ReportRows, until: date, article: str, language: str) -> ReportRows:
    """Return the records with a year's answers, comments and searches of one article in place of the window's."""
    since = first_day(until, 7 * (WEEKS + SMOOTH))
    return replace(
        rows,
        votes=store.votes(since, until, article, language),
        comments=store.comments(since, until, article, language),
        queries=store.queries(since, until, language, clicked=article),
    )


def read_issues(store: Store, until: date) -> tuple[Sequence[Issue], dict[int, list[CommentRecord]]]:
    """Return the issues, and the comments filed under each, newest first."""
    issues = store.issues(datetime.combine(until, time.max, tzinfo=UTC))
    quotes: dict[int, list[CommentRecord]] = {}
    for comment in store.comments(until - timedelta(days=QUOTE_DAYS), until):
        if comment.issue is not None:
            quotes.setdefault(comment.issue, []).append(comment)
    return issues, quotes
