"""`helpcentre token add|list|revoke`: keys to the report pages. A key is shown once, and only its hash is stored."""

import time
from datetime import UTC, datetime

import click

from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.commands.open_database import open_existing
from helpcentre.contract.limits import DAY_MS
from helpcentre.errors import HelpCentreError


def add(database: str, name: str, scope: str, days: int) -> None:
    """Make a key and print it once, alone on standard output so that it can be piped into a file."""
    now = time.time_ns() // 1_000_000
    with open_existing(database) as store:
        if any(token.name == name for _, token in store.tokens()):
            raise HelpCentreError(
                f"There is already a key named '{name}'. Choose another name, or first run "
                f"helpcentre token revoke {name}."
            )
        secret, hashed = new_secret()
        expires = now + days * DAY_MS
        store.add_token(hashed, Token(name, scope, now, expires, None))
    click.echo(
        f"Key '{name}' ({scope} access) expires on {_format_day(expires)}. Copy it now; it will not be shown again:",
        err=True,
    )
    click.echo(secret)


def show(database: str) -> None:
    """Print every key's name, scope, expiry and last use."""
    with open_existing(database) as store:
        found = store.tokens()
    if not found:
        click.echo("There are no keys. Make one with helpcentre token add NAME.")
    for _, token in found:
        used = _format_day(token.last_used) if token.last_used else "never"
        expires = _format_day(token.expires) if token.expires else "never"
        click.echo(f"{token.name}  {token.scope}  expires {expires}  last used {used}")


def revoke(database: str, name: str) -> None:
    """Delete a key; anyone signed in with it is signed out at once."""
    with open_existing(database) as store:
        if not store.revoke_token(name):
            names = ", ".join(token.name for _, token in store.tokens()) or "none"
            raise HelpCentreError(f"There is no key named '{name}'. Existing keys: {names}.")
    click.echo(f"Key '{name}' has been revoked.")


def _format_day(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
