"""`helpcentre backup FILE`: a complete copy while the collector runs."""

from pathlib import Path

import click

from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError


def backup(database: str, target: str) -> None:
    """Write a consistent copy; the file appears only when it is complete, and only its owner can read it.

    Salts, and the hashes that expire with them, are left out: a backup is kept longer than 48 hours.
    """
    path = Path(target)
    if path.exists():
        raise HelpCentreError(f"{path} already exists. Name another file.")
    with open_existing(database) as store:
        store.backup(path)
    click.echo(f"{path}: {path.stat().st_size // 1024} KiB")
