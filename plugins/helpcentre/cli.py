"""The command line: names and options only; what a command does stands in `commands/`.

Exit codes: 0 fine, 1 findings or failure, 2 wrong usage. Heavy modules are imported inside the commands, so that
`helpcentre --help` answers at once.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from helpcentre import __version__
from helpcentre.errors import HelpCentreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="helpcentre")
def cli() -> None:
    """Build, check, serve and measure a help centre."""


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="Help centre", show_default=True, help="The name of the site.")
@click.option("--language", "languages", multiple=True, default=("en",), help="A language; the first is the default.")
@click.option("--time-zone", "zone", default="Europe/Rome", show_default=True, help="Where the support team works.")
@click.option("--email", "address", default="help@example.com", show_default=True, help="The team's address.")
def init(folder: Path, name: str, languages: tuple[str, ...], zone: str, address: str) -> None:
    """Write a new site into FOLDER."""
    from datetime import UTC, datetime

    from helpcentre.commands.init import run

    for path in run(folder, name, languages, zone, address, datetime.now(UTC).date()):
        click.echo(path)
    click.echo(f"Now: cd {folder} && helpcentre serve")


@cli.command()
@click.argument("kind", type=click.Choice(["faq", "troubleshooting", "video", "guide", "policy", "notice", "page"]))
@click.argument("title")
@click.option("--language", help="The language (default: the site's default).")
@click.option("--slug", help="The file's name; a translation takes that of the page it translates.")
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
def new(kind: str, title: str, language: str | None, slug: str | None, config: Path) -> None:
    """Write an article with its kind's skeleton."""
    from datetime import UTC, datetime

    from helpcentre.commands.new import run

    click.echo(run(config, kind, title, language, slug, datetime.now(UTC).date()))


@cli.command()
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--database", default="sqlite:///data/feedback.db", show_default=True, help="Where answers are kept.")
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to build (default: as mkdocs.yml says).")
@click.option("--live-reload/--no-live-reload", default=True, show_default=True, help="Build again on every change.")
def serve(**options: Any) -> None:
    """Build, then serve site and collector on one origin; pages renew themselves while you write."""
    from helpcentre.commands.serve import ServeOptions, run

    run(ServeOptions(**options), click.echo)


@cli.command()
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to build (default: as mkdocs.yml says).")
@click.option("--strict/--no-strict", default=True, show_default=True, help="Whether warnings stop the build.")
def build(config: Path, site_dir: Path | None, strict: bool) -> None:
    """Build the site; the same as `mkdocs build --strict`."""
    from helpcentre.commands.build import build as run

    click.echo(f"Built {run(config, site_dir=site_dir, strict=strict)}")


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
@click.option("--format", "output", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def check(paths: tuple[Path, ...], config: Path, output: str, as_json: bool) -> None:
    """Tell every mistake in the content at once; PATHS narrow it to files or folders."""
    from datetime import UTC, datetime

    from helpcentre.commands.check import run

    sys.exit(run(config, paths, "json" if as_json else output, datetime.now(UTC).date()))


@cli.command()
@click.option(
    "--support",
    "support_file",
    type=click.Path(path_type=Path),
    default=Path("content/support.yml"),
    show_default=True,
    help="The support file.",
)
@click.option("--schedule", help="One schedule; all of them if left out.")
@click.option(
    "--at",
    help="The instant asked about, such as 2026-12-24T13:00+01:00 (default: now; no zone: the schedule's clock).",
)
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, instants in UTC.")
def hours(support_file: Path, schedule: str | None, at: str | None, language: str, as_json: bool) -> None:
    """Say whether a schedule is open, and when that changes."""
    from helpcentre.commands.hours import run

    run(support_file, schedule, at, language, as_json=as_json)


@cli.command()
@click.option(
    "--support",
    "support_file",
    type=click.Path(path_type=Path),
    default=Path("content/support.yml"),
    show_default=True,
    help="The support file.",
)
@click.option("--update", is_flag=True, help="Write holidays.lock.yml anew.")
@click.option("--from-year", type=click.IntRange(1971, 2900), help="The first year to freeze (default: this year).")
def holidays(support_file: Path, update: bool, from_year: int | None) -> None:
    """Show what the library's holidays would change in the frozen ones; --update freezes them."""
    from helpcentre.commands.holidays import run

    run(support_file, update=update, from_year=from_year)


@cli.command()
@click.argument("query")
@click.option("--language", required=True, help="The language to search in, such as it.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The built site.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many results at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(query: str, language: str, site: Path, limit: int, as_json: bool) -> None:
    """Search as readers do: the same results, in the same order."""
    from helpcentre.commands.search import run

    run(query, site, language, limit, as_json=as_json)


@cli.command()
@click.option("--database", envvar="HELPCENTRE_DATABASE", default="sqlite:///data/feedback.db", help="The database.")
@click.option("--days", type=click.IntRange(1, 3660), help="How many days to look back (default: 30; a digest: 7).")
@click.option("--language", help="Only articles in this language.")
@click.option("--changed", metavar="REV", help="The evidence for what differs from a Git revision.")
@click.option("--digest", is_flag=True, help="The week in one page, as Markdown (or --format html).")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "markdown", "html"]), default="text")
@click.option("--fail-under", type=click.FloatRange(0, 100), help="Exit 1 if an article is surely below this share.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of the report, in UTC (default: today).")
@click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def report(
    database: str,
    days: int | None,
    language: str | None,
    changed: str | None,
    digest: bool,
    form: str,
    fail_under: float | None,
    until: datetime | None,
    config_file: Path,
    as_json: bool,
) -> None:
    """Say what to fix next, and whether the last edits helped."""
    from helpcentre.commands.report import Wanted, run

    wanted = Wanted(
        days=days or (7 if digest else 30),
        language=language,
        form="json" if as_json else form,
        until=until.date() if until else None,
        changed=changed,
        digest=digest,
        fail_under=fail_under,
        config_file=config_file,
    )
    sys.exit(run(database, wanted))


