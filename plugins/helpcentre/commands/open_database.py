"""Opening the feedback database for the commands that read it."""

from pathlib import Path

import click

from helpcentre.collector.store.opening import open_store, sqlite_path
from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError


def database_exists(database: str) -> bool:
    """Return whether a database file exists; always True for a server, whose databases are not known before opening."""
    return not database.startswith("sqlite:") or sqlite_path(database).is_file()


def open_existing(database: str) -> Store:
    """Open a database that exists: a command that reads or manages data never creates an empty one."""
    if not database_exists(database):
        place = Path.cwd() / sqlite_path(database)
        raise HelpCentreError(
            f"There is no database at {place}. Name it with --database sqlite:///path/to/feedback.db, "
            "or start one with helpcentre collect."
        )
    return open_store(database)


def refuse_language(store: Store, language: str | None) -> None:
    """Refuse a language that the site never had; a database without a manifest accepts any."""
    known = store.known().languages if language is not None else frozenset()
    if known and language not in known:
        raise click.UsageError(f"--language {language}: the site has no such language, only {', '.join(sorted(known))}")
