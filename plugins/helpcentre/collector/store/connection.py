"""The little that SQLite and PostgreSQL do differently; everything else in this folder is SQL both understand.

Statements use `?` for values and `{in}` for a list given to `rows_in` or `look_up`. All methods are synchronous: the
collector calls them in its writer thread, the command line directly.

A batch takes few statements, however many items it has: between two statements SQLite's driver gives the interpreter
lock away and has to win it back from the thread that answers requests, and to PostgreSQL each is a journey.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

Row = Sequence[Any]
Lookup = tuple[str, Sequence[bytes]]


class Insert(NamedTuple):
    """Rows for a table; `conflict` is an `ON CONFLICT` clause."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    conflict: str = ""


class Connection(Protocol):
    """One open database. Failures of the database raise StoreUnavailableError."""

    name: str

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which writes are atomic and alone; at its end they are on the disk."""

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row."""

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples."""

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list, of texts or of bytes."""

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one, without holding all in memory."""

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, each with one `{in}` list of bytes; all at once, where that is faster."""

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables in few statements; no row of one may depend on another."""

    def migrations(self) -> list[tuple[int, str]]:
        """Return the numbered steps of the schema as (number, SQL)."""

    def backup(self, target: Path) -> None:
        """Write a whole, consistent copy beside the running collector, without salts."""

    def compact(self) -> None:
        """Give freed space back, so that what was erased is nowhere in the files."""

    def empty_log(self) -> bool:
        """Take former states out of the files; false if somebody still reads one."""

    def rebuild(self) -> bool:
        """Write the files anew without what was erased; false if that cannot be done now."""

    def holds(self, rows: Sequence[bytes]) -> bool:
        """Tell whether erased rows, by their ids, are still somewhere in the files; asked from any thread."""

    def again(self) -> "Connection":
        """Return another connection to the same database."""

    def close(self) -> None:
        """Close the database."""