@cli.command()
@click.option(
    "--database",
    default="sqlite:///data/feedback.db",
    show_default=True,
    envvar="HELPCENTRE_DATABASE",
    show_envvar=True,
    help="sqlite:///file.db or postgresql://user@host/name (a password belongs in the variable or in ~/.pgpass).",
)
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
    from helpcentre.commands.collect import CollectOptions, collect

    collect(CollectOptions(behind_proxy=behind_proxy, **options))


@cli.command()
@click.option("--database", envvar="HELPCENTRE_DATABASE", default="sqlite:///data/feedback.db", help="The database.")
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How many days to look back.")
@click.option("--language", help="Only searches in this language.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Readers a gap needs to be shown.")
@click.option("--accept", type=click.IntRange(1), metavar="N", help="Give gap N's words to an article (--article).")
@click.option("--article", metavar="ID", help="The article that answers gap N.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "markdown"]), default="text")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day, in UTC (default: today).")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def gaps(
    database: str,
    days: int,
    language: str | None,
    least: int,
    accept: int | None,
    article: str | None,
    config_file: Path,
    form: str,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Show what people searched for in vain; --accept N --article ID writes their words into the article."""
    from helpcentre.commands import gaps as command

    if (accept is None) != (article is None):
        raise click.UsageError("--accept and --article go together: helpcentre gaps --accept 3 --article faq/returns")
    last = until.date() if until else None
    if accept is not None and article is not None:
        command.run_accept(
            database, accept, article, config_file, days=days, language=language, least=least, until=last
        )
    else:
        command.run(database, days=days, language=language, least=least, form="json" if as_json else form, until=last)


@cli.command()
@click.option("--database", envvar="HELPCENTRE_DATABASE", default="sqlite:///data/feedback.db", help="The database.")
@click.option("--status", type=click.Choice(["open", "planned", "fixed", "declined"]), help="Only these issues.")
@click.option("--set", "change", nargs=2, metavar="F-N STATUS", help="Change an issue's status.")
@click.option("--close-from-log", "span", metavar="A..B", help="Close what commits name as Feedback: F-N.")
@click.option("--dry-run", is_flag=True, help="With --close-from-log: only say what would be closed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def triage(
    database: str, status: str | None, change: tuple[str, str] | None, span: str | None, dry_run: bool, as_json: bool
) -> None:
    """Show the issues readers' answers were filed under; commits close them."""
    from helpcentre.commands import triage as command

    if change and change[1] not in ("open", "planned", "fixed", "declined"):
        raise click.UsageError(f"--set {change[0]} {change[1]}: write open, planned, fixed or declined")
    if span is not None:
        command.run_close(database, span, dry=dry_run)
    elif change:
        command.run_status(database, *change)
    else:
        command.run(database, status, as_json=as_json)


def _database(function: Callable[..., None]) -> Callable[..., None]:
    """Add the option that says where the answers are."""
    return click.option(
        "--database",
        default="sqlite:///data/feedback.db",
        show_default=True,
        envvar="HELPCENTRE_DATABASE",
        show_envvar=True,
        help="Where the answers are.",
    )(function)


@cli.group()
def token() -> None:
    """Keys to the report pages."""


@token.command("add")
@click.argument("name")
@_database
@click.option("--scope", type=click.Choice(["read", "moderate"]), default="read", show_default=True)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it opens.")
def token_add(name: str, database: str, scope: str, days: int) -> None:
    """Make a key and print it once."""
    from helpcentre.commands.token import add

    add(database, name, scope, days)


@token.command("list")
@_database
def token_list(database: str) -> None:
    """Show the keys there are, never their secrets."""
    from helpcentre.commands.token import show

    show(database)


@token.command("revoke")
@click.argument("name")
@_database
def token_revoke(name: str, database: str) -> None:
    """Take a key away."""
    from helpcentre.commands.token import revoke

    revoke(database, name)


@cli.command()
@_database
@click.option("--comment-days", default=180, show_default=True, type=click.IntRange(1), help="Days words are kept.")
@click.option("--item-days", default=400, show_default=True, type=click.IntRange(2), help="Days items are kept.")
@click.option("--compact", is_flag=True, help="Give the freed space back; takes a while on a large file.")
def prune(database: str, comment_days: int, item_days: int, compact: bool) -> None:
    """Erase what is over age."""
    from helpcentre.commands.prune import prune

    prune(database, comment_days, item_days, compact=compact)


@cli.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_database
def erase(ids: tuple[str, ...], database: str) -> None:
    """Erase items for good, by their id."""
    from helpcentre.commands.erase import erase

    erase(database, ids)


@cli.command()
@click.argument("file", required=False)
@_database
def export(file: str | None, database: str) -> None:
    """Write everything as JSON lines, to FILE or standard output."""
    from helpcentre.commands.export import export

    export(database, file)


@cli.command()
@click.argument("file")
@_database
def restore(file: str, database: str) -> None:
    """Bring an export back into an empty database."""
    from helpcentre.commands.restore import restore

    restore(database, file)


@cli.command()
@click.argument("file")
@_database
def backup(file: str, database: str) -> None:
    """Write a whole copy to FILE while the collector runs."""
    from helpcentre.commands.backup import backup

    backup(database, file)


@cli.command()
@click.option("--from", "source", required=True, help="The database to read.")
@click.option("--to", "target", required=True, help="The empty database to fill.")
def copy(source: str, target: str) -> None:
    """Move everything to another database, such as SQLite to PostgreSQL."""
    from helpcentre.commands.copy import copy

    copy(source, target)


@cli.command()
@click.option("--channel", required=True, help="The channel that replies, such as email or instagram.")
@click.option("--language", required=True, help="The language of the reply, such as it.")
@click.option("--at", help="The instant of the message: the reply then names the time of the answer.")
@click.option("--support", "support_file", type=click.Path(path_type=Path), default=Path("content/support.yml"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def autoreply(channel: str, language: str, at: str | None, support_file: Path, as_json: bool) -> None:
    """Print an automatic reply from the same hours and promises as the site."""
    from helpcentre.commands.autoreply import run

    run(support_file, channel, language, at, as_json=as_json)


@cli.command()
@click.option("--tickets", type=click.Path(path_type=Path), help="CSV of tickets; also Zendesk, Freshdesk.")
@click.option("--support", "support_file", type=click.Path(path_type=Path), default=Path("content/support.yml"))
@click.option("--zone", help="The clock of ticket times without an offset (default: default_time_zone).")
@click.option("--database", envvar="HELPCENTRE_DATABASE", default="sqlite:///data/feedback.db", help="The database.")
@click.option("--days", type=click.IntRange(1, 3660), default=30, show_default=True, help="How many days to look back.")
@click.option("--customers", metavar="START,END,NEW", help="Customers of the window, for retention.")
@click.option("--fail", is_flag=True, help="Exit 1 if a channel answers later than it promises.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kpi(**options: Any) -> None:
    """Show CSAT, NPS and the like; with tickets, answer times against the promises."""
    from helpcentre.commands.kpi import Wanted, run

    sys.exit(run(Wanted(**options)))


def main() -> None:
    """Run the command line; a mistake a person can mend is shown without a traceback, exit code 1."""
    try:
        cli(standalone_mode=True)
    except HelpCentreError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
