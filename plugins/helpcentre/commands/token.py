"""Keys to the report pages: `helpcentre token add|list|revoke`. A key is shown once and only its hash is kept."""

import time
from datetime import UTC, datetime

import click

from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.commands.open_database import open_existing
from helpcentre.contract.limits import DAY_MS
from helpcentre.errors import HelpCentreError


def add(database: str, name: str, scope: str, days: int) -> None:
    """Make a key and print it once, on standard output alone, so that it can be piped into a file."""
    now = time.time_ns() // 1_000_000
    with open_existing(database) as store:
        if any(token.name == name for _, token in store.tokens()):
            raise HelpCentreError(f"there is a key named '{name}'; choose another name, or first: token revoke {name}")
        secret, hashed = new_secret()
        expires = now + days * DAY_MS
        store.add_token(hashed, Token(name, scope, now, expires, None))
    click.echo(f"The key '{name}' may {scope} until {_day(expires)}. It is shown only now:", err=True)
    click.echo(secret)


def show(database: str) -> None:
    """Print every key's name, scope, end and last use."""
    with open_existing(database) as store:
        found = store.tokens()
    if not found:
        click.echo("no keys; make one: helpcentre token add NAME")
    for _, token in found:
        used = _day(token.last_used) if token.last_used else "never"
        click.echo(f"{token.name}  {token.scope}  until {_day(token.expires)}  last used {used}")


def revoke(database: str, name: str) -> None:
    """Take a key away; whoever is signed in with it is out at once."""
    with open_existing(database) as store:
        if not store.revoke_token(name):
            names = ", ".join(token.name for _, token in store.tokens()) or "none"
            raise HelpCentreError(f"there is no key named '{name}'; there are: {names}")
    click.echo(f"The key '{name}' opens nothing any more.")


def _day(milliseconds: int | None) -> str:
    if milliseconds is None:
        return "revoked"
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
