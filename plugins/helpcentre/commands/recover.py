"""`helpcentre recover FILE`: save what can be read of a damaged SQLite database."""

import tempfile
from pathlib import Path

import click

from helpcentre.collector.store.opening import open_store, sqlite_path
from helpcentre.collector.store.recovery import SavedTable, copy_damaged_file, raise_sums, save_readable_rows
from helpcentre.collector.store.sqlite import SqliteConnection
from helpcentre.errors import HelpCentreError


def recover(database: str, target: str) -> None:
    """Write everything that can be read into a new file; the damaged one is only copied, never opened or changed."""
    path = Path(target)
    if not database.startswith("sqlite:"):
        raise HelpCentreError("Only SQLite files can be recovered. For PostgreSQL, restore its own backup.")
    if not sqlite_path(database).is_file():
        raise HelpCentreError(f"{sqlite_path(database)}: file not found.")
    if path.exists():
        raise HelpCentreError(f"{path} already exists. Name another file.")
    try:
        tables, raised = _recover_into(path, sqlite_path(database))
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    for table in tables:
        click.echo(_describe(table))
    if raised:
        click.echo(f"{raised:,} day sums were lower than the saved items and were counted again.")
    click.echo(f"Written to {path}. Check it with helpcentre doctor --thorough --database sqlite:///{target}")


def _recover_into(path: Path, damaged: Path) -> tuple[list[SavedTable], int]:
    """Return what became of each table, and how many day sums were counted again."""
    with open_store(f"sqlite:///{path}") as store, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        assert isinstance(store.connection, SqliteConnection)
        tables = save_readable_rows(copy_damaged_file(damaged, Path(folder)), store.connection)
        return tables, raise_sums(store.connection)


def _describe(table: SavedTable) -> str:
    lost = []
    if table.gaps:
        lost.append(f"{table.gaps:,} {'stretch' if table.gaps == 1 else 'stretches'} could not be read")
    if table.refused:
        lost.append(f"{table.refused:,} had values that are not valid")
    return "; ".join([f"{table.table}: {table.saved:,} saved", *lost])
