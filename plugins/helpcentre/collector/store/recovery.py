"""Saving what can still be read of a damaged SQLite file into a new one.

A table with an integer key is read in the order of the key; where a page cannot be read, the next readable key is
searched for. A table without one is read from both of its ends. Indexes are never used, because a damaged index makes
rows vanish that are still in the table.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpcentre.collector.errors import UnfitError
from helpcentre.collector.store.item_writes import wrong_sums
from helpcentre.collector.store.sqlite import SqliteConnection
from helpcentre.errors import HelpCentreError

NOT_SAVED = ("migration", "usage")  # the new file has its own schema steps; counters of limits expire within a day
CHUNK = 500
NEAR = 1_000  # keys that are tried one by one after a damaged one: some dozens fit on a page
HIGHEST_KEY = 2**62
_TALLY_KEY = "kind, day, article, language, version, value, label"
_ADD_TOTALS = (
    f"INSERT INTO tally ({_TALLY_KEY}, n) SELECT 'total', 0, article, language, version, value, '', SUM(n) "  # noqa: S608
    "FROM tally WHERE kind = 'vote' AND NOT (value = 0 AND label = 'wrong_page') "
    "GROUP BY article, language, version, value"
)

Row = tuple[Any, ...]


@dataclass(slots=True)
class SavedTable:
    """The outcome for one table."""

    table: str
    saved: int = 0
    refused: int = 0
    """Rows that could be read, but with values that the schema does not allow."""
    gaps: int = 0
    """Stretches that could not be read; how many rows they had is not known."""


def copy_damaged_file(source: Path, folder: Path) -> Path:
    """Copy a database with its write-ahead log into a folder, since opening a database may write to it."""
    try:
        for suffix in ("", "-wal"):
            part = source.with_name(source.name + suffix)
            if part.is_file():
                shutil.copyfile(part, folder / f"damaged.db{suffix}")
    except OSError as error:
        raise HelpCentreError(f"{source}: the file cannot be copied: {error.strerror or error}.") from None
    return folder / "damaged.db"


def save_readable_rows(damaged: Path, connection: SqliteConnection) -> list[SavedTable]:
    """Write every row of `damaged` that can be read into a new database and return what became of each table.

    Raises HelpCentreError if no table can be read.
    """
    tables: list[SavedTable] = []
    with closing(sqlite3.connect(damaged, isolation_level=None)) as old, connection.transaction():
        for table, columns, key in _read_layout(connection):
            tables.append(_save_table(old, connection, table, columns, key))
    if not any(table.saved for table in tables):
        raise HelpCentreError("Nothing in this file can be read as a feedback database. Restore the last backup.")
    return tables


def raise_sums(connection: SqliteConnection) -> int:
    """Raise the day sums that are smaller than what the saved items count, and return how many there were.

    A sum that is larger is kept: its items may have expired, or be among those that could not be read.
    """
    low = {key: n for key, (kept, n) in wrong_sums(connection, 1).items() if n > kept}
    with connection.transaction():
        connection.execute_many(
            f"INSERT INTO tally ({_TALLY_KEY}, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
            f"ON CONFLICT ({_TALLY_KEY}) DO UPDATE SET n = excluded.n",
            [(*key, n) for key, n in low.items()],
        )
        connection.execute("DELETE FROM tally WHERE kind = 'total'")
        connection.execute(_ADD_TOTALS)
    return len(low)


def _read_layout(connection: SqliteConnection) -> list[tuple[str, list[str], str | None]]:
    """Return (table, columns, integer key if it has one), in the order in which the schema creates the tables."""
    found = []
    for name, sql in connection.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    ):
        if name not in NOT_SAVED:
            columns = [str(row[1]) for row in connection.rows(f"PRAGMA table_info({name})")]
            found.append((name, columns, None if "WITHOUT ROWID" in sql else "rowid"))
    return found


def _save_table(
    old: sqlite3.Connection, connection: SqliteConnection, table: str, columns: list[str], key: str | None
) -> SavedTable:
    saved = SavedTable(table)
    try:
        had = {str(row[1]) for row in old.execute(f"PRAGMA table_info({table})")}
    except sqlite3.DatabaseError:
        saved.gaps += 1
        return saved
    columns = [column for column in columns if column in had]  # a file of an earlier schema has fewer
    if not columns:
        return saved
    rows = _read_by_key(old, table, columns, key) if key else _read_from_both_ends(old, table, columns)
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "  # noqa: S608
        "ON CONFLICT DO NOTHING"
    )
    for row in rows:
        if row is None:
            saved.gaps += 1
            continue
        try:
            saved.saved += connection.execute(sql, *row)
        except UnfitError:
            saved.refused += 1
    return saved


def _read_from_both_ends(old: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row | None]:
    """Yield the rows up to the first damage, None for it, and the rows behind the last damage."""
    keys = [row[1] for row in sorted(old.execute(f"PRAGMA table_info({table})"), key=lambda row: row[5]) if row[5]]
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{key} {direction}" for key in keys)
        try:
            yield from old.execute(f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY {order}")  # noqa: S608
        except sqlite3.DatabaseError:
            if direction == "ASC":
                yield None
        else:
            return


def _read_by_key(old: sqlite3.Connection, table: str, columns: list[str], key: str) -> Iterator[Row | None]:
    """Yield the rows in the order of an integer key, and None for each stretch that cannot be read."""
    sql = f"SELECT {key}, {', '.join(columns)} FROM {table} NOT INDEXED WHERE {key} >= ? ORDER BY {key} LIMIT ?"  # noqa: S608

    def read(start: int, limit: int) -> list[Row]:
        return old.execute(sql, (start, limit)).fetchall()

    start: int | None = 0
    while start is not None:
        rows, damaged = _read_until_damage(read, start)
        for row in rows:
            yield row[1:]
        if rows:
            start = rows[-1][0] + 1
        if damaged:
            yield None
            start = _find_readable(read, start)
        elif not rows:
            return


def _read_until_damage(read: Callable[[int, int], list[Row]], start: int) -> tuple[list[Row], bool]:
    """Return the next rows, and whether a row that cannot be read follows them."""
    try:
        return _in_order(read(start, CHUNK), start), False
    except sqlite3.DatabaseError:
        rows: list[Row] = []
    for _ in range(CHUNK):
        try:
            one = _in_order(read(start, 1), start)
        except sqlite3.DatabaseError:
            return rows, True
        if not one:
            return rows, False
        rows += one
        start = one[0][0] + 1
    return rows, False


def _in_order(rows: list[Row], start: int) -> list[Row]:
    """Refuse keys that do not grow, which only a damaged page gives: reading would never end."""
    for row in rows:
        if row[0] < start:
            raise sqlite3.DatabaseError("keys out of order")
        start = row[0] + 1
    return rows


def _find_readable(read: Callable[[int, int], list[Row]], damaged: int) -> int | None:
    """Return a key above a damaged one from which rows can be read again, None if there is none.

    It is the lowest one, unless more than `NEAR` keys in a row cannot be read.
    """

    def is_readable(key: int) -> bool:
        try:
            _in_order(read(key, 1), key)
        except sqlite3.DatabaseError:
            return False
        return True

    for key in range(damaged + 1, damaged + NEAR):
        if is_readable(key):
            return key
    step = NEAR
    while not is_readable(damaged + step):
        step *= 2
        if step > HIGHEST_KEY:
            return None
    low, high = damaged + step // 2, damaged + step  # unreadable, probably, and readable
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_readable(middle) else (middle, high)
    return high
