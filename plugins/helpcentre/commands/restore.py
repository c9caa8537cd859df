"""`helpcentre restore FILE`: load an export of any version into a database without answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import click

from helpcentre.collector.store.export_format import decode
from helpcentre.collector.store.opening import open_store
from helpcentre.errors import HelpCentreError


def restore(database: str, source: str) -> None:
    """Check the whole file first, then write all of it in one transaction, or nothing."""
    path = Path(source)
    with _open_export(path) as rows:
        for _ in rows:
            pass
    with open_store(database) as store:
        if not store.is_empty():
            raise HelpCentreError("The database already holds answers. Name an empty one with --database.")
        with _open_export(path) as rows:
            tables = groupby(rows, key=itemgetter(0))
            written = store.write_tables((table, (row for _, row in group)) for table, group in tables)
    click.echo("Restored: " + ", ".join(f"{count} {table}" for table, count in written.items()))


@contextmanager
def _open_export(path: Path) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
    """Yield the rows of an export, read line by line; only a line feed ends a line."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            yield decode(file, str(path))
    except FileNotFoundError:
        raise HelpCentreError(f"{path}: file not found.") from None
    except OSError as error:
        raise HelpCentreError(f"{path}: the file cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise HelpCentreError(f"{path}: the file is not UTF-8 text. Export again.") from None
