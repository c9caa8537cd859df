"""Bring an export back: `helpcentre restore FILE`, into a database without answers."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from helpcentre.collector.store import open_store
from helpcentre.collector.store.exports import EXPORTED
from helpcentre.commands.export import FORMAT
from helpcentre.errors import HelpCentreError


def restore(database: str, source: str) -> None:
    """Read the whole file first, then write all of it in one transaction, or nothing."""
    records = read_export(Path(source))
    with open_store(database) as store:
        if not store.is_empty():
            raise HelpCentreError("the database has answers already; name an empty one with --database")
        written = store.write_tables(
            (table, [record for _, record in group]) for table, group in groupby(records, key=lambda pair: pair[0])
        )
    click.echo("Restored: " + ", ".join(f"{count} {table}" for table, count in written.items()))


def read_export(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return (table, row) for each line; raises HelpCentreError with the line where the file is not an export."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HelpCentreError(f"{path}: cannot be read: {error}") from None
    parsed = list(_parsed(text, path))
    if not parsed or parsed[0] != {"helpcentre": FORMAT}:
        raise HelpCentreError(f"{path}:1: this is no export of helpcentre; make one with helpcentre export")
    if "rows" not in parsed[-1] or parsed[-1]["rows"] != len(parsed) - 2:
        raise HelpCentreError(f"{path}: the export is cut off or changed; make it again")
    return [_record(value, path, number) for number, value in enumerate(parsed[1:-1], 2)]


def _parsed(text: str, path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise HelpCentreError(f"{path}:{number}: this line is no JSON object; make the export again")
        yield value


def _record(value: dict[str, Any], path: Path, number: int) -> tuple[str, dict[str, Any]]:
    table = value.pop("table", None)
    columns = EXPORTED.get(table) if isinstance(table, str) else None
    if columns is None or set(columns) != set(value):
        raise HelpCentreError(f"{path}:{number}: unknown table or columns; make the export again with this version")
    return str(table), {key: _raw(field) for key, field in value.items()}


def _raw(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
