"""The queries of the reports: the records of `reporting/records.py` for a window of UTC days.

Counts come from the day sums (table `tally`), words from the items. `since` and `until` are the first and the last
day; every function only reads.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from helpcentre.collector.items import COUNTED, QUARANTINED, STATES, utc_datetime, uuid_text
from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import DAY_MS, EPOCH_ORDINAL, WRONG_PAGE, day_of
from helpcentre.reporting.records import (
    ArticleRecord,
    CommentRecord,
    ContactCount,
    GapDecision,
    HeadingCount,
    Query,
    RatingCount,
    ReportRows,
    RunCount,
    SearchCount,
    Version,
    VersionTotal,
    ViewCount,
    VoteCount,
    normalise_wording,
)

COMMENT_LIMIT = 1_000
QUERY_LIMIT = 20_000
_SEARCH_MARKS = (
    "searches", "zero", "unclicked", "corrected", "reformulated", "missing",
    "open", "refined", "abandoned", "contacted", "solved",
)  # fmt: skip


def read_site(connection: Connection) -> tuple[str, tuple[str, ...]]:
    """Return the site's name and languages; empty until a manifest was read."""
    rows = connection.rows("SELECT name, languages FROM site")
    return (rows[0][0], tuple(json.loads(rows[0][1]))) if rows else ("", ())


def read_articles(connection: Connection) -> tuple[ArticleRecord, ...]:
    """Return every article the site has ever had, by id and language."""
    rows = connection.rows(
        "SELECT a.article, a.language, a.title, a.url, a.kind, a.topics, a.owner, a.reviewed, a.version, a.live, "
        "v.headings FROM article a LEFT JOIN version v ON v.article = a.article AND v.language = a.language "
        "AND v.version = a.version ORDER BY a.article, a.language"
    )
    return tuple(
        ArticleRecord(
            article, language, title, url, kind, tuple(json.loads(topics)), owner,
            date.fromisoformat(reviewed) if reviewed else None, version, bool(live),
            tuple((name, text) for name, text in json.loads(headings or "[]")),
        )
        for article, language, title, url, kind, topics, owner, reviewed, version, live, headings in rows
    )  # fmt: skip


def read_versions(connection: Connection, until: date) -> tuple[Version, ...]:
    """Return every text version seen up to a day, oldest first."""
    rows = connection.rows(
        "SELECT article, language, version, first_seen, sketch FROM version WHERE first_seen < ? "
        "ORDER BY first_seen, article, language, version",
        _window_in_milliseconds(until, until)[1],
    )
    return tuple(
        Version(article, language, version, utc_datetime(first_seen), sketch)
        for article, language, version, first_seen, sketch in rows
    )


def read_totals(connection: Connection, until: date) -> tuple[VersionTotal, ...]:
    """Return the votes of every version up to a day: those of all time minus those of the days after it."""
    sums = Counter[tuple[str, str, str, int]]()
    rows = connection.rows(
        "SELECT article, language, version, value, n FROM tally WHERE kind = 'total' AND day = 0 UNION ALL "
        "SELECT article, language, version, value, -n FROM tally WHERE kind = 'vote' AND day > ? "
        "AND NOT (value = 0 AND label = ?)",
        until.toordinal(), WRONG_PAGE,
    )  # fmt: skip
    for article, language, version, value, n in rows:
        sums[article, language, version, value] += n
    texts = sorted({key[:3] for key, n in sums.items() if n})
    return tuple(VersionTotal(*text, sums[(*text, 1)], sums[(*text, 0)]) for text in texts)


def read_votes(
    connection: Connection, since: date, until: date, article: str | None = None, language: str | None = None
) -> tuple[VoteCount, ...]:
    """Return the votes of each day."""
    conditions, values = _sql_conditions("t", article=article, language=language)
    rows = connection.rows(
        "SELECT day, article, language, version, value, label, n FROM tally t WHERE kind = 'vote' "  # noqa: S608
        f"AND day BETWEEN ? AND ?{conditions} ORDER BY day, article, language, version, value, label",
        since.toordinal(), until.toordinal(), *values,
    )  # fmt: skip
    return tuple(map(VoteCount._make, rows))


