"""`helpcentre export`: write everything as JSON lines. Keys, salts and readers' hashes stay in the database."""

import sys
from collections.abc import Iterator
from pathlib import Path

from helpcentre.collector.store.export_format import encode
from helpcentre.collector.store.exports import EXPORTED
from helpcentre.collector.store.sqlite_files import written_privately
from helpcentre.collector.store.store import Store
from helpcentre.commands.open_database import open_existing


def export(database: str, target: str | None) -> None:
    """Write to a file that only its owner can read, or to standard output."""
    with open_existing(database) as store:
        if target is None:
            sys.stdout.writelines(_read_lines(store))
            return
        with written_privately(Path(target), "export") as half, half.open("w", encoding="utf-8") as file:
            file.writelines(_read_lines(store))


def _read_lines(store: Store) -> Iterator[str]:
    return encode((table, row) for table in EXPORTED for row in store.read_table(table))
