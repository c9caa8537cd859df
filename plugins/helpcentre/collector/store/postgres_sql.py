"""The SQL that is made for PostgreSQL: numbered values, columns as arrays, and a whole batch in one call. Pure."""

import re
from collections.abc import Sequence
from functools import cache

from helpcentre.collector.store.connection import Insert, Row

LOCK = 0x68656C70  # one number for every helpcentre: "help"
_BYTES = frozenset({"id", "parent", "replaces", "ballot", "slot"})
_NUMBERS = frozenset({"received", "occurred", "value", "results", "missing", "repeat", "state", "day", "n"})
Shape = tuple[str, tuple[str, ...], str]  # of an Insert: table, columns, conflict


@cache
def numbered(sql: str) -> str:
    """Return SQL with `$1`, `$2` … for each `?`."""
    count = 0

    def number(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"${count}"

    return re.sub(r"\?", number, sql)


@cache
def together(queries: tuple[str, ...]) -> str:
    """Return one statement with an array of rows for each query."""
    arrays = (f"ARRAY(SELECT found FROM ({sql}) found)" for sql in queries)  # noqa: S608
    return f"SELECT {', '.join(arrays)}".replace("{in}", "= ANY(?)")


def shapes(inserts: Sequence[Insert]) -> tuple[Shape, ...]:
    """Return what the SQL of inserts depends on."""
    return tuple((table, columns, conflict) for table, columns, _, conflict in inserts)


def columns_of(names: Sequence[str], rows: Sequence[Row]) -> list[list[object]]:
    """Return the values of rows, a list for each column."""
    return list(map(list, zip(*rows, strict=True))) if rows else [[] for _ in names]


def values_of(inserts: Sequence[Insert]) -> list[object]:
    """Return what `function` takes for inserts: the number of rows; for each column its values, or the one of all rows.

    asyncpg takes half a microsecond for each value of an array, and most columns of most batches are all alike.
    """
    values: list[object] = []
    for _, names, rows, _ in inserts:
        values.append(len(rows))
        for column in columns_of(names, rows):
            values += ([], column[0]) if len(set(column)) == 1 else (column, None)
    return values


@cache
def insert(parts: tuple[Shape, ...]) -> str:
    """Return one statement that adds rows to each table; all values are arrays."""
    made = []
    for table, columns, conflict in parts:
        arrays = ", ".join(f"?::{kind}" for kind in _types(columns))
        made.append(f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {conflict}")  # noqa: S608
    first = ", ".join(f"part{number} AS ({sql})" for number, sql in enumerate(made[:-1]))
    return f"WITH {first} {made[-1]}" if first else made[-1]


@cache
def function(name: str, queries: tuple[str, ...], parts: tuple[Shape, ...]) -> tuple[str, str]:
    """Return the SQL that makes a function, and the one that calls it: it adds rows unless a query finds something.

    A function that may write looks at the tables anew in each of its statements: what another collector committed
    while this one waited for the lock is seen. A call of its own is a transaction of its own.
    """
    types, steps = ["bytea[]"] * len(queries), list[str]()
    found = " OR ".join(f"EXISTS ({sql})" for sql in queries).replace("{in}", "= ANY(?)")
    for table, columns, conflict in parts:
        count = len(types) + 1
        types += ["bigint", *(kind for array in _types(columns) for kind in (array, array.removesuffix("[]")))]
        values = ", ".join(f"COALESCE(${place}[nth], ${place + 1})" for place in range(count + 1, len(types), 2))
        rows = f"SELECT {values} FROM generate_series(1, ${count}) nth"  # noqa: S608 - names are constants
        steps.append(f"INSERT INTO {table} ({', '.join(columns)}) {rows} {conflict};")
    made = (
        f"CREATE FUNCTION {name}({', '.join(types)}) RETURNS boolean LANGUAGE plpgsql "
        "SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$ "
        f"BEGIN PERFORM pg_advisory_xact_lock({LOCK}); IF {numbered(found)} THEN RETURN false; END IF; "
        f"{' '.join(steps)} RETURN true; END $$"
    )
    return made, f"SELECT {name}({', '.join(f'${number}' for number in range(1, len(types) + 1))})"


def _types(columns: Sequence[str]) -> list[str]:
    return ["bytea[]" if name in _BYTES else "bigint[]" if name in _NUMBERS else "text[]" for name in columns]
