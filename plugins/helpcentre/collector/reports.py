"""Reads from a store for the report pages and the command line, one function for each report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from helpcentre.collector.store.store import Store
from helpcentre.reporting.annotations import Annotation, annotate
from helpcentre.reporting.article_history import SMOOTH, WEEKS, ArticleHistory, make_article_history
from helpcentre.reporting.calendar_bins import spans_before
from helpcentre.reporting.gaps import find_gaps
from helpcentre.reporting.kpi import measures
from helpcentre.reporting.kpi_series import SERIES_DAYS, cut_to_days, make_series
from helpcentre.reporting.overview import GapList, Overview
from helpcentre.reporting.period_comparison import LONGEST, PeriodComparison, compare_with_period_before
from helpcentre.reporting.record_index import RecordIndex
from helpcentre.reporting.records import CommentRecord, Issue, ReportRows
from helpcentre.reporting.report import make_report, report_index
from helpcentre.reporting.report_model import Gap, Report

QUOTE_DAYS = 400


def first_day(until: date, days: int) -> date:
    """Return the first day of a period of `days` days."""
    return until - timedelta(days=days - 1)


def read_report(store: Store, until: date, days: int, language: str | None = None) -> Report:
    """Return the report of the `days` UTC days up to `until`."""
    rows = store.report_rows(first_day(until, days), until, spans=spans_before(until, days))
    return make_report(rows, until, days, language)


def read_overview(store: Store, until: date, days: int, grouping: str = "language") -> Overview:
    """Return what the first page shows; everything is read once, and the sums as far back as anything needs them."""
    since = first_day(until, days)
    reach = max(2 * days if days <= LONGEST else days, SERIES_DAYS)
    rows = store.report_rows(since, until, sums_since=first_day(until, reach), spans=spans_before(until, reach))
    return Overview(
        make_report(rows, until, days),
        measures(cut_to_days(rows, since, until)),
        make_series(rows, until),
        find_gaps(rows, least=2),
        compare_with_period_before(rows, since, until, grouping) if days <= LONGEST else None,
    )


def read_comparison(store: Store, until: date, days: int, grouping: str) -> PeriodComparison | None:
    """Return a window of at most 92 days compared with the one before it, for the command line."""
    since = first_day(until, days)
    rows = store.report_rows(since, until, sums_since=first_day(until, 2 * days))
    return compare_with_period_before(rows, since, until, grouping)


def read_gap_list(store: Store, until: date, days: int) -> GapList:
    """Return the failed searches; no sums are read for them."""
    rows = store.report_rows(first_day(until, days), until, sums_since=until)
    titles = {(one.article, one.language): one.title for one in rows.articles}
    return GapList(rows.since, until, find_dated_gaps(store, rows), titles, rows.quarantined)


def find_dated_gaps(store: Store, rows: ReportRows, language: str | None = None, least: int = 1) -> tuple[Gap, ...]:
    """Return the gaps in some rows, each dated from the first time its words failed, even if that was before them."""
    return find_gaps(rows, language, least, store.first_failed(rows.since))


def read_article(
    store: Store, until: date, days: int, article: str, language: str
) -> tuple[Report, ArticleHistory | None, tuple[Annotation, ...]]:
    """Return the report, the year of one article and the annotations of its chart; None for an unknown article."""
    rows = store.report_rows(first_day(until, days), until, spans=spans_before(until, days))
    index = RecordIndex(rows, until, days)
    report = report_index(index)
    year = _replace_by_a_year(store, rows, until, article, language)
    history = make_article_history(year, report, index.edits((article, language)), article, language)
    if history is None:
        return report, None, ()
    first = history.weeks[0].start
    return report, history, annotate(history.edits, store.events(first, until), history.article, first, until)


def _replace_by_a_year(store: Store, rows: ReportRows, until: date, article: str, language: str) -> ReportRows:
    """Return the rows with a year's votes, comments and searches of one article in place of the window's."""
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
