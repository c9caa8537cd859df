"""PostgreSQL through asyncpg (extra `helpcentre[postgres]`), when one machine is not enough.

The store's methods are synchronous, so the connection runs its own event loop in the calling thread. Several
collectors may share one database: batches take turns by an advisory lock, each is one transaction with
`synchronous_commit = on`.
"""

import asyncio
import subprocess
from collections.abc import Awaitable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from helpcentre.collector.items import StoreUnavailableError, UnfitError
from helpcentre.collector.store import postgres_sql
from helpcentre.collector.store.connection import Insert, Lookup, Question, Row
from helpcentre.collector.store.postgres_sql import columns_of, numbered, shapes
from helpcentre.collector.store.sqlite_files import written_privately
from helpcentre.errors import HelpCentreError

try:
    import asyncpg
except ImportError:  # pragma: no cover - told when it is needed
    asyncpg = None

MIGRATIONS = Path(__file__).parent / "migrations" / "postgres"
TIMEOUT_SECONDS = 5
# Statements are planned once, while the tables are still empty: a plan that reads them whole would stay.
_BEGIN = f"BEGIN; SET LOCAL enable_seqscan = off; SELECT pg_advisory_xact_lock({postgres_sql.LOCK})"
Result = TypeVar("Result")


class PostgresConnection:
    """A connection that opens itself again after a failure."""

    name = "postgres"
    one_journey = True

    def __init__(self, address: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        if asyncpg is None:
            raise HelpCentreError("PostgreSQL needs asyncpg: pip install 'helpcentre[postgres]'")
        self._address = address
        self._timeout = timeout
        self._loop = _new_loop()
        self._connection: Any = None
        self._functions: dict[Any, str] = {}  # of this connection: what they do, and how they are called
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

    def _wait(self, work: Awaitable[Result]) -> Result:
        return self._loop.run_until_complete(work)

    def _open(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            self._functions = {}
            with self._failures():
                self._connection = self._wait(
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
                            "jit": "off",  # compiling takes longer than any statement of ours
                            "random_page_cost": "1.1",  # no disk turns: an index in order is better than sorting
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
                self._wait(connection.execute(_BEGIN))
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
            status: str = self._wait(connection.execute(numbered(sql), *values))
        tail = status.rsplit(" ", 1)[-1]
        return int(tail) if tail.isdigit() else 0

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row, pipelined."""
        if rows:
            connection = self._open()
            with self._failures():
                self._wait(connection.executemany(numbered(sql), rows))

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query; asyncpg's records are as good as tuples, and a copy costs as much as reading."""
        connection = self._open()
        with self._failures():
            found: list[Any] = self._wait(connection.fetch(numbered(sql), *values))
        return found

    def each(self, queries: Sequence[Question]) -> Generator[list[Any], None, None]:
        """Return the rows of each query in turn; the server reads for the next while the caller looks at these."""
        connection = self._open()
        asked: asyncio.Task[list[Any]] | None = None
        with self._failures():
            try:
                for number, question in enumerate((*queries, None)):
                    found = self._wait(asked) if asked else []
                    asked = None
                    if question:
                        asked = self._loop.create_task(connection.fetch(numbered(question.sql), *question.values))
                        self._wait(asyncio.sleep(0))  # one turn of the loop, so that it is sent
                    if number:
                        yield found
            finally:
                if asked and not self._loop.is_closed():  # nobody wants it any more
                    self._wait(asyncio.wait([asked]))

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
                cursor = self._wait(_cursor(connection, numbered(sql), values))
                while chunk := self._wait(cursor.fetch(500)):
                    yield from chunk
            finally:
                if not inside:
                    self._wait(connection.execute("ROLLBACK"))

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, each with one `{in}` list of bytes; in one statement."""
        if not any(wanted for _, wanted in queries):
            return [[] for _ in queries]
        together = postgres_sql.together(tuple(sql for sql, _ in queries))
        return list(self.rows(together, *(wanted for _, wanted in queries))[0])

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables in one statement, a column at a time."""
        parts = [insert for insert in inserts if insert.rows]
        if parts:
            columns = [column for part in parts for column in columns_of(part.columns, part.rows)]
            self.execute(postgres_sql.insert(shapes(parts)), *columns)

    def insert_unless(self, queries: Sequence[Lookup], *inserts: Insert) -> bool:
        """Add rows in one journey and one transaction, unless a query finds something or functions are not allowed."""
        values = [*(wanted for _, wanted in queries), *postgres_sql.values_of(inserts)]
        connection = self._open()
        try:
            with self._failures():
                call = self._function(connection, tuple(sql for sql, _ in queries), shapes(inserts))
                return bool(call and self._wait(connection.fetchval(call, *values)))
        except BaseException:
            self._abandon()
            raise

    def _function(self, connection: Any, *what: Any) -> str | None:
        """Return how a function is called; it is made when first needed, and ends with the connection."""
        if what not in self._functions:
            made, call = postgres_sql.function(f"pg_temp.helpcentre_{len(self._functions)}", *what)
            try:
                self._wait(connection.execute(made))
            except asyncpg.InsufficientPrivilegeError:  # somebody took TEMPORARY away from us
                self.one_journey = False
                return None
            self._functions[what] = call
        return self._functions[what]

    def migrations(self) -> list[tuple[int, str]]:
        """Return the numbered steps of the schema."""
        return [(int(path.name[:4]), path.read_text(encoding="utf-8")) for path in sorted(MIGRATIONS.glob("*.sql"))]

    def backup(self, target: Path) -> None:
        """Call `pg_dump`, which reads one consistent snapshot; without a salt the hashes in it are random numbers."""
        dump = ["pg_dump", "--format=custom", "--exclude-table-data=salt"]
        with written_privately(target, "backup") as half:
            try:
                subprocess.run(
                    [*dump, f"--file={half}"], check=True, capture_output=True, env=_environment(self._address)
                )
            except FileNotFoundError:
                raise HelpCentreError(
                    "pg_dump is not installed; use helpcentre export, or install postgresql-client"
                ) from None
            except subprocess.CalledProcessError as error:
                detail = error.stderr.decode(errors="replace")[:300]
                raise HelpCentreError(f"{target}: the backup cannot be written: {detail}") from None

    def compact(self) -> None:
        """Give freed rows back."""
        self.execute("VACUUM")

    def empty_log(self) -> bool:
        """Do nothing: PostgreSQL writes over its log in its own time."""
        return True

    def rebuild(self) -> bool:
        """Give freed rows back, to be written over."""
        self.compact()
        return True

    def holds(self, rows: Sequence[bytes]) -> bool:  # noqa: ARG002
        """Tell nothing: the server's files are not ours to read."""
        return False

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
            unfit = isinstance(error, asyncpg.IntegrityConstraintViolationError | asyncpg.DataError | ValueError)
            kind = UnfitError if unfit else StoreUnavailableError
            raise kind(f"{self.shown}: {str(error).partition(chr(10))[0] or type(error).__name__}") from error


def _new_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop; uvloop's, where it is installed, costs half as much for each round trip."""
    try:
        import uvloop
    except ImportError:  # pragma: no cover - not on Windows
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop


async def _cursor(connection: Any, sql: str, values: Sequence[Any]) -> Any:
    return await connection.cursor(sql, *values)


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
