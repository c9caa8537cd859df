"""SQLite: one file, write-ahead log, every commit forced to the disk (`synchronous=FULL`)."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import Any

from helpcentre.collector.items import COLUMNS, Item, StoreUnavailableError
from helpcentre.collector.store.connection import Row
from helpcentre.errors import HelpCentreError

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-4000",
    "PRAGMA wal_autocheckpoint=4000",  # random ids touch many pages: copy each back less often
)
BUSY_TIMEOUT_MS = 5_000
IN_LIMIT = 500
_INSERT = f"INSERT INTO item ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_values = attrgetter(*COLUMNS)
MIGRATIONS = Path(__file__).parent / "migrations" / "sqlite"


class SqliteConnection:
    """A connection that opens itself again after a failure, so that a full disk heals without a restart."""

    name = "sqlite"

    def __init__(self, path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, synchronous: str = "FULL") -> None:
        self.path = path
        self._busy_timeout_ms = busy_timeout_ms
        self._synchronous = synchronous
        self._database: sqlite3.Connection | None = None
        self._make_file()
        try:
            self._open()
        except (sqlite3.Error, StoreUnavailableError) as error:
            raise HelpCentreError(f"{path}: the database cannot be opened: {error}") from None

    def _make_file(self) -> None:
        """Create folder and file readable by their owner only: comments are private."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.path.exists():
                self.path.touch(mode=0o600)
        except OSError as error:
            message = (
                f"{self.path}: the database cannot be made: {error.strerror}; choose another place with --database"
            )
            raise HelpCentreError(message) from None

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            database = self._connect()
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

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=self._busy_timeout_ms / 1000
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Return a write transaction; any failure rolls back and raises StoreUnavailableError."""
        try:
            database = self._open()
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("COMMIT")
        except sqlite3.Error as error:
            self._abandon()
            raise StoreUnavailableError(f"{self.path}: {error}") from error
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        """Roll back; a connection that cannot even do that is thrown away."""
        if self._database is None:
            return
        try:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""
        with self._failures():
            return self._open().execute(sql, values).rowcount

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row."""
        with self._failures():
            self._open().executemany(sql, rows)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples."""
        with self._failures():
            return self._open().execute(sql, values).fetchall()

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list; lists are padded so that few statements are prepared."""
        wanted = list(values)
        found: list[Any] = []
        for start in range(0, len(wanted), IN_LIMIT):
            part = wanted[start : start + IN_LIMIT]
            size = min(IN_LIMIT, 1 << (len(part) - 1).bit_length())
            part += [part[-1]] * (size - len(part))
            found += self.rows(sql.replace("{in}", f"IN ({','.join('?' * size)})"), *part)
        return found

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one."""
        with self._failures():
            yield from self._open().execute(sql, values)

    def insert_items(self, items: Sequence[Item]) -> None:
        """Add rows to `item`."""
        self.many(_INSERT, [_values(item) for item in items])

    def migrations(self) -> list[tuple[int, str]]:
        """Return the numbered steps of the schema."""
        return [(int(path.name[:4]), path.read_text(encoding="utf-8")) for path in sorted(MIGRATIONS.glob("*.sql"))]

    def backup(self, target: Path) -> None:
        """Copy the database page by page while it is used; the copy appears only when it is whole."""
        half = target.with_name(target.name + ".part")
        try:
            half.unlink(missing_ok=True)
            half.touch(mode=0o600)
            with self._failures():
                copy = sqlite3.connect(half)
                try:
                    self._open().backup(copy)
                finally:
                    copy.close()
            half.replace(target)
        except OSError as error:
            raise HelpCentreError(f"{target}: the backup cannot be written: {error.strerror}") from None

    def compact(self) -> None:
        """Rebuild the file and empty the write-ahead log."""
        self.execute("VACUUM")
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def again(self) -> "SqliteConnection":
        """Return another connection to the same file."""
        return SqliteConnection(self.path, busy_timeout_ms=self._busy_timeout_ms, synchronous=self._synchronous)

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self.path}: {error}") from error
