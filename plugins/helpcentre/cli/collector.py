"""Commands that run the collector and look after its keys and data."""

import sys
from typing import Any

import click

from helpcentre.cli.options import database_option, forward_options, refuse_password, require_safe_pattern
from helpcentre.cli.root import cli

KINDS = ("vote", "comment", "search", "contact", "csat", "nps", "troubleshooter")


@cli.command()
@database_option
@click.option("--site", default="site", show_default=True, help="Folder or https address of the built site.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    help="Further origin that may send feedback, for example https://help.example.com.",
)
@click.option("--public-url", help="Public address of the collector behind a proxy.")
@click.option(
    "--behind-proxy", multiple=True, metavar="ADDRESS", help="Address of a proxy whose X-Forwarded-For is trusted."
)
@click.option(
    "--order-pattern",
    callback=require_safe_pattern,
    help="Regular expression that matches your order numbers, which are then not stored.",
)
@click.option("--count-views", is_flag=True, help="Also count page views.")
@click.option(
    "--comment-days",
    default=180,
    show_default=True,
    type=click.IntRange(1),
    help="Number of days to keep comments and searches.",
)
@click.option(
    "--item-days", default=400, show_default=True, type=click.IntRange(2), help="Number of days to keep items."
)
@click.option(
    "--message-days",
    default=14,
    show_default=True,
    type=click.IntRange(1, 90),
    help="Number of days to keep messages that could not be passed on.",
)
@forward_options
def collect(behind_proxy: tuple[str, ...], forward: dict[str, Any], **options: Any) -> None:
    """Run the collector, which stores feedback, serves the report pages and passes on messages."""
    from helpcentre.collector.messages.configuration import ForwardOptions
    from helpcentre.collector.options import CollectOptions
    from helpcentre.commands.collect import collect

    collect(CollectOptions(behind_proxy=behind_proxy, forward=ForwardOptions(**forward), **options))


@cli.group()
def token() -> None:
    """Manage the keys to the report pages."""


@token.command("add")
@click.argument("name")
@database_option
@click.option(
    "--scope", type=click.Choice(["read", "moderate"]), default="read", show_default=True, help="What the key allows."
)
@click.option(
    "--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="Number of days until it expires."
)
def token_add(name: str, database: str, scope: str, days: int) -> None:
    """Create a key and print it once."""
    from helpcentre.commands.token import add

    if not name.strip():
        raise click.UsageError(
            "The name of the key is blank. Use the name of its owner, for example: helpcentre token add marta"
        )
    add(database, name, scope, days)


@token.command("list")
@database_option
def token_list(database: str) -> None:
    """List the keys, without their secrets."""
    from helpcentre.commands.token import show

    show(database)


@token.command("revoke")
@click.argument("name")
@database_option
def token_revoke(name: str, database: str) -> None:
    """Revoke a key."""
    from helpcentre.commands.token import revoke

    revoke(database, name)


@cli.command()
@database_option
@click.option(
    "--comment-days",
    default=180,
    show_default=True,
    type=click.IntRange(1),
    help="Number of days to keep comments and searches.",
)
@click.option(
    "--item-days", default=400, show_default=True, type=click.IntRange(2), help="Number of days to keep items."
)
@click.option("--compact", is_flag=True, help="Shrink the database file; takes a while if it is large.")
@click.option("--force", is_flag=True, help="Delete even if the clock looks wrong or most items would go at once.")
def prune(database: str, comment_days: int, item_days: int, compact: bool, force: bool) -> None:
    """Delete expired data."""
    from helpcentre.commands.prune import prune

    prune(database, comment_days, item_days, compact=compact, force=force)


