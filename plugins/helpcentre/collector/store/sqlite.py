"""SQLite: one file, write-ahead log, every commit forced to the disk (`synchronous=FULL`)."""

import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from helpcentre.collector.errors import StoreUnavailableError, UnfitError
from helpcentre.collector.store import sqlite_files
from helpcentre.collector.store.connection import Insert, Lookup, Row
from helpcentre.errors import HelpCentreError

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-1000",  # 1 MB; the system's own cache holds the rest
    "PRAGMA wal_autocheckpoint=4000",  # random ids touch many pages: copying each back less often is cheaper
)
BUSY_TIMEOUT_MS = 5_000
IN_LIMIT = 500
INSERT_LIMIT = 64


class SqliteConnection:
    """A connection that reopens itself after a failure, so that a full disk heals without a restart."""

    name = "sqlite"

    def __init__(self, path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, synchronous: str = "FULL") -> None:
        self.path = path
        self._busy_timeout_ms = busy_timeout_ms
        self._synchronous = synchronous
        self._database: sqlite3.Connection | None = None
        self._create_file()
        try:
            self._open_database()
        except (sqlite3.Error, StoreUnavailableError) as error:
            raise HelpCentreError(f"{path}: the database cannot be opened: {error}") from None

    def _create_file(self) -> None:
        """Create folder and file so that only their owner can read them: comments are private."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.path.exists():
                self.path.touch(mode=0o600)
            sqlite_files.close_to_others(self.path)
        except OSError as error:
            raise HelpCentreError(
                f"{self.path}: the database cannot be created: {error.strerror}. Choose another place with --database."
            ) from None

    def _open_database(self) -> sqlite3.Connection:
        if self._database is None:
            database = self._connect_to_file()
            try:
                for pragma in PRAGMAS:
                    database.execute(pragma)
                if self._synchronous != "FULL":
                    database.execute(f"PRAGMA synchronous={self._synchronous}")
            except sqlite3.Error:
                database.close()
                raise
            self._database = database
        return self._database

    def _connect_to_file(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=self._busy_timeout_ms / 1000
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Return a write transaction; any failure rolls back and raises StoreUnavailableError."""
        try:
            database = self._open_database()
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise self._as_store_error(error) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """Roll back; a connection that cannot even do that is closed and opened again when next needed."""
        if self._database is None:
            return
        try:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._as_store_error(error) from error

    def _as_store_error(self, error: sqlite3.Error) -> StoreUnavailableError:
        unfit = isinstance(error, sqlite3.IntegrityError | sqlite3.DataError)
        return (UnfitError if unfit else StoreUnavailableError)(f"{self.path}: {error}")

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""
        with self._store_errors():
            return self._open_database().execute(sql, values).rowcount

    def execute_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row of values."""
        with self._store_errors():
            self._open_database().executemany(sql, rows)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples."""
        with self._store_errors():
            return self._open_database().execute(sql, values).fetchall()

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list; lists are padded so that few statements are prepared."""
        wanted = list(values)
        found: list[Any] = []
        for start in range(0, len(wanted), IN_LIMIT):
            part = wanted[start : start + IN_LIMIT]
            size = min(IN_LIMIT, 1 << (len(part) - 1).bit_length())
            part += [part[-1]] * (size - len(part))
            found += self.rows(_expand_in(sql, size), *part)
        return found

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one."""
        with self._store_errors():
            yield from self._open_database().execute(sql, values)

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, each with one `{in}` list of bytes."""
        return [self.rows_in(sql, wanted) for sql, wanted in queries]

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables: 64, 32, 16 … at a time, so that few statements are prepared and few are run."""
        with self._store_errors():
            database = self._open_database()
            for table, columns, rows, conflict in inserts:
                start, size = 0, INSERT_LIMIT
                while start < len(rows):
                    while size > len(rows) - start:
                        size //= 2
                    values = tuple(chain.from_iterable(rows[start : start + size]))
                    database.execute(_insert_sql(table, columns, size, conflict), values)
                    start += size

    def backup(self, target: Path) -> None:
        """Copy the database without salts while it is in use; the copy appears only when it is complete."""
        with sqlite_files.written_privately(target, "backup") as half, self._store_errors():
            sqlite_files.copy_without_salts(self._open_database(), half)

    def compact(self, patience_seconds: float = 30) -> None:
        """Rebuild the file and empty the write-ahead log, waiting for connections that are reading an old state."""
        with self._store_errors():
            self._open_database().execute("PRAGMA wal_checkpoint(PASSIVE)")
        end = time.monotonic() + patience_seconds
        while not (self.rebuild() and self.empty_log()):
            if time.monotonic() > end:
                raise HelpCentreError(
                    f"{self.path}: the database is in use, so what was erased may still be in its files. "
                    "Try again with helpcentre prune --compact."
                )
            time.sleep(0.2)

    def empty_log(self) -> bool:
        """Write the log back and truncate it; false if another connection is reading an old state."""
        with self._store_errors():
            return sqlite_files.empty_log(self._open_database(), self._busy_timeout_ms)

    def rebuild(self) -> bool:
        """Rewrite the whole file; false if that cannot be done now."""
        with self._store_errors():
            return sqlite_files.rebuild(self._open_database())

    def file_contains(self, ids: Sequence[bytes]) -> bool:
        """Return whether a row with one of these ids is anywhere in the file."""
        return sqlite_files.file_contains(self.path, ids)

    def find_damage(self, *, thorough: bool) -> list[str]:
        """Return what SQLite's own check finds, and that the log is off; the thorough check compares indexes, too."""
        check = "integrity_check" if thorough else "quick_check"
        try:
            found = [str(row[0]) for row in self.rows(f"PRAGMA {check}(20)") if row[0] != "ok"]
            mode = self.rows("PRAGMA journal_mode")[0][0]
        except StoreUnavailableError as error:
            return [str(error)]
        return found if mode == "wal" else [*found, f"the journal mode is '{mode}', not 'wal'"]

    def log_size(self) -> int | None:
        """Return the bytes of the write-ahead log, 0 if there is none."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return log.stat().st_size if log.exists() else 0

    def file_size(self) -> int | None:
        """Return the bytes of the file; None if it cannot be read."""
        try:
            return self.path.stat().st_size
        except OSError:
            return None

    def disk_space(self) -> tuple[int, int] | None:
        """Return free and total bytes of the disk that the file is on; None if its folder cannot be read."""
        try:
            usage = shutil.disk_usage(self.path.parent)
        except OSError:
            return None
        return usage.free, usage.total

    def reconnect(self) -> "SqliteConnection":
        """Return another connection to the same file."""
        return SqliteConnection(self.path, busy_timeout_ms=self._busy_timeout_ms, synchronous=self._synchronous)

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()
            self._database = None


@cache
def _insert_sql(table: str, columns: tuple[str, ...], rows: int, conflict: str) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * rows)} {conflict}"  # noqa: S608


@cache
def _expand_in(sql: str, size: int) -> str:
    return sql.replace("{in}", f"IN ({','.join('?' * size)})")
