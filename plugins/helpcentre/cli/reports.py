"""Commands that say what to fix next."""

import sys
from datetime import datetime
from pathlib import Path

import click

from helpcentre.cli.group import cli, config_file_option, database_option, ui_option


@cli.command()
@database_option
@click.option("--days", type=click.IntRange(1, 3660), help="How many days to look back (default: 30; a digest: 7).")
@click.option("--language", help="Only articles in this language.")
@click.option("--changed", metavar="REV", help="The evidence for what differs from a Git revision.")
@click.option("--digest", is_flag=True, help="The week in one page, as Markdown (or --format html).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown", "html"]),
    default="text",
    help="How it is written.",
)
@click.option("--fail-under", type=click.FloatRange(0, 100), help="Exit 1 if an article is surely below this share.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of the report, in UTC (default: today).")
@click.option(
    "--all", "whole", is_flag=True, help="As text or Markdown, list every article, also those that work well."
)
@ui_option
@config_file_option
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
    whole: bool,
    ui: str,
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
        whole=whole,
        ui=ui,
        config_file=config_file,
    )
    sys.exit(run(database, wanted))


@cli.command()
@database_option
@click.option("--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="How many days to look back.")
@click.option("--language", help="Only searches in this language.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Readers a gap needs to be shown.")
@click.option("--accept", type=click.IntRange(1), metavar="N", help="Give gap N's words to an article (--article).")
@click.option("--article", metavar="ID", help="The article that answers gap N.")
@config_file_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    help="How it is written.",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day, in UTC (default: today).")
@ui_option
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
    ui: str,
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
        shown = "json" if as_json else form
        command.run(database, days=days, language=language, least=least, form=shown, until=last, ui=ui)


@cli.command()
@database_option
@click.option("--status", type=click.Choice(["open", "planned", "fixed", "declined"]), help="Only these issues.")
@click.option("--set", "change", nargs=2, metavar="F-N STATUS", help="Change an issue's status.")
@click.option("--close-from-log", "span", metavar="A..B", help="Close what commits name as Feedback: F-N.")
@click.option("--dry-run", is_flag=True, help="With --close-from-log: only say what would be closed.")
@click.option(
    "--collector",
    metavar="URL",
    help="Ask a running collector instead of a database, with the key in HELPCENTRE_TOKEN (as CI does).",
)
@ui_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def triage(
    database: str,
    status: str | None,
    change: tuple[str, str] | None,
    span: str | None,
    dry_run: bool,
    collector: str | None,
    ui: str,
    as_json: bool,
) -> None:
    """Show the issues readers' answers were filed under; commits close them."""
    from helpcentre.commands import triage as command

    if change and change[1] not in ("open", "planned", "fixed", "declined"):
        raise click.UsageError(f"--set {change[0]} {change[1]}: write open, planned, fixed or declined")
    with command.open_book(database, collector) as book:
        if span is not None:
            command.run_close(book, span, dry=dry_run)
        elif change:
            command.run_status(book, *change)
        else:
            command.run(book, status, as_json=as_json, ui=ui)
