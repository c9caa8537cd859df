"""The little that SQLite and PostgreSQL do differently; everything else in this folder is SQL both understand.

Statements use `?` for values and `{in}` for a list given to `rows_in` or `look_up`. All methods are synchronous: the
collector calls them in its writer thread, the command line directly.

A batch takes few statements, however many items it has: between two statements SQLite's driver gives the interpreter
lock away and has to win it back from the thread that answers requests, and to PostgreSQL each is a journey.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
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


class Question(NamedTuple):
    """A statement that only reads, and its values."""

    sql: str
    values: tuple[Any, ...] = ()


class Connection(Protocol):
    """One open database. Failures of the database raise StoreUnavailableError."""

    name: str
    one_journey: bool  # whether `insert_unless` is cheaper than a transaction of several statements

    def transaction(self) -> AbstractContextManager[None]:
        """Return a context in which writes are atomic and alone; at its end they are on the disk."""

    def execute(self, sql: str, *values: Any) -> int:
        """Run one statement and return how many rows it changed."""

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run one statement for each row."""

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of a query as tuples, or as what compares, unpacks and is counted like them."""

    def each(self, queries: Sequence[Question]) -> Generator[list[Any], None, None]:
        """Return the rows of each query in turn; nothing else may be asked of the connection until it is closed."""

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Return the rows of a query with one `{in}` list, of texts or of bytes."""

    def stream(self, sql: str, *values: Any) -> Iterator[Any]:
        """Return the rows of a query one by one, without holding all in memory."""

    def look_up(self, queries: Sequence[Lookup]) -> list[list[Any]]:
        """Return the rows of several queries, each with one `{in}` list of bytes; all at once, where that is faster."""

    def insert(self, *inserts: Insert) -> None:
        """Add rows to tables in few statements; no row of one may depend on another."""

    def insert_unless(self, queries: Sequence[Lookup], *inserts: Insert) -> bool:
        """Add rows to tables in a transaction of its own; false, and nothing added, if a query finds something.

        Called outside of `transaction`, alone as within it; when this returns, the rows are on the disk.
        """

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
