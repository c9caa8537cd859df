"""Everything one report is made from, read from the store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from helpcentre.collector.store import report_queries as queries
from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.counters import counters
from helpcentre.collector.store.issues import read_issues
from helpcentre.reporting.records import ReportRows

_HAVE_A_LANGUAGE = (
    "articles", "versions", "totals", "votes", "earlier", "headings", "comments", "contacts", "views", "ratings",
    "searches", "queries",
)  # fmt: skip


def read_report_rows(
    connection: Connection, since: date, until: date, language: str | None, sums_since: date,
    spans: Sequence[tuple[date, date]],
) -> ReportRows:  # fmt: skip
    """Return the records of a report over the UTC days `since` to `until`; see `Store.report_rows`."""
    name, languages = queries.read_site(connection)
    rows = ReportRows(
        since,
        until,
        articles=queries.read_articles(connection),
        versions=queries.read_versions(connection, until),
        totals=queries.read_totals(connection, until),
        votes=queries.read_votes(connection, sums_since, until),
        earlier=queries.sum_votes(connection, spans),
        headings=queries.read_headings(connection, since, until),
        comments=queries.read_comments(connection, since, until),
        contacts=queries.read_contacts(connection, sums_since, until),
        views=queries.read_views(connection, sums_since, until),
        ratings=queries.read_ratings(connection, sums_since, until),
        searches=queries.read_searches(connection, sums_since, until),
        queries=queries.read_queries(connection, since, until),
        issues=read_issues(connection, datetime.combine(until, time.max, tzinfo=UTC)),
        quarantined=queries.count_quarantined(connection),
        counters=counters(connection),
        site_name=name,
        languages=languages,
    )
    return rows if language is None else narrow_to_language(rows, language)


def narrow_to_language(rows: ReportRows, language: str) -> ReportRows:
    """Return only the records of one language."""
    narrowed: dict[str, Any] = {
        name: tuple(record for record in getattr(rows, name) if record.language == language)
        for name in _HAVE_A_LANGUAGE
    }
    return replace(rows, **narrowed)