def sum_votes(connection: Connection, spans: Sequence[tuple[date, date]]) -> tuple[VoteCount, ...]:
    """Return the votes summed over each span of days, dated with its last day.

    Votes with the reason "wrong page" are left out.
    """
    if not spans:
        return ()
    one_span = (
        "SELECT CAST(? AS BIGINT), article, language, version, CAST(SUM(value * n) AS BIGINT), CAST(SUM(n) AS BIGINT) "
        "FROM tally WHERE kind = 'vote' AND day BETWEEN ? AND ? AND NOT (value = 0 AND label = ?) "
        "GROUP BY article, language, version"
    )
    values: list[int | str] = []
    for first, last in spans:
        values += [last.toordinal(), first.toordinal(), last.toordinal(), WRONG_PAGE]
    rows = connection.rows(" UNION ALL ".join([one_span] * len(spans)), *values)
    return tuple(
        VoteCount(day, article, language, version, value, "", n)
        for day, article, language, version, yes, total in rows
        for value, n in ((1, yes), (0, total - yes))
        if n
    )


def read_headings(connection: Connection, since: date, until: date) -> tuple[HeadingCount, ...]:
    """Return how often each heading was named in the window, most first."""
    rows = connection.rows(
        "SELECT article, language, version, label, CAST(SUM(n) AS BIGINT) FROM tally WHERE kind = 'heading' "
        "AND day BETWEEN ? AND ? GROUP BY article, language, version, label "
        "ORDER BY SUM(n) DESC, article, language, version, label",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(map(HeadingCount._make, rows))


def read_contacts(connection: Connection, since: date, until: date) -> tuple[ContactCount, ...]:
    """Return the clicks on contact channels of each day."""
    rows = connection.rows(
        "SELECT day, label, article, language, n FROM tally WHERE kind = 'contact' AND day BETWEEN ? AND ? "
        "ORDER BY day, article, language, label",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(map(ContactCount._make, rows))


def read_views(connection: Connection, since: date, until: date) -> tuple[ViewCount, ...]:
    """Return the page views of each day; none unless the collector counts them."""
    rows = connection.rows(
        "SELECT day, article, language, n FROM tally WHERE kind = 'view' AND day BETWEEN ? AND ? "
        "ORDER BY day, article, language",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(map(ViewCount._make, rows))


def read_ratings(connection: Connection, since: date, until: date) -> tuple[RatingCount, ...]:
    """Return the answers to the CSAT and NPS questions of each day."""
    rows = connection.rows(
        "SELECT day, kind, language, value, n FROM tally WHERE kind IN ('csat', 'nps') AND day BETWEEN ? AND ? "
        "ORDER BY kind, day, language, value",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    return tuple(map(RatingCount._make, rows))


def read_runs(connection: Connection, since: date, until: date) -> tuple[RunCount, ...]:
    """Return the runs of troubleshooters of each day, by what became of them at each step."""
    rows = connection.rows(
        "SELECT day, article, language, version, label, n FROM tally WHERE kind = 'troubleshooter' "
        "AND day BETWEEN ? AND ? ORDER BY day, article, language, version, label",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    split = ((key, label.partition(" "), n) for *key, label, n in rows)
    return tuple(RunCount._make((*key, mark, step, n)) for key, (mark, _, step), n in split)


def read_searches(connection: Connection, since: date, until: date) -> tuple[SearchCount, ...]:
    """Return the number of searches of each day, and how many of them had each outcome."""
    rows = connection.rows(
        "SELECT day, language, label, n FROM tally WHERE kind = 'search' AND day BETWEEN ? AND ? "
        "ORDER BY day, language",
        since.toordinal(), until.toordinal(),
    )  # fmt: skip
    found: dict[tuple[int, str], dict[str, int]] = {}
    for day, language, mark, n in rows:
        found.setdefault((day, language), {})[mark] = n
    return tuple(SearchCount(*key, *(marks.get(mark, 0) for mark in _SEARCH_MARKS)) for key, marks in found.items())


def read_comments(
    connection: Connection, since: date, until: date, article: str | None = None, language: str | None = None,
    limit: int = COMMENT_LIMIT,
) -> tuple[CommentRecord, ...]:  # fmt: skip
    """Return the counted comments with the votes they belong to, newest first."""
    conditions, values = _sql_conditions("c", article=article, language=language)
    rows = connection.rows(
        "SELECT c.id, c.parent, c.article, c.language, c.version, c.text, c.occurred, v.value, v.reason, v.heading, "  # noqa: S608
        "c.state, (SELECT MAX(issue) FROM issue_item WHERE issue_item.id = c.id) FROM item c "
        "LEFT JOIN item v ON v.id = c.parent WHERE c.text IS NOT NULL AND c.kind = 'comment' AND c.state = ? "
        f"AND c.occurred >= ? AND c.occurred < ?{conditions} ORDER BY c.occurred DESC, c.seq DESC LIMIT ?",
        COUNTED, *_window_in_milliseconds(since, until), *values, limit,
    )  # fmt: skip
    return tuple(
        CommentRecord(
            uuid_text(identity), uuid_text(vote), name, code, version, text, utc_datetime(at), value, reason or None,
            heading or None, STATES[state], issue,
        )
        for identity, vote, name, code, version, text, at, value, reason, heading, state, issue in rows
    )  # fmt: skip


def read_queries(
    connection: Connection, since: date, until: date, language: str | None = None, clicked: str | None = None,
    limit: int = QUERY_LIMIT,
) -> tuple[Query, ...]:  # fmt: skip
    """Return the counted searches whose words were kept, newest first; `clicked`: only those that led to an article."""
    conditions, values = _sql_conditions("q", language=language, clicked=clicked)
    rows = connection.rows(
        "SELECT q.id, q.text, q.language, COALESCE(q.results, 0), q.clicked, q.corrected, q.parent, q.missing, "  # noqa: S608
        "q.repeat, q.occurred, q.outcome FROM item q WHERE q.text IS NOT NULL AND q.kind = 'search' AND q.state = ? "
        f"AND q.occurred >= ? AND q.occurred < ?{conditions} ORDER BY q.occurred DESC, q.seq DESC LIMIT ?",
        COUNTED, *_window_in_milliseconds(since, until), *values, limit,
    )  # fmt: skip
    return tuple(map(Query._make, rows))


def read_first_failed(connection: Connection, before: date) -> dict[tuple[str, str], int]:
    """Return the day (as an ordinal) of the first failed search for each (language, wording), of days before one."""
    rows = connection.rows(
        "SELECT language, text, MIN(occurred) FROM item WHERE text IS NOT NULL AND kind = 'search' AND state = ? "
        "AND occurred < ? AND (results = 0 OR missing = 1) GROUP BY language, text",
        COUNTED, _window_in_milliseconds(before, before)[0],
    )  # fmt: skip
    found: dict[tuple[str, str], int] = {}
    for language, text, at in rows:
        key, day = (language, normalise_wording(text)), day_of(at)
        found[key] = min(day, found.get(key, day))
    return found


def read_gap_decisions(connection: Connection) -> tuple[GapDecision, ...]:
    """Return every decision, in a fixed order."""
    rows = connection.rows("SELECT wording, state, reason, article, at FROM gap_decision ORDER BY wording")
    return tuple(GapDecision(bytes(wording), *decision) for wording, *decision in rows)


def count_quarantined(connection: Connection) -> int:
    """Return how many items are in quarantine."""
    return int(connection.rows(f"SELECT COUNT(*) FROM item WHERE state = {QUARANTINED}")[0][0])  # noqa: S608


def _window_in_milliseconds(since: date, until: date) -> tuple[int, int]:
    """Return a window of days as Unix milliseconds, the end excluded."""
    return (since.toordinal() - EPOCH_ORDINAL) * DAY_MS, (until.toordinal() + 1 - EPOCH_ORDINAL) * DAY_MS


def _sql_conditions(alias: str, **columns: str | None) -> tuple[str, Sequence[Any]]:
    """Return ` AND alias.column = ?` for each value that is given, and the values."""
    wanted = {column: value for column, value in columns.items() if value is not None}
    return "".join(f" AND {alias}.{column} = ?" for column in wanted), list(wanted.values())


def read_report_rows(
    connection: Connection, since: date, until: date, language: str | None, sums_since: date,
    spans: Sequence[tuple[date, date]],
) -> ReportRows:  # fmt: skip
    """Return the records of a report over the UTC days `since` to `until`, without issues and counters.

    See `Store.report_rows`.
    """
    name, languages = read_site(connection)
    rows = ReportRows(
        since,
        until,
        articles=read_articles(connection),
        versions=read_versions(connection, until),
        totals=read_totals(connection, until),
        votes=read_votes(connection, sums_since, until),
        earlier=sum_votes(connection, spans),
        headings=read_headings(connection, since, until),
        comments=read_comments(connection, since, until),
        contacts=read_contacts(connection, sums_since, until),
        views=read_views(connection, sums_since, until),
        ratings=read_ratings(connection, sums_since, until),
        searches=read_searches(connection, sums_since, until),
        queries=read_queries(connection, since, until),
        runs=read_runs(connection, since, until),
        decisions=read_gap_decisions(connection),
        quarantined=count_quarantined(connection),
        site_name=name,
        languages=languages,
    )
    return rows if language is None else rows.of_language(language)
