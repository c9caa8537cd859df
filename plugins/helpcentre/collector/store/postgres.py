"""PostgreSQL through asyncpg (the extra `helpcentre[postgres]`), for when one machine is not enough.

The store's methods are synchronous, so each connection runs its own event loop in the calling thread. Several
collectors may share one database: an advisory lock lets one batch in at a time, and each is one transaction with
`synchronous_commit = on`.
"""

import asyncio
import os
import subprocess
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from helpcentre.collector.errors import StoreUnavailableError, UnfitError
from helpcentre.collector.store.connection import Insert, Lookup, Row
from helpcentre.collector.store.postgres_sql import LOCK, column_values, insert_sql, lookup_sql, number_placeholders
from helpcentre.collector.store.sqlite_files import written_privately
from helpcentre.errors import HelpCentreError

try:
    import asyncpg
except ImportError:  # pragma: no cover - reported when a PostgreSQL address is opened
    asyncpg = None

TIMEOUT_SECONDS = 5
STREAM_CHUNK = 500
# Statements are planned once, while the tables are still empty: a plan that scans whole tables would be kept.
_BEGIN = f"BEGIN; SET LOCAL enable_seqscan = off; SELECT pg_advisory_xact_lock({LOCK})"
Result = TypeVar("Result")


class PostgresConnection:
    """A connection that reopens itself after a failure."""

    name = "postgres"

    def __init__(self, address: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        if asyncpg is None:
            raise HelpCentreError("PostgreSQL needs asyncpg. Install it with pip install 'helpcentre[postgres]'.")
        self._address = address
        self._timeout = timeout
        self._loop = _new_event_loop()
        self._connection: Any = None
        try:
            self._open_connection()
        except StoreUnavailableError as error:
            self._loop.close()
            raise HelpCentreError(f"{self.shown}: the database cannot be opened: {error}") from None

    @property
    def shown(self) -> str:
        """Return the address without user and password."""
        parts = urlsplit(self._address)
        return f"postgresql://{parts.hostname}:{parts.port or 5432}{parts.path}"

    def _run_in_loop(self, work: Awaitable[Result]) -> Result:
        return self._loop.run_until_complete(work)

    def _open_connection(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            with self._store_errors():
                self._connection = self._run_in_loop(
                    asyncpg.connect(
                        self._address,
                        timeout=self._timeout,
                        command_timeout=60,
                        server_settings={
                            "application_name": "helpcentre",
                            "synchronous_commit": "on",
                            "default_transaction_isolation": "read committed",
                            "lock_timeout": f"{int(self._timeout * 1000)}",
                            "client_min_messages": "warning",
                            "jit": "off",  # compiling takes longer than any of the statements
                            "random_page_cost": "1.1",  # on solid-state disks an index in order beats sorting
                        },
                    )
                )
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Return a write transaction, one at a time over all collectors of the database."""
        try:
            connection = self._open_connection()
            with self._store_errors():
                self._run_in_loop(connection.execute(_BEGIN))
            yield
            with self._store_errors():
                self._run_in_loop(connection.execute("COMMIT"))
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        """Roll back; a connection that cannot even do that is terminated and opened again when next needed."""
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed():
            return
        try:
            self._run_in_loop(connection.execute("ROLLBACK", timeout=self._timeout))
            self._connection = connection
        except Exception:  # whatever the reason, this connection is no longer usable
            connection.terminate()

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        try:
            yield
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            unfit = isinstance(error, asyncpg.IntegrityConstraintViolationError | asyncpg.DataError | ValueError)
            kind = UnfitError if unfit else StoreUnavailableError
            raise kind(f"{self.shown}: {str(error).partition(chr(10))[0] or type(error).__name__}") from error

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""
        connection = self._open_connection()
        with self._store_errors():
            status: str = self._run_in_loop(connection.execute(number_placeholders(sql), *values))
        tail = status.rsplit(" ", 1)[-1]
        return int(tail) if tail.isdigit() else 0

    def execute_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row of values, pipelined."""
        if rows:
            connection = self._open_connection()
            with self._store_errors():
                self._run_in_loop(connection.executemany(number_placeholders(sql), rows))

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query; asyncpg's records do all that tuples do, and copying them would cost as much."""
        connection = self._open_connection()
        with self._store_errors():
            found: list[Any] = self._run_in_loop(connection.fetch(number_placeholders(sql), *values))
        return found

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list."""
        wanted = list(values)
        return self.rows(sql.replace("{in}", "= ANY(?)"), wanted) if wanted else []

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one, from a cursor in a read-only snapshot."""
        connection = self._open_connection()
        inside = connection.is_in_transaction()
        with self._store_errors():
            if not inside:
                self._run_in_loop(connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            try:
                cursor = self._run_in_loop(_open_cursor(connection, number_placeholders(sql), values))
                while chunk := self._run_in_loop(cursor.fetch(STREAM_CHUNK)):
                    yield from chunk
            finally:
                if not inside:
                    self._run_in_loop(connection.execute("ROLLBACK"))

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, each with one `{in}` list of bytes, in one statement."""
        if not any(wanted for _, wanted in queries):
            return [[] for _ in queries]
        sql = lookup_sql(tuple(query for query, _ in queries))
        return list(self.rows(sql, *(wanted for _, wanted in queries))[0])

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables in one statement, with one array per column."""
        given = [insert for insert in inserts if insert.rows]
        if given:
            self.execute(insert_sql(given), *column_values(given))

    def backup(self, target: Path) -> None:
        """Run `pg_dump`, which reads one consistent snapshot; without salts, the hashes in it are random numbers."""
        dump = ["pg_dump", "--format=custom", "--exclude-table-data=salt", "--exclude-table-data=usage"]
        with written_privately(target, "backup") as half:
            try:
                subprocess.run(
                    [*dump, f"--file={half}"], check=True, capture_output=True, env=_client_environment(self._address)
                )
            except FileNotFoundError:
                raise HelpCentreError(
                    "pg_dump is not installed. Install postgresql-client, or use helpcentre export."
                ) from None
            except subprocess.CalledProcessError as error:
                detail = error.stderr.decode(errors="replace")[:300]
                raise HelpCentreError(f"{target}: the backup cannot be written: {detail}") from None

    def compact(self) -> None:
        """Let PostgreSQL reuse the space of deleted rows."""
        self.execute("VACUUM")

    def empty_log(self) -> bool:
        """Do nothing: PostgreSQL overwrites its log in its own time."""
        return True

    def rebuild(self) -> bool:
        """Let PostgreSQL reuse, and so overwrite, the space of deleted rows."""
        self.compact()
        return True

    def file_contains(self, ids: Sequence[bytes]) -> bool:  # noqa: ARG002
        """Return False: the server's files cannot be searched from here."""
        return False

    def find_damage(self, *, thorough: bool) -> list[str]:  # noqa: ARG002
        """Return nothing: PostgreSQL checks its files with its own tools (pg_amcheck)."""
        return []

    def log_size(self) -> int | None:
        """Return None: the log is the server's."""
        return None

    def file_size(self) -> int | None:
        """Return None: the files are the server's."""
        return None

    def disk_space(self) -> tuple[int, int] | None:
        """Return None: the disk is the server's."""
        return None

    def reconnect(self) -> "PostgresConnection":
        """Return another connection to the same database."""
        return PostgresConnection(self._address, timeout=self._timeout)

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None and not self._connection.is_closed():
            with suppress(Exception):
                self._run_in_loop(self._connection.close(timeout=self._timeout))
        self._connection = None
        if not self._loop.is_closed():
            self._loop.close()


def _new_event_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop; uvloop's, if installed, halves the cost of a round trip."""
    try:
        import uvloop
    except ImportError:  # pragma: no cover - not on Windows
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop


async def _open_cursor(connection: Any, sql: str, values: Sequence[Any]) -> Any:
    return await connection.cursor(sql, *values)


def _client_environment(address: str) -> dict[str, str]:
    """Return the variables that PostgreSQL's programs read, so that no password appears in the list of processes."""
    parts = urlsplit(address)
    given = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.path.strip("/"),
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}
