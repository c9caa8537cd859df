"""`helpcentre erase ID…`: erase items by their id, with everything that belongs to them."""

import time
from uuid import UUID

import click

from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError


def erase(database: str, ids: tuple[str, ...]) -> None:
    """Erase each item (a vote with its comments); unknown ids are reported, and refused from now on."""
    wrong = [text for text in ids if not _is_uuid(text)]
    if wrong:
        raise HelpCentreError(
            f"Not a valid id: {', '.join(wrong)}. Use ids such as 6f1c0f4e-9b7a-4c3d-8e21-0123456789ab."
        )
    now = time.time_ns() // 1_000_000
    with open_existing(database) as store:
        missing = [text for text in ids if not store.erase(UUID(text).bytes, now)]
        store.compact(now)
    click.echo(f"Erased: {len(ids) - len(missing)}")
    if missing:
        raise HelpCentreError(f"No such item: {', '.join(missing)}.")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
