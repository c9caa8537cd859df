"""The little that SQLite and PostgreSQL do differently; everything else in this folder is SQL both understand.

Statements use `?` for values and `{in}` for a list given to `rows_in`. All methods are synchronous: the collector
calls them in its writer thread, the command line directly.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from helpcentre.collector.items import Item

Row = Sequence[Any]


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

    def insert_items(self, items: Sequence[Item]) -> None:
        """Add rows to `item`."""

    def migrations(self) -> list[tuple[int, str]]:
        """Return the numbered steps of the schema as (number, SQL)."""

    def backup(self, target: Path) -> None:
        """Write a whole, consistent copy beside the running collector."""

    def compact(self) -> None:
        """Give freed space back, so that what was erased is nowhere in the files."""

    def again(self) -> "Connection":
        """Return another connection to the same database."""

    def close(self) -> None:
        """Close the database."""
