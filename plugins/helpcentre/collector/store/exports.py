"""Reading and writing whole tables, for exports, restores and moves to another database."""

from collections.abc import Iterable, Iterator
from typing import Any

from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.export_format import FORMAT, FORMATS

EXPORTED = FORMATS[FORMAT]
MOVED_ONLY: dict[str, tuple[str, ...]] = {  # secrets and messages: to another database, but never into an export
    "message": (
        "id",
        "state",
        "received",
        "body",
        "signals",
        "attempts",
        "next_at",
        "claimed_until",
        "problem",
    ),
    "salt": ("day", "key"),
    "token": ("hash", "name", "scope", "created", "expires", "last_used"),
}
PRIVATE = {"ballot"}  # readers' hashes, which expire after 48 hours: in a move only, too
CHUNK = 500
_ORDER = {"item": "seq", "tally": "kind, day, article, language, version, value, label"}


def read_table(connection: Connection, table: str, *, whole: bool) -> Iterator[dict[str, Any]]:
    """Return the rows of a table as dictionaries; `whole` includes readers' hashes (for a move), else they are None."""
    columns = _columns_of(table)
    order = f" ORDER BY {_ORDER.get(table, ', '.join(columns[:3]))}"
    for row in connection.stream(f"SELECT {', '.join(columns)} FROM {table}{order}"):  # noqa: S608 - names are constants
        record = dict(zip(columns, row, strict=True))
        if not whole:
            record |= dict.fromkeys(PRIVATE & record.keys())
        yield record


def write_table(connection: Connection, table: str, records: Iterable[dict[str, Any]]) -> int:
    """Add rows made by `read_table`; rows that already exist stay as they are. Return how many were offered."""
    columns = _columns_of(table)
    identity = " OVERRIDING SYSTEM VALUE" if table == "issue" and connection.name == "postgres" else ""
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}){identity} VALUES ({', '.join('?' * len(columns))}) "  # noqa: S608
        "ON CONFLICT DO NOTHING"
    )
    count = 0
    for chunk in _split_into_chunks(records):
        connection.execute_many(sql, [[record[column] for column in columns] for record in chunk])
        count += len(chunk)
    if identity:
        connection.rows(
            "SELECT setval(pg_get_serial_sequence('issue', 'issue'), COALESCE(MAX(issue), 0) + 1, false) FROM issue"
        )
    return count


def _columns_of(table: str) -> tuple[str, ...]:
    return EXPORTED.get(table) or MOVED_ONLY[table]


def is_empty(connection: Connection) -> bool:
    """Return whether no answer was ever stored."""
    return not connection.rows("SELECT 1 FROM item LIMIT 1") and not connection.rows("SELECT 1 FROM tally LIMIT 1")


def _split_into_chunks(records: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
