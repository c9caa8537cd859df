"""`helpcentre prune`: erase what is older than it may be kept. A running collector does the same every hour."""

import time

import click

from helpcentre.collector.store.retention import Retention
from helpcentre.commands.open_database import open_existing


def prune(database: str, comment_days: int, item_days: int, *, compact: bool) -> None:
    """Erase salts and hashes after 48 hours, words and items by age; `compact` gives the space back to the disk."""
    now = time.time_ns() // 1_000_000
    with open_existing(database) as store:
        changed = store.prune(Retention(text_days=comment_days, item_days=item_days), now)
        if compact:
            store.connection.compact()
    click.echo(f"Erased or shortened: {changed} rows. Day sums are kept.")
