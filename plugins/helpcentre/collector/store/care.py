"""Looking after the data: salts and their end, retention, counters, keys to the reports, export and restore."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpcentre.collector.items import COLUMNS
from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import DAY_MS, day_of

CHUNK = 500
LINK_DAYS = 2  # salts, and the hashes made with them, end after 48 hours
_MARK = "forgotten_seq"
ERASED_DAYS = 8  # a browser keeps what it could not send for seven days


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days words and items are kept; the day sums stay for ever."""

    text_days: int = 180
    item_days: int = 400
    quarantine_days: int = 180


def salt(connection: Connection, day: int) -> bytes:
    """Return the day's 32 random bytes, made when first asked for; called outside of a transaction."""
    find = "SELECT key FROM salt WHERE day = ?"
    if not (found := connection.rows(find, day)):
        with connection.transaction():
            connection.execute(
                "INSERT INTO salt (day, key) VALUES (?, ?) ON CONFLICT (day) DO NOTHING", day, secrets.token_bytes(32)
            )
            found = connection.rows(find, day)
    return bytes(found[0][0])


def forget(connection: Connection, now: int) -> int:
    """Erase salts older than 48 hours and every hash made with them; returns how many hashes are gone.

    A day's salt is first used at its midnight, so yesterday's and today's stay. Rows already done are below a mark:
    it stops before the first row that still has its hash, because rows do not always come in the order of their
    times. What a clock that ran ahead has left for later days goes too.
    """
    first_kept = day_of(now) - LINK_DAYS + 1
    connection.execute("DELETE FROM salt WHERE day < ? OR day > ?", first_kept, first_kept + LINK_DAYS)
    cutoff = (first_kept - day_of(0)) * DAY_MS
    mark = counters(connection).get(_MARK, 0)
    changed = connection.execute(
        "UPDATE item SET ballot = NULL WHERE seq > ? AND (received < ? OR received >= ?) AND ballot IS NOT NULL",
        mark, cutoff, cutoff + (LINK_DAYS + 1) * DAY_MS,
    )  # fmt: skip
    newest = connection.rows(
        "SELECT COALESCE((SELECT MIN(seq) - 1 FROM item WHERE seq > ? AND ballot IS NOT NULL), MAX(seq), 0) FROM item "
        "WHERE seq > ?",
        mark, mark,
    )  # fmt: skip
    if newest[0][0] > mark:
        add_counters(connection, {_MARK: newest[0][0] - mark})
    return changed


def prune_some(connection: Connection, keep: Retention, now: int) -> int:
    """Erase one chunk of what is over age: words, items, tombstones; returns how many rows changed (0: all done)."""
    text_before, item_before = now - keep.text_days * DAY_MS, now - keep.item_days * DAY_MS
    changed = connection.execute(
        "UPDATE item SET text = NULL, corrected = NULL WHERE seq IN "
        "(SELECT seq FROM item WHERE text IS NOT NULL AND kind IN ('comment', 'search') AND occurred < ? LIMIT ?)",
        text_before, CHUNK,
    )  # fmt: skip
    old_quarantine = "SELECT seq FROM item WHERE state = 2 AND occurred < ? LIMIT ?"
    changed += connection.execute(
        f"DELETE FROM item WHERE seq IN ({old_quarantine})",  # noqa: S608 - both parts are constants
        now - keep.quarantine_days * DAY_MS, CHUNK,
    )  # fmt: skip
    changed += connection.execute(
        "DELETE FROM item WHERE seq IN (SELECT seq FROM item WHERE received < ? AND seq < COALESCE("
        "(SELECT seq FROM item WHERE received >= ? AND received < ? ORDER BY seq LIMIT 1), 9223372036854775807) "
        "ORDER BY seq LIMIT ?)",  # rows of a clock that ran ahead do not hold up those behind them
        item_before, item_before, now + LINK_DAYS * DAY_MS, CHUNK,
    )  # fmt: skip
    changed += connection.execute("DELETE FROM erased WHERE at < ?", now - ERASED_DAYS * DAY_MS)
    return changed


def add_counters(connection: Connection, counts: dict[str, int]) -> None:
    """Add to the counters that outlive a restart."""
    connection.many(
        "INSERT INTO counter (name, n) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = counter.n + excluded.n",
        sorted(counts.items()),
    )