@cli.command()
@database_option
@click.option("--site", help="Folder or https address of the built site, to check its manifest too.")
@click.option(
    "--comment-days",
    default=180,
    show_default=True,
    type=click.IntRange(1),
    help="Number of days the collector keeps comments and searches.",
)
@click.option(
    "--item-days",
    default=400,
    show_default=True,
    type=click.IntRange(2),
    help="Number of days the collector keeps items.",
)
@click.option("--thorough", is_flag=True, help="Also compare indexes and day sums with the items.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@forward_options
def doctor(forward: dict[str, Any], **options: Any) -> None:
    """Check the collector's database, clock, disk, site and mail server; exit 1 if something needs fixing now."""
    from helpcentre.collector.messages.configuration import ForwardOptions
    from helpcentre.commands.doctor import DoctorOptions, doctor

    sys.exit(doctor(DoctorOptions(**options, forward=ForwardOptions(**forward))))


def quarantine_filter(command: Any) -> Any:
    """Add the options that say which quarantined items a command is about."""
    options = (
        click.option("--signal", default="", help="Only items with this signal, for example `too_fast`."),
        click.option("--kind", default="", type=click.Choice(["", *KINDS]), help="Only items of this kind."),
        click.option("--article", default="", help="Only items about this article."),
        click.option("--language", default="", help="Only items in this language."),
        click.option("--text", default="", help="Only items whose words contain this."),
        click.option("--since", help="Only items from this time on, for example `2026-11-28T14:00` (UTC) or `2h`."),
        click.option("--until", help="Only items before this time."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.group()
def quarantine() -> None:
    """List and decide about items that were set aside as suspicious."""


@quarantine.command("list")
@quarantine_filter
@click.option("--discarded", is_flag=True, help="The items that were kept out instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
def quarantine_list(database: str, as_json: bool, **options: Any) -> None:
    """List the items in groups, and how many there are by signal."""
    from helpcentre.commands.quarantine import list_items, make_filter

    list_items(database, make_filter(**options), as_json=as_json)


@quarantine.command("release")
@quarantine_filter
@click.option("--discarded", is_flag=True, help="Release items that were kept out.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@database_option
def quarantine_release(database: str, yes: bool, **options: Any) -> None:
    """Count the items that match."""
    from helpcentre.commands.quarantine import decide, make_filter

    decide(database, make_filter(**options), "release", confirmed=yes)


@quarantine.command("discard")
@quarantine_filter
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@database_option
def quarantine_discard(database: str, yes: bool, **options: Any) -> None:
    """Keep the items that match out of every count."""
    from helpcentre.commands.quarantine import decide, make_filter

    decide(database, make_filter(**options), "discard", confirmed=yes)


@quarantine.command("undo")
@click.option("--decision", type=int, help="Number of the decision; without it, the newest one is undone.")
@database_option
def quarantine_undo(database: str, decision: int | None) -> None:
    """Undo a decision of the last 24 hours."""
    from helpcentre.commands.quarantine import undo

    undo(database, decision)


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@database_option
def erase(ids: tuple[str, ...], database: str) -> None:
    """Erase items permanently, by their id."""
    from helpcentre.commands.erase import erase

    erase(database, ids)


@cli.command()
@click.argument("file", required=False)
@database_option
def export(file: str | None, database: str) -> None:
    """Export all data as JSON lines, to FILE or standard output."""
    from helpcentre.commands.export import export

    export(database, file)


@cli.command()
@click.argument("file")
@database_option
def restore(file: str, database: str) -> None:
    """Load an export into an empty database."""
    from helpcentre.commands.restore import restore

    restore(database, file)


@cli.command()
@click.argument("file")
@database_option
def backup(file: str, database: str) -> None:
    """Back up the database to FILE; the collector can keep running."""
    from helpcentre.commands.backup import backup

    backup(database, file)


@cli.command()
@click.argument("file")
@database_option
def recover(file: str, database: str) -> None:
    """Save what can be read of a damaged SQLite database into FILE, a new database."""
    from helpcentre.commands.recover import recover

    recover(database, file)


@cli.command()
@click.option("--from", "source", required=True, callback=refuse_password, help="Database to read.")
@click.option("--to", "target", required=True, callback=refuse_password, help="Empty database to write to.")
def copy(source: str, target: str) -> None:
    """Copy all data to another database, for example from SQLite to PostgreSQL."""
    from helpcentre.commands.copy import copy

    copy(source, target)
