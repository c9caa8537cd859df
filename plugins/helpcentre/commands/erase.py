"""Erase items by their id, with everything that hangs on them: `helpcentre erase ID…`."""

import time
from uuid import UUID

import click

from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError


def erase(database: str, ids: tuple[str, ...]) -> None:
    """Erase each item (a vote with its comments); ids that are not there are named, and stay refused for retries."""
    wrong = [text for text in ids if not _is_id(text)]
    if wrong:
        raise HelpCentreError(f"not an id: {', '.join(wrong)}; write it like 6f1c0f4e-9b7a-4c3d-8e21-0123456789ab")
    now = time.time_ns() // 1_000_000
    with open_existing(database) as store:
        missing = [text for text in ids if not store.erase(UUID(text).bytes, now)]
        store.connection.compact()
    click.echo(f"Erased: {len(ids) - len(missing)}")
    if missing:
        raise HelpCentreError(f"not there: {', '.join(missing)}")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
