"""The differences between SQLite and PostgreSQL; everything else in this folder is SQL that both understand.

Statements use `?` for values and `{in}` for a list given to `rows_in` or `look_up`. All methods are synchronous: the
collector calls them in its writer thread, the command line directly.

A batch takes few statements, however many items it has: at every statement SQLite's driver releases the interpreter
lock and has to get it back from the thread that answers requests, and on PostgreSQL every statement is a round trip.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

Row = Sequence[Any]
Lookup = tuple[str, Sequence[bytes]]  # a query with one `{in}` list, and the list


class Insert(NamedTuple):
    """Rows for a table; `conflict` is an `ON CONFLICT` clause."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    conflict: str = ""


class Connection(Protocol):
    """One open database. Failures of the database raise StoreUnavailableError."""

    name: str  # "sqlite" or "postgres", as the folder of its migrations

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which writes are atomic and exclusive; when it ends, they are on the disk."""

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""

    def execute_many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row of values."""

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples, or as records that compare, unpack and have a length like tuples."""

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list of strings or bytes."""

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one, without holding all of them in memory."""

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, in one statement if that is faster."""

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables in few statements; no row may depend on another."""

    def backup(self, target: Path) -> None:
        """Write a complete, consistent copy without salts while the collector runs."""

    def compact(self) -> None:
        """Give freed space back, so that nothing erased is left in the files."""

    def empty_log(self) -> bool:
        """Remove former states from the files; false if another connection is still reading one."""

    def rebuild(self) -> bool:
        """Rewrite the files without what was erased; false if that cannot be done now."""

    def file_contains(self, ids: Sequence[bytes]) -> bool:
        """Return whether the files still hold a row with one of these ids; may be called from any thread."""

    def find_damage(self, *, thorough: bool) -> list[str]:
        """Return what is damaged in the database; `thorough` also compares indexes with their tables, which is slow."""

    def log_size(self) -> int | None:
        """Return the bytes of the write-ahead log; None if it is the server's."""

    def file_size(self) -> int | None:
        """Return the bytes of the database file, without waiting; None if it is the server's."""

    def disk_space(self) -> tuple[int, int] | None:
        """Return free and total bytes of the database's disk, without waiting; None if it cannot be known."""

    def reconnect(self) -> "Connection":
        """Return another connection to the same database."""

    def close(self) -> None:
        """Close the database."""
