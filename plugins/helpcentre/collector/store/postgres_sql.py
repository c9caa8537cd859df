"""The SQL written for PostgreSQL: numbered placeholders, and rows passed as one array per column. Pure."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count

from helpcentre.collector.store.connection import Insert, Row

LOCK = 0x68656C70  # the same number in every helpcentre: "help" in ASCII
_BYTES = frozenset({"id", "parent", "replaces", "ballot", "slot"})
_NUMBERS = frozenset({"received", "occurred", "value", "results", "missing", "repeat", "state", "revision", "day", "n"})


@cache
def number_placeholders(sql: str) -> str:
    """Return SQL with `$1`, `$2` … in place of each `?`."""
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", sql)


@cache
def lookup_sql(queries: tuple[str, ...]) -> str:
    """Return one statement whose single row has an array of records for each query."""
    arrays = (f"ARRAY(SELECT found FROM ({sql}) found)" for sql in queries)  # noqa: S608 - constants of this package
    return f"SELECT {', '.join(arrays)}".replace("{in}", "= ANY(?)")


def insert_sql(inserts: Sequence[Insert]) -> str:
    """Return one statement that adds rows to each table; its values are those of `column_values`."""
    return _insert_sql(tuple((insert.table, insert.columns, insert.conflict) for insert in inserts))


def column_values(inserts: Sequence[Insert]) -> list[list[object]]:
    """Return the values of all inserts, one list per column."""
    return [column for insert in inserts for column in _transpose_rows(insert.columns, insert.rows)]


def _transpose_rows(names: Sequence[str], rows: Sequence[Row]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in names]


@cache
def _insert_sql(parts: tuple[tuple[str, tuple[str, ...], str], ...]) -> str:
    statements = []
    for table, columns, conflict in parts:
        arrays = ", ".join(f"?::{_array_type(column)}" for column in columns)
        statements.append(f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {conflict}")  # noqa: S608
    first = ", ".join(f"part{number} AS ({sql})" for number, sql in enumerate(statements[:-1]))
    return f"WITH {first} {statements[-1]}" if first else statements[-1]


def _array_type(column: str) -> str:
    return "bytea[]" if column in _BYTES else "bigint[]" if column in _NUMBERS else "text[]"
