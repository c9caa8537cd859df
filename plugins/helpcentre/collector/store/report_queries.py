"""The read side: the records of `reporting/records.py` for a window of UTC days, straight from the day sums.

Most functions yield one query, are sent its rows and return the records (`read` does that): so a report can ask for
the next rows before it makes records of the last.
"""

import json
from collections import Counter
from collections.abc import Generator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from helpcentre.collector.items import COUNTED, DISCARDED, QUARANTINED, STATES, uuid_text
from helpcentre.collector.store.connection import Connection, Question
from helpcentre.contract.limits import DAY_MS, EPOCH_ORDINAL, WRONG_PAGE, day_of
from helpcentre.reporting.records import (
    ArticleRecord,
    CommentRecord,
    ContactCount,
    HeadingCount,
    Issue,
    Quarantined,
    Query,
    RatingCount,
    SearchCount,
    Version,
    VersionTotal,
    ViewCount,
    VoteCount,
    normalise_wording,
)

Result = TypeVar("Result")
Reading: TypeAlias = Generator[Question, list[Any], Result]
_MARKS = ("searches", "zero", "unclicked", "corrected", "reformulated", "missing")


def asked(sql: str, *values: Any) -> Question:
    """Return a question to the database."""
    return Question(sql, values)


def made(reading: Reading[Result], rows: list[Any]) -> Result:
    """Return what a function of this module makes of the rows it asked for."""
    try:
        reading.send(rows)
    except StopIteration as end:
        result: Result = end.value
        return result
    raise AssertionError("it asks once")


def read(connection: Connection, reading: Reading[Result]) -> Result:
    """Return what a function of this module reads."""
    sql, values = next(reading)
    return made(reading, connection.rows(sql, *values))


def instant(milliseconds: int) -> datetime:
    """Return Unix milliseconds as an aware datetime in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _window(since: date, until: date) -> tuple[int, int]:
    return since.toordinal(), until.toordinal()


def _instants(since: date, until: date) -> tuple[int, int]:
    return (since.toordinal() - EPOCH_ORDINAL) * DAY_MS, (until.toordinal() + 1 - EPOCH_ORDINAL) * DAY_MS


def articles() -> Reading[tuple[ArticleRecord, ...]]:
    """Return every article the site has ever had, by id and language."""
    rows = yield asked(
        "SELECT a.article, a.language, a.title, a.url, a.kind, a.topics, a.owner, a.reviewed, a.version, a.live, "
        "v.headings FROM article a LEFT JOIN version v ON v.article = a.article AND v.language = a.language "
        "AND v.version = a.version ORDER BY a.article, a.language"
    )
    return tuple(
        ArticleRecord(
            row[0], row[1], row[2], row[3], row[4],
            tuple(json.loads(row[5])), row[6], date.fromisoformat(row[7]) if row[7] else None,
            row[8],
            bool(row[9]), tuple((h[0], h[1]) for h in json.loads(row[10] or "[]")),
        )
        for row in rows
    )  # fmt: skip


def versions(until: date) -> Reading[tuple[Version, ...]]:
    """Return every text version seen up to a day, oldest first."""
    rows = yield asked(
        "SELECT article, language, version, first_seen, sketch FROM version WHERE first_seen < ? "
        "ORDER BY first_seen, article, language, version",
        _instants(until, until)[1],
    )
    return tuple(Version(row[0], row[1], row[2], instant(row[3]), row[4]) for row in rows)


def totals(until: date) -> Reading[tuple[VersionTotal, ...]]:
    """Return the votes of every version up to a day: those of all time without what the days after it added."""
    sums = Counter[tuple[str, str, str, int]]()
    rows = yield asked(
        "SELECT article, language, version, value, n FROM tally WHERE kind = 'total' AND day = 0 UNION ALL "
        "SELECT article, language, version, value, -n FROM tally WHERE kind = 'vote' AND day > ? "
        "AND NOT (value = 0 AND label = ?)",
        until.toordinal(), WRONG_PAGE,
    )  # fmt: skip
    for article, language, version, value, n in rows:
        sums[article, language, version, value] += n
    texts = sorted({key[:3] for key, n in sums.items() if n})
    return tuple(VersionTotal(*text, sums[(*text, 1)], sums[(*text, 0)]) for text in texts)


def votes(
    since: date, until: date, article: str | None = None, language: str | None = None
) -> Reading[tuple[VoteCount, ...]]:
    """Return the answers of each day."""
    conditions, values = _about("t", article, language)
    rows = yield asked(
        "SELECT day, article, language, version, value, label, n FROM tally t WHERE kind = 'vote' "  # noqa: S608
        f"AND day BETWEEN ? AND ?{conditions} ORDER BY day, article, language, version, value, label",
        *_window(since, until), *values,
    )  # fmt: skip
    return tuple(map(VoteCount._make, rows))


def votes_over(spans: Sequence[tuple[date, date]]) -> Reading[tuple[VoteCount, ...]]:
    """Return the answers, but wrong-page ones, summed over spans of days: to any text, as of a span's last day."""
    if not spans:
        yield asked("SELECT 0 WHERE 1 = 0")
        return ()
    one = (
        "SELECT CAST(? AS BIGINT), article, language, CAST(SUM(value * n) AS BIGINT), CAST(SUM(n) AS BIGINT) "
        "FROM tally WHERE kind = 'vote' AND day BETWEEN ? AND ? AND NOT (value = 0 AND label = ?) "
        "GROUP BY article, language"
    )
    values = [value for first, last in spans for value in (last.toordinal(), *_window(first, last), WRONG_PAGE)]
    rows = yield asked(" UNION ALL ".join([one] * len(spans)), *values)
    return tuple(
        VoteCount(day, article, language, "", value, "", n)
        for day, article, language, yes, both in rows
        for value, n in ((1, yes), (0, both - yes))
        if n
    )


