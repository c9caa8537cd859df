"""Open the feedback database for the commands that read it."""

from pathlib import Path

import click

from helpcentre.collector.store import open_store
from helpcentre.collector.store.base import Store
from helpcentre.collector.store.opening import sqlite_path
from helpcentre.errors import HelpCentreError


def open_existing(database: str) -> Store:
    """Open a database that exists; a report never creates an empty one."""
    if database.startswith("sqlite:") and not (path := sqlite_path(database)).is_file():
        place = path if path.is_absolute() else Path.cwd() / path
        message = (
            f"there is no database at {place}; name it with --database sqlite:///path/to/feedback.db, "
            "or start one: helpcentre collect"
        )
        raise HelpCentreError(message)
    return open_store(database)


def refuse_language(store: Store, language: str | None) -> None:
    """Refuse a language that the site never had; a database without a manifest accepts any."""
    known = store.known().languages if language is not None else frozenset()
    if known and language not in known:
        raise click.UsageError(f"--language {language}: the site has {', '.join(sorted(known))}; not {language}")
