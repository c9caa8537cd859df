"""Commands that say what to fix next."""

import sys
from datetime import datetime
from math import isfinite
from pathlib import Path

import click

from helpcentre.cli.options import config_file_option, database_option, ui_option
from helpcentre.cli.root import cli


def percentage(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """Return a percentage as typed; refuses what is no number, and a share such as 0.5 written for 50."""
    if value is None or value == 0 or (isfinite(value) and 1 <= value <= 100):
        return value
    said = f"{option.opts[0]} {value:g}"
    if 0 < value < 1:
        raise click.UsageError(f"{said}: this is a percentage; write {value * 100:g} for {value * 100:g} %", context)
    raise click.UsageError(f"{said}: write a percentage from 1 to 100, such as 50", context)


def refuse_form(changed: str | None, form: str | None, *, digest: bool) -> None:
    """Refuse a form in which a digest or the evidence for a branch is not written, and both at once."""
    if digest and changed is not None:
        raise click.UsageError("--digest and --changed are two reports; leave one of them out")
    if digest and form not in (None, "markdown", "html"):
        raise click.UsageError(f"--digest prints markdown or html, not {form}")
    if changed is not None and form not in (None, "text", "json", "markdown"):
        raise click.UsageError(f"--changed prints text, json or markdown, not {form}")


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
    help="How it is written (default: text; a digest: markdown).",
)
@click.option(
    "--fail-under",
    type=float,
    metavar="PERCENT",
    callback=percentage,
    help="Exit 1 if an article is surely below this percentage, such as 50.",
)
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
    form: str | None,
    fail_under: float | None,
    until: datetime | None,
    whole: bool,
    ui: str,
    config_file: Path,
    as_json: bool,
) -> None:
    """Say what to fix next, and whether the last edits helped."""
    from helpcentre.commands.report import ReportOptions, run

    form = "json" if as_json else form
    refuse_form(changed, form, digest=digest)
    options = ReportOptions(
        days=days or (7 if digest else 30),
        language=language,
        form=form or "text",
        until=until.date() if until else None,
        changed=changed,
        digest=digest,
        fail_under=fail_under,
        whole=whole,
        ui=ui,
        config_file=config_file,
    )
    sys.exit(run(database, options))


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
@click.option("--dry-run", is_flag=True, help="With --set or --close-from-log: only say what would change.")
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

    if change and span is not None:
        raise click.UsageError("--set and --close-from-log are two steps; leave one of them out")
    if dry_run and not change and span is None:
        raise click.UsageError("--dry-run goes with --set F-3 fixed or --close-from-log A..B, which change something")
    if change and change[1] not in ("open", "planned", "fixed", "declined"):
        raise click.UsageError(f"--set {change[0]} {change[1]}: write open, planned, fixed or declined")
    with command.open_issues(database, collector) as source:
        if span is not None:
            command.run_close(source, span, dry=dry_run)
        elif change:
            command.run_status(source, *change, dry=dry_run)
        else:
            command.run(source, status, as_json=as_json, ui=ui)