def headings(since: date, until: date) -> Reading[tuple[HeadingCount, ...]]:
    """Return how often a heading was named in the window, most first."""
    rows = yield asked(
        "SELECT article, language, version, label, SUM(n) FROM tally WHERE kind = 'heading' AND day BETWEEN ? AND ? "
        "GROUP BY article, language, version, label ORDER BY SUM(n) DESC, article, language, version, label",
        *_window(since, until),
    )
    return tuple(HeadingCount(row[0], row[1], row[2], row[3], int(row[4])) for row in rows)


def contacts(since: date, until: date) -> Reading[tuple[ContactCount, ...]]:
    """Return the clicks on channels."""
    rows = yield asked(
        "SELECT day, label, article, language, n FROM tally WHERE kind = 'contact' AND day BETWEEN ? AND ? "
        "ORDER BY day, article, language, label",
        *_window(since, until),
    )
    return tuple(map(ContactCount._make, rows))


def views(since: date, until: date) -> Reading[tuple[ViewCount, ...]]:
    """Return the pages read, where they are counted."""
    rows = yield asked(
        "SELECT day, article, language, n FROM tally WHERE kind = 'view' AND day BETWEEN ? AND ? "
        "ORDER BY day, article, language",
        *_window(since, until),
    )
    return tuple(map(ViewCount._make, rows))


def ratings(since: date, until: date) -> Reading[tuple[RatingCount, ...]]:
    """Return the answers to CSAT and NPS questions."""
    rows = yield asked(
        "SELECT day, kind, language, value, n FROM tally WHERE kind IN ('csat', 'nps') AND day BETWEEN ? AND ? "
        "ORDER BY kind, day, language, value",
        *_window(since, until),
    )
    return tuple(map(RatingCount._make, rows))


def searches(since: date, until: date) -> Reading[tuple[SearchCount, ...]]:
    """Return how many searches there were and what came of them."""
    rows = yield asked(
        "SELECT day, language, label, n FROM tally WHERE kind = 'search' AND day BETWEEN ? AND ? "
        "ORDER BY day, language",
        *_window(since, until),
    )
    found: dict[tuple[int, str], dict[str, int]] = {}
    for day, language, mark, n in rows:
        found.setdefault((day, language), {})[mark] = n
    return tuple(SearchCount(*key, *(marks.get(mark, 0) for mark in _MARKS)) for key, marks in found.items())


def comments(
    since: date, until: date, article: str | None = None, language: str | None = None,
    limit: int = 1000,
) -> Reading[tuple[CommentRecord, ...]]:  # fmt: skip
    """Return the comments that count, newest first."""
    conditions, values = _about("c", article, language)
    rows = yield asked(
        "SELECT c.id, c.parent, c.article, c.language, c.version, c.text, c.occurred, v.value, v.reason, v.heading, "  # noqa: S608
        "c.state, (SELECT MAX(issue) FROM issue_item WHERE issue_item.id = c.id) FROM item c "
        "LEFT JOIN item v ON v.id = c.parent WHERE c.text IS NOT NULL AND c.kind = 'comment' AND c.state = ? "
        f"AND c.occurred >= ? AND c.occurred < ?{conditions} ORDER BY c.occurred DESC, c.seq DESC LIMIT ?",
        COUNTED, *_instants(since, until), *values, limit,
    )  # fmt: skip
    return tuple(
        [
            CommentRecord(
                uuid_text(identity), uuid_text(vote), name, code, version, text, instant(at), value, reason or None,
                heading or None, STATES[state], issue,
            )
            for identity, vote, name, code, version, text, at, value, reason, heading, state, issue in rows
        ]
    )  # fmt: skip


