"""PostgreSQL through asyncpg (extra `helpcentre[postgres]`), when one machine is not enough.

The store's methods are synchronous, so the connection runs its own event loop in the calling thread. Several
collectors may share one database: batches take turns by an advisory lock, each is one transaction with
`synchronous_commit = on`.
"""

import asyncio
import re
import subprocess
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from helpcentre.collector.items import COLUMNS, Item, StoreUnavailableError
from helpcentre.collector.store.connection import Row
from helpcentre.errors import HelpCentreError

try:
    import asyncpg
except ImportError:  # pragma: no cover - told when it is needed
    asyncpg = None

MIGRATIONS = Path(__file__).parent / "migrations" / "postgres"
LOCK = 0x68656C70  # one number for every helpcentre: "help"
TIMEOUT_SECONDS = 5
_TYPES = {
    "id": "bytea", "parent": "bytea", "replaces": "bytea", "ballot": "bytea", "slot": "bytea", "received": "bigint",
    "occurred": "bigint", "value": "bigint", "results": "bigint", "missing": "bigint", "repeat": "bigint",
    "state": "bigint",
}  # fmt: skip
_INSERT = (
    f"INSERT INTO item ({', '.join(COLUMNS)}) SELECT * FROM unnest("  # noqa: S608 - names are constants
    + ", ".join(f"${index + 1}::{_TYPES.get(column, 'text')}[]" for index, column in enumerate(COLUMNS))
    + ")"
)
Result = TypeVar("Result")


class PostgresConnection:
    """A connection that opens itself again after a failure."""

    name = "postgres"

    def __init__(self, address: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        if asyncpg is None:
            raise HelpCentreError("PostgreSQL needs asyncpg: pip install 'helpcentre[postgres]'")
        self._address = address
        self._timeout = timeout
        self._loop = asyncio.new_event_loop()
        self._connection: Any = None
        try:
            self._open()
        except StoreUnavailableError as error:
            self._loop.close()
            raise HelpCentreError(f"{self.shown}: the database cannot be opened: {error}") from None

    @property
    def shown(self) -> str:
        """Return the address without user and password."""
        parts = urlsplit(self._address)
        return f"postgresql://{parts.hostname}:{parts.port or 5432}{parts.path}"

    def _wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)

    def _open(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            with self._failures():
                self._connection = self._wait(
                    asyncpg.connect(
                        self._address,
                        timeout=self._timeout,
                        command_timeout=60,
                        server_settings={
                            "application_name": "helpcentre",
                            "synchronous_commit": "on",
                            "lock_timeout": f"{int(self._timeout * 1000)}",
                            "client_min_messages": "warning",
                        },
                    )
                )
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Return a write transaction, one at a time over all collectors of the database."""
        try:
            connection = self._open()
            with self._failures():
                self._wait(connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})"))
            yield
            with self._failures():
                self._wait(connection.execute("COMMIT"))
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed():
            return
        try:
            self._wait(connection.execute("ROLLBACK", timeout=self._timeout))
            self._connection = connection
        except Exception:  # whatever it is, this connection is of no more use
            connection.terminate()

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""
        connection = self._open()
        with self._failures():
            status: str = self._wait(connection.execute(_numbered(sql), *values))
        tail = status.rsplit(" ", 1)[-1]
        return int(tail) if tail.isdigit() else 0

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row, pipelined."""
        if rows:
            connection = self._open()
            with self._failures():
                self._wait(connection.executemany(_numbered(sql), rows))

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples."""
        connection = self._open()
        with self._failures():
            return [tuple(row) for row in self._wait(connection.fetch(_numbered(sql), *values))]

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list."""
        wanted = list(values)
        return self.rows(sql.replace("{in}", "= ANY(?)"), wanted) if wanted else []

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one, from a cursor in a read-only snapshot."""
        connection = self._open()
        inside = connection.is_in_transaction()
        with self._failures():
            if not inside:
                self._wait(connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            try:
                cursor = self._wait(_cursor(connection, _numbered(sql), values))
                while chunk := self._wait(cursor.fetch(500)):
                    yield from (tuple(row) for row in chunk)
            finally:
                if not inside:
                    self._wait(connection.execute("ROLLBACK"))

    def insert_items(self, items: Sequence[Item]) -> None:
        """Add rows to `item`, all in one statement."""
        connection = self._open()
        columns = [[getattr(item, column) for item in items] for column in COLUMNS]
        with self._failures():
            self._wait(connection.execute(_INSERT, *columns))

    def migrations(self) -> list[tuple[int, str]]:
        """Return the numbered steps of the schema."""
        return [(int(path.name[:4]), path.read_text(encoding="utf-8")) for path in sorted(MIGRATIONS.glob("*.sql"))]

    def backup(self, target: Path) -> None:
        """Call `pg_dump`, which reads one consistent snapshot."""
        half = target.with_name(target.name + ".part")
        try:
            half.touch(mode=0o600)
            subprocess.run(
                ["pg_dump", "--format=custom", f"--file={half}"],
                check=True, capture_output=True, env=_environment(self._address),
            )  # fmt: skip
            half.replace(target)
        except FileNotFoundError:
            raise HelpCentreError(
                "pg_dump is not installed; use helpcentre export, or install postgresql-client"
            ) from None
        except (OSError, subprocess.CalledProcessError) as error:
            half.unlink(missing_ok=True)
            detail = getattr(error, "stderr", b"") or str(error).encode()
            raise HelpCentreError(f"{target}: the backup cannot be written: {detail.decode()[:300]}") from None

    def compact(self) -> None:
        """Give freed rows back."""
        self.execute("VACUUM")

    def again(self) -> "PostgresConnection":
        """Return another connection to the same database."""
        return PostgresConnection(self._address, timeout=self._timeout)

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None and not self._connection.is_closed():
            with suppress(Exception):
                self._wait(self._connection.close(timeout=self._timeout))
        self._connection = None
        if not self._loop.is_closed():
            self._loop.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            raise StoreUnavailableError(f"{self.shown}: {error or type(error).__name__}") from error


async def _cursor(connection: Any, sql: str, values: Sequence[Any]) -> Any:
    return await connection.cursor(sql, *values)


def _numbered(sql: str) -> str:
    count = 0

    def number(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"${count}"

    return re.sub(r"\?", number, sql)


def _environment(address: str) -> dict[str, str]:
    """Return the variables PostgreSQL's programs read, so that no password is in the list of processes."""
    import os

    parts = urlsplit(address)
    given = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.path.strip("/"),
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}
