"""Commands that show what to fix next."""

import sys
from datetime import datetime
from math import isfinite
from pathlib import Path

import click

from helpcentre.cli.options import config_file_option, database_option, ui_option
from helpcentre.cli.root import cli


def percentage(context: click.Context, option: click.Parameter, value: float | None) -> float | None:
    """Return the percentage; refuses values outside 1 to 100, and a share such as 0.5 in place of 50."""
    if value is None or value == 0 or (isfinite(value) and 1 <= value <= 100):
        return value
    given = f"{option.opts[0]} {value:g}"
    if 0 < value < 1:
        raise click.UsageError(f"{given} is not a percentage. Use {value * 100:g} for {value * 100:g}%.", context)
    raise click.UsageError(f"{given} is not a valid percentage. Use a number from 1 to 100, for example 50.", context)


def refuse_form(changed: str | None, form: str | None, *, digest: bool) -> None:
    """Refuse formats that are not available for --digest or --changed, and both options together."""
    if digest and changed is not None:
        raise click.UsageError("--digest and --changed cannot be combined.")
    if digest and form not in (None, "markdown", "html"):
        raise click.UsageError(f"--digest is available as markdown or html, not as {form}.")
    if changed is not None and form not in (None, "text", "json", "markdown"):
        raise click.UsageError(f"--changed is available as text, json or markdown, not as {form}.")


@cli.command()
@database_option
@click.option(
    "--days", type=click.IntRange(1, 3660), help="Number of days to look back (default: 30; with --digest: 7)."
)
@click.option("--language", help="Only articles in this language, for example `it`.")
@click.option("--changed", metavar="REV", help="Feedback on the articles that differ from a Git revision.")
@click.option("--digest", is_flag=True, help="Summary of the week, as Markdown (or --format html).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown", "html"]),
    help="Output format (default: text; with --digest: markdown).",
)
@click.option(
    "--fail-under",
    type=float,
    metavar="PERCENT",
    callback=percentage,
    help="Exit with code 1 if an article is clearly below this percentage, for example 50.",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the report, in UTC (default: today).")
@click.option(
    "--all", "whole", is_flag=True, help="List every article in text and Markdown, also those that work well."
)
@ui_option
@config_file_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
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
    """Show what to fix next, and whether the last edits helped."""
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
@click.option(
    "--days", type=click.IntRange(1, 3660), default=90, show_default=True, help="Number of days to look back."
)
@click.option("--language", help="Only searches in this language, for example `it`.")
@click.option(
    "--least",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="List only gaps that at least this many readers met.",
)
@click.option(
    "--accept", type=click.IntRange(1), metavar="N", help="Add the words of gap N to an article (with --article)."
)
@click.option("--article", metavar="ID", help="Id of the article that answers gap N.")
@click.option("--preview", is_flag=True, help="With --accept: only show which past searches would find something else.")
@click.option(
    "--set", "decision", nargs=2, metavar="N STATE", help="Decide gap N: planned, answered, dismissed or new (again)."
)
@click.option("--reason", default="", help="With --set: why, which a dismissed gap needs.")
@config_file_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown"]),
    default="text",
    help="Output format.",
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day, in UTC (default: today).")
@ui_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def gaps(
    database: str,
    days: int,
    language: str | None,
    least: int,
    accept: int | None,
    article: str | None,
    preview: bool,
    decision: tuple[str, str] | None,
    reason: str,
    config_file: Path,
    form: str,
    until: datetime | None,
    ui: str,
    as_json: bool,
) -> None:
    """Show failed searches.

    --accept N --article ID adds the words of gap N to an article; --set N STATE decides about it.
    """
    from helpcentre.commands import gaps as command

    last = until.date() if until else None
    if decision is not None:
        if accept is not None:
            raise click.UsageError("--set and --accept exclude each other: --accept marks the gap as answered itself")
        command.run_decide(
            database, *decision, reason=reason, article=article, days=days, language=language, least=least, until=last
        )
        return
    if (accept is None) != (article is None):
        raise click.UsageError(
            "--accept and --article need each other, for example: helpcentre gaps --accept 3 --article faq/returns"
        )
    if preview and accept is None:
        raise click.UsageError("--preview needs --accept and --article")
    if preview and accept is not None and article is not None:
        from helpcentre.commands import preview_ask

        preview_ask.run(
            database, accept, article, config_file, days=days, language=language, least=least,
            as_json=as_json or form == "json", until=last,
        )  # fmt: skip
    elif accept is not None and article is not None:
        command.run_accept(
            database, accept, article, config_file, days=days, language=language, least=least, until=last
        )
    else:
        shown = "json" if as_json else form
        command.run(database, days=days, language=language, least=least, form=shown, until=last, ui=ui)


@cli.command()
@database_option
@click.option(
    "--status", type=click.Choice(["open", "planned", "fixed", "declined"]), help="Only issues with this status."
)
@click.option("--set", "change", nargs=2, metavar="F-N STATUS", help="Change the status of an issue.")
@click.option("--close-from-log", "span", metavar="A..B", help="Close the issues that commits name as Feedback: F-N.")
@click.option("--dry-run", is_flag=True, help="With --set or --close-from-log: only show what would change.")
@click.option(
    "--collector",
    metavar="URL",
    help="Use a running collector instead of a database, with the key in HELPCENTRE_TOKEN (for CI).",
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
    """Show the issues made from readers' answers; commits can close them."""
    from helpcentre.commands import triage as command

    if change and span is not None:
        raise click.UsageError("--set and --close-from-log cannot be combined.")
    if dry_run and not change and span is None:
        raise click.UsageError("--dry-run needs --set or --close-from-log.")
    if change and change[1] not in ("open", "planned", "fixed", "declined"):
        raise click.UsageError(f"--set: '{change[1]}' is not a status. Use open, planned, fixed or declined.")
    with command.open_issues(database, collector) as source:
        if span is not None:
            command.run_close(source, span, dry=dry_run)
        elif change:
            command.run_status(source, *change, dry=dry_run)
        else:
            command.run(source, status, as_json=as_json, ui=ui)