def queries(
    since: date, until: date, language: str | None = None, limit: int = 20_000,
    clicked: str | None = None,
) -> Reading[tuple[Query, ...]]:  # fmt: skip
    """Return the searches whose words were kept and that count, newest first; `clicked`: that ended at an article."""
    conditions, values = _about("q", None, language, clicked)
    rows = yield asked(
        "SELECT q.id, q.text, q.language, COALESCE(q.results, 0), q.clicked, q.corrected, q.parent, q.missing, "  # noqa: S608
        "q.repeat, q.occurred FROM item q WHERE q.text IS NOT NULL AND q.kind = 'search' AND q.state = ? "
        f"AND q.occurred >= ? AND q.occurred < ?{conditions} ORDER BY q.occurred DESC, q.seq DESC LIMIT ?",
        COUNTED, *_instants(since, until), *values, limit,
    )  # fmt: skip
    return tuple(map(Query._make, rows))


def first_asked(before: date) -> Reading[dict[tuple[str, str], int]]:
    """Return the ordinals of the days on which wordings were first searched in vain, before a day, by language."""
    rows = yield asked(
        "SELECT language, text, MIN(occurred) FROM item WHERE text IS NOT NULL AND kind = 'search' AND state = ? "
        "AND occurred < ? AND (results = 0 OR missing = 1) GROUP BY language, text",
        COUNTED, _instants(before, before)[0],
    )  # fmt: skip
    found: dict[tuple[str, str], int] = {}
    for language, text, at in rows:
        key, day = (language, normalise_wording(text)), day_of(at)
        found[key] = min(day, found.get(key, day))
    return found


def quarantined(connection: Connection, limit: int = 500, *, discarded: bool = False) -> tuple[Quarantined, ...]:
    """Return what waits to be looked at (or was discarded), newest first."""
    rows = connection.rows(
        "SELECT id, kind, article, language, version, value, reason, text, signals, occurred FROM item "
        "WHERE state = ? ORDER BY occurred DESC, seq DESC LIMIT ?",
        DISCARDED if discarded else QUARANTINED,
        limit,
    )
    return tuple(
        Quarantined(
            _text(row[0]), row[1], row[2] or None, row[3], row[4] or None, row[5], row[6] or None, row[7],
            tuple(row[8].split()), instant(row[9]),
        )
        for row in rows
    )  # fmt: skip


def quarantined_count(connection: Connection) -> int:
    """Return how many items wait to be looked at."""
    return int(connection.rows(f"SELECT COUNT(*) FROM item WHERE state = {QUARANTINED}")[0][0])  # noqa: S608


def site(connection: Connection) -> tuple[str, tuple[str, ...]]:
    """Return the site's name and languages."""
    rows = connection.rows("SELECT name, languages FROM site")
    return (rows[0][0], tuple(json.loads(rows[0][1]))) if rows else ("", ())


def issues(connection: Connection, now: datetime) -> tuple[Issue, ...]:
    """Return every issue with what is linked to it; its frequency is what occurred in the 30 days before `now`."""
    linked: dict[int, list[str]] = {}
    recent: dict[int, int] = {}
    since = int((now - timedelta(days=30)).timestamp() * 1000)
    for issue, identity, occurred in connection.rows(
        "SELECT l.issue, l.id, i.occurred FROM issue_item l LEFT JOIN item i ON i.id = l.id "
        "ORDER BY l.issue, l.linked, l.id"
    ):
        linked.setdefault(issue, []).append(_text(identity))
        recent[issue] = recent.get(issue, 0) + (occurred is not None and occurred >= since)
    rows = connection.rows(
        "SELECT issue, title, nature, severity, status, article, language, owner, opened, closed FROM issue "
        "ORDER BY issue"
    )
    return tuple(
        Issue(
            row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7],
            instant(row[8]), instant(row[9]) if row[9] is not None else None,
            tuple(linked.get(row[0], ())), recent.get(row[0], 0),
        )
        for row in rows
    )  # fmt: skip


def _about(
    alias: str, article: str | None, language: str | None, clicked: str | None = None
) -> tuple[str, Sequence[Any]]:
    conditions, values = "", []
    for column, value in (("article", article), ("language", language), ("clicked", clicked)):
        if value is not None:
            conditions += f" AND {alias}.{column} = ?"
            values.append(value)
    return conditions, values


def _text(raw: Any) -> str:
    return uuid_text(bytes(raw))
