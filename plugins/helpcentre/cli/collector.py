"""The collector, its keys, and the care of its data."""

from typing import Any

import click

from helpcentre.cli.options import database_option, refuse_password
from helpcentre.cli.root import cli


@cli.command()
@database_option
@click.option("--site", default="site", show_default=True, help="Folder or https address of the built site.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option(
    "--origin", "origins", multiple=True, help="A further origin that may post, like https://help.example.com."
)
@click.option("--public-url", help="The collector's own address behind its proxy.")
@click.option("--behind-proxy", multiple=True, metavar="ADDRESS", help="Proxy whose X-Forwarded-For is believed.")
@click.option("--order-pattern", help="Regular expression of your order numbers; they are not stored.")
@click.option("--count-views", is_flag=True, help="Count page views too.")
@click.option("--comment-days", default=180, show_default=True, type=click.IntRange(1), help="Days words are kept.")
@click.option("--item-days", default=400, show_default=True, type=click.IntRange(2), help="Days items are kept.")
def collect(behind_proxy: tuple[str, ...], **options: Any) -> None:
    """Keep what readers answer; serves the wire contract and the report pages."""
    from helpcentre.collector.options import CollectOptions
    from helpcentre.commands.collect import collect

    collect(CollectOptions(behind_proxy=behind_proxy, **options))


@cli.group()
def token() -> None:
    """Keys to the report pages."""


@token.command("add")
@click.argument("name")
@database_option
@click.option(
    "--scope", type=click.Choice(["read", "moderate"]), default="read", show_default=True, help="What it opens."
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it opens.")
def token_add(name: str, database: str, scope: str, days: int) -> None:
    """Make a key and print it once."""
    from helpcentre.commands.token import add

    if not name.strip():
        raise click.UsageError("the name of the key is blank; write whose it is, such as: helpcentre token add marta")
    add(database, name, scope, days)


@token.command("list")
@database_option
def token_list(database: str) -> None:
    """Show the keys there are, never their secrets."""
    from helpcentre.commands.token import show

    show(database)


@token.command("revoke")
@click.argument("name")
@database_option
def token_revoke(name: str, database: str) -> None:
    """Take a key away."""
    from helpcentre.commands.token import revoke

    revoke(database, name)


@cli.command()
@database_option
@click.option("--comment-days", default=180, show_default=True, type=click.IntRange(1), help="Days words are kept.")
@click.option("--item-days", default=400, show_default=True, type=click.IntRange(2), help="Days items are kept.")
@click.option("--compact", is_flag=True, help="Give the freed space back; takes a while on a large file.")
def prune(database: str, comment_days: int, item_days: int, compact: bool) -> None:
    """Erase what is over age."""
    from helpcentre.commands.prune import prune

    prune(database, comment_days, item_days, compact=compact)


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@database_option
def erase(ids: tuple[str, ...], database: str) -> None:
    """Erase items for good, by their id."""
    from helpcentre.commands.erase import erase

    erase(database, ids)


@cli.command()
@click.argument("file", required=False)
@database_option
def export(file: str | None, database: str) -> None:
    """Write everything as JSON lines, to FILE or standard output."""
    from helpcentre.commands.export import export

    export(database, file)


@cli.command()
@click.argument("file")
@database_option
def restore(file: str, database: str) -> None:
    """Bring an export back into an empty database."""
    from helpcentre.commands.restore import restore

    restore(database, file)


@cli.command()
@click.argument("file")
@database_option
def backup(file: str, database: str) -> None:
    """Write a whole copy to FILE while the collector runs."""
    from helpcentre.commands.backup import backup

    backup(database, file)


@cli.command()
@click.option("--from", "source", required=True, callback=refuse_password, help="The database to read.")
@click.option("--to", "target", required=True, callback=refuse_password, help="The empty database to fill.")
def copy(source: str, target: str) -> None:
    """Move everything to another database, such as SQLite to PostgreSQL."""
    from helpcentre.commands.copy import copy

    copy(source, target)
