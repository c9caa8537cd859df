"""`helpcentre prune`: erase expired data. A running collector does the same every hour."""

import time

import click

from helpcentre.collector.store.retention import Retention
from helpcentre.commands.open_database import open_existing
from helpcentre.errors import HelpCentreError


def prune(database: str, comment_days: int, item_days: int, *, compact: bool, force: bool) -> None:
    """Erase salts and hashes after 48 hours, words and items by age; `compact` gives the space back to the disk.

    Raises HelpCentreError if the clock looks wrong or most items would go, unless `force`.
    """
    now = time.time_ns() // 1_000_000
    keep = Retention(text_days=comment_days, item_days=item_days)
    with open_existing(database) as store:
        if not force and (doubt := store.doubt_about_pruning(keep, now)):
            raise HelpCentreError(f"Nothing was erased: {doubt}. If this is intended, add --force.")
        changed = store.prune(keep, now)
        if compact:
            store.compact(now)
    click.echo(f"Erased or shortened: {changed} rows. Day sums are kept.")
