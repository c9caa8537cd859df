"""Write everything as JSON lines: `helpcentre export`. Keys, salts and readers' hashes stay in the database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpcentre.collector.store.base import Store
from helpcentre.collector.store.exports import EXPORTED
from helpcentre.collector.store.sqlite_files import written_privately
from helpcentre.commands.open_database import open_existing

FORMAT = 1


def export(database: str, target: str | None) -> None:
    """Write to a file (readable by its owner only) or to standard output."""
    with open_existing(database) as store:
        if target is None:
            for line in lines(store):
                sys.stdout.write(line)
            return
        with written_privately(Path(target), "export") as half, half.open("w", encoding="utf-8") as file:
            file.writelines(lines(store))


def lines(store: Store) -> Iterator[str]:
    """Return the export line by line: a head, then one row each, and a foot with the number of rows."""
    yield json.dumps({"helpcentre": FORMAT}) + "\n"
    count = 0
    for table in EXPORTED:
        for record in store.read_table(table):
            count += 1
            yield json.dumps({"table": table, **{key: _plain(value) for key, value in record.items()}}) + "\n"
    yield json.dumps({"rows": count}) + "\n"


def _plain(value: Any) -> Any:
    return {"hex": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value
