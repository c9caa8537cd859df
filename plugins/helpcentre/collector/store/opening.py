"""Opening the database of an address such as `sqlite:///data/feedback.db` or `postgresql://user@host/name`."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError

DEFAULT_ADDRESS = "sqlite:///data/feedback.db"


def open_store(address: str = DEFAULT_ADDRESS, **options: Any) -> Store:
    """Open a database; a SQLite file (and its folder) that does not exist is created.

    `options` go to the connection. Raises HelpCentreError if the database cannot be opened.
    """
    scheme = urlsplit(address).scheme
    if scheme == "sqlite":
        from helpcentre.collector.store.sqlite import SqliteConnection

        return Store(SqliteConnection(sqlite_path(address), **options))
    if scheme in ("postgresql", "postgres"):
        from helpcentre.collector.store.postgres import PostgresConnection  # asyncpg is an optional dependency

        return Store(PostgresConnection(address, **options))
    without_password = address.split("@")[-1]
    raise HelpCentreError(
        f"'{without_password}' is not a supported database address. "
        "Use sqlite:///data/feedback.db or postgresql://user@host/name."
    )


def sqlite_path(address: str) -> Path:
    """Return the file of a SQLite address: three slashes before a relative path, four before an absolute one."""
    path = unquote(address.removeprefix("sqlite://").removeprefix("/"))
    if not path or not address.startswith("sqlite:///"):
        raise HelpCentreError(
            f"'{address}' does not name a file. Use sqlite:///data/feedback.db, or four slashes for an absolute path."
        )
    return Path(path)