def counters(connection: Connection) -> dict[str, int]:
    """Return the counters by name."""
    return dict(connection.rows("SELECT name, n FROM counter ORDER BY name"))


@dataclass(frozen=True, slots=True)
class Token:
    """A key to the reports, without its secret. Times are Unix milliseconds."""

    name: str
    scope: str
    created: int
    expires: int | None
    last_used: int | None


def add_token(connection: Connection, hashed: bytes, token: Token) -> None:
    """Keep a new key's hash."""
    connection.execute(
        "INSERT INTO token (hash, name, scope, created, expires, last_used) VALUES (?, ?, ?, ?, ?, ?)",
        hashed, token.name, token.scope, token.created, token.expires, token.last_used,
    )  # fmt: skip


def tokens(connection: Connection) -> list[tuple[bytes, Token]]:
    """Return every key's hash and description."""
    rows = connection.rows("SELECT hash, name, scope, created, expires, last_used FROM token ORDER BY created, name")
    return [(bytes(row[0]), Token(*row[1:])) for row in rows]


def touch_token(connection: Connection, name: str, now: int) -> None:
    """Note when a key was last used."""
    connection.execute("UPDATE token SET last_used = ? WHERE name = ?", now, name)


def revoke_token(connection: Connection, name: str) -> bool:
    """Take a key away; tells whether there was one of that name."""
    return connection.execute("DELETE FROM token WHERE name = ?", name) > 0


EXPORTED: dict[str, tuple[str, ...]] = {
    "site": ("name", "url", "default_language", "languages"),
    "article": ("article", "language", "version", "title", "url", "kind", "topics", "owner", "reviewed", "live"),
    "version": ("article", "language", "version", "first_seen", "sketch", "headings"),
    "channel": ("channel", "first_seen"),
    "event": ("kind", "name", "first", "last", "words", "topics", "languages"),
    "item": COLUMNS,
    "tally": ("kind", "day", "article", "language", "version", "value", "label", "n"),
    "erased": ("id", "at"),
    "counter": ("name", "n"),
    "issue": ("issue", "title", "nature", "severity", "status", "article", "language", "owner", "opened", "closed"),
    "issue_item": ("issue", "id", "linked"),
}
PRIVATE = {"ballot"}  # hashes that end after 48 hours do not leave the database, except for a move
MOVED_ONLY: dict[str, tuple[str, ...]] = {
    "salt": ("day", "key"),
    "token": ("hash", "name", "scope", "created", "expires", "last_used"),
}
_ORDER = {"item": "seq", "tally": "kind, day, article, language, version, value, label"}


def read_table(connection: Connection, table: str, *, whole: bool) -> Iterator[dict[str, Any]]:
    """Return the rows of a table as dictionaries; `whole` includes hashes (for copy), else they are None."""
    columns = (EXPORTED | MOVED_ONLY)[table]
    order = f" ORDER BY {_ORDER.get(table, ', '.join(columns[:3]))}"
    for row in connection.stream(f"SELECT {', '.join(columns)} FROM {table}{order}"):  # noqa: S608 - names are constants
        record = dict(zip(columns, row, strict=True))
        if record.get("name") == _MARK and table == "counter":
            continue  # it is about this database's own numbering
        if not whole:
            record |= dict.fromkeys(PRIVATE & record.keys())
        yield record


def write_table(connection: Connection, table: str, records: Iterable[dict[str, Any]]) -> int:
    """Add rows made by `read_table`; what is there already stays as it is. Returns how many were offered."""
    columns = (EXPORTED | MOVED_ONLY)[table]
    identity = " OVERRIDING SYSTEM VALUE" if table == "issue" and connection.name == "postgres" else ""
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}){identity} VALUES ({', '.join('?' * len(columns))}) "  # noqa: S608
        "ON CONFLICT DO NOTHING"
    )
    count = 0
    for chunk in _chunks(records):
        connection.many(sql, [[record[column] for column in columns] for record in chunk])
        count += len(chunk)
    if identity:
        connection.rows(
            "SELECT setval(pg_get_serial_sequence('issue', 'issue'), COALESCE(MAX(issue), 0) + 1, false) FROM issue"
        )
    return count


def is_empty(connection: Connection) -> bool:
    """Tell whether no answer was ever stored."""
    return not connection.rows("SELECT 1 FROM item LIMIT 1") and not connection.rows("SELECT 1 FROM tally LIMIT 1")


def _chunks(records: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
