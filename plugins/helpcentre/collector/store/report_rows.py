"""All a report needs, read at once."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from helpcentre.collector.store import counters, report_queries
from helpcentre.collector.store.connection import Connection
from helpcentre.reporting.records import ReportRows

_WITH_LANGUAGE = (
    "articles", "versions", "totals", "votes", "earlier", "headings", "comments", "contacts", "views", "ratings",
    "searches", "queries",
)  # fmt: skip


def rows(
    connection: Connection,
    since: date,
    until: date,
    language: str | None,
    sums_since: date,
    spans: Sequence[tuple[date, date]],
) -> ReportRows:
    """Return all a report over the UTC days `since` to `until` needs: see `Store.report_rows`."""
    with _collecting_later():
        parts: dict[
            str, report_queries.Reading[Any]
        ] = {  # what takes long comes first: one is read while another is made
            "queries": report_queries.queries(since, until),
            "comments": report_queries.comments(since, until),
            "votes": report_queries.votes(sums_since, until),
            "earlier": report_queries.votes_over(spans),
            "articles": report_queries.articles(),
            "versions": report_queries.versions(until),
            "totals": report_queries.totals(until),
            "headings": report_queries.headings(since, until),
            "contacts": report_queries.contacts(sums_since, until),
            "views": report_queries.views(sums_since, until),
            "ratings": report_queries.ratings(sums_since, until),
            "searches": report_queries.searches(sums_since, until),
        }
        with closing(connection.each([next(part) for part in parts.values()])) as each:
            made = {
                name: report_queries.made(part, rows) for (name, part), rows in zip(parts.items(), each, strict=True)
            }
        name, languages = report_queries.site(connection)
        found = ReportRows(
            since,
            until,
            **made,
            issues=report_queries.issues(connection, datetime.combine(until, time.max, tzinfo=UTC)),
            quarantined=report_queries.quarantined_count(connection),
            counters=counters.counters(connection),
            site_name=name,
            languages=languages,
        )
        return found if language is None else in_language(found, language)


def in_language(found: ReportRows, language: str) -> ReportRows:
    """Return the records of one language only."""
    narrowed: dict[str, Any] = {
        name: tuple(record for record in getattr(found, name) if record.language == language) for name in _WITH_LANGUAGE
    }
    return replace(found, **narrowed)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Keep the garbage collector out: ten thousand records hold no rings, but would make it look through all there is.

    Two threads may read at once: whoever finds it off leaves it to the other to turn it on again.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
