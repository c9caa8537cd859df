"""`helpcentre copy --from A --to B`: move everything to another database, such as SQLite to PostgreSQL."""

import click

from helpcentre.collector.store.exports import EXPORTED, MOVED_ONLY
from helpcentre.collector.store.opening import open_store
from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError


def copy(source: str, target: str) -> None:
    """Copy all rows, salts, hashes and keys in one transaction of the target, then compare the numbers of rows."""
    tables = (*EXPORTED, *MOVED_ONLY)
    with open_existing(source) as old, open_store(target) as new:
        if not new.is_empty():
            raise HelpCentreError("The target already holds answers. Copy into an empty database.")
        new.write_tables((table, old.read_table(table, whole=True)) for table in tables)
        for table in tables:
            counts = [sum(1 for _ in store.read_table(table, whole=True)) for store in (old, new)]
            if counts[0] != counts[1]:
                raise HelpCentreError(
                    f"{table}: {counts[0]} rows in the source, {counts[1]} in the target. "
                    "Stop the collector while you copy, empty the target and try again."
                )
            if counts[0]:
                click.echo(f"{table}: {counts[0]}")
