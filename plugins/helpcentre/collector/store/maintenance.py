"""Numbers that maintenance keeps between runs, in the table `maintenance`, and the erasures still to be completed.

They are about this database and its files: they are neither exported nor copied to another database.
"""

from collections.abc import Sequence

from helpcentre.collector.store.connection import Connection

FORGOTTEN_UP_TO = "forgotten_seq"  # the last row of which it is known that no row up to it has a reader's hash
RETENTION_RUN = "retention_run"  # when retention was last applied, in Unix milliseconds
REBUILD_DUE = "rebuild_due"  # 1 if pruned rows may still be in the file
REBUILT = "rebuilt"  # when the file was last rebuilt, in Unix milliseconds


def read_number(connection: Connection, name: str) -> int | None:
    """Return a number, or None if it was never written."""
    rows = connection.rows("SELECT value FROM maintenance WHERE name = ?", name)
    return int(rows[0][0]) if rows else None


def write_number(connection: Connection, name: str, value: int) -> None:
    """Write a number; must be called inside a transaction."""
    connection.execute(
        "INSERT INTO maintenance (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name, value,
    )  # fmt: skip


def add_pending_wipes(connection: Connection, ids: Sequence[bytes]) -> None:
    """Note that erased rows may still be in the files; must be called inside the transaction that erases them."""
    connection.execute_many("INSERT INTO pending_wipe (id) VALUES (?) ON CONFLICT DO NOTHING", [(one,) for one in ids])


def read_pending_wipes(connection: Connection) -> list[bytes]:
    """Return the ids of erased rows that may still be in the files."""
    return [bytes(row[0]) for row in connection.rows("SELECT id FROM pending_wipe ORDER BY id")]


def finish_wipes(connection: Connection, ids: Sequence[bytes]) -> None:
    """Note that erased rows are gone from the files; must be called inside a transaction."""
    connection.execute_many("DELETE FROM pending_wipe WHERE id = ?", [(one,) for one in ids])


def is_rebuild_due(connection: Connection, now: int, every_ms: int) -> bool:
    """Return whether pruned rows may still be in the file, which was not rebuilt for the last `every_ms`."""
    if not read_number(connection, REBUILD_DUE):
        return False
    rebuilt = read_number(connection, REBUILT)
    return rebuilt is None or not 0 <= now - rebuilt < every_ms


def note_rebuild(connection: Connection, now: int) -> None:
    """Note that the file was rebuilt; must be called inside a transaction."""
    write_number(connection, REBUILD_DUE, 0)
    write_number(connection, REBUILT, now)
