"""Commands on hours, channels and promises."""

import sys
from pathlib import Path
from typing import Any

import click

from helpcentre.cli.options import database_option, support_option, ui_option
from helpcentre.cli.root import cli


@cli.command()
@support_option
@click.option("--schedule", help="Name of the schedule (default: all of them).")
@click.option(
    "--at",
    help="Date and time, for example 2026-12-24T13:00+01:00; without an offset, in local time (default: now).",
)
@click.option("--language", default="en", show_default=True, help="Language code of the text, for example `it`.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with times in UTC.")
def hours(support_file: Path, schedule: str | None, at: str | None, language: str, as_json: bool) -> None:
    """Show whether a schedule is open, and when that changes."""
    from helpcentre.commands.hours import run

    run(support_file, schedule, at, language, as_json=as_json)


@cli.command()
@support_option
@click.option("--update", is_flag=True, help="Write holidays.lock.yml.")
@click.option("--from-year", type=click.IntRange(1971, 2900), help="First year to write (default: this year).")
def holidays(support_file: Path, update: bool, from_year: int | None) -> None:
    """Show how holidays.lock.yml differs from the current public holidays; --update writes the file."""
    from helpcentre.commands.holidays import run

    run(support_file, update=update, from_year=from_year)


@cli.command()
@click.option("--channel", required=True, help="Channel that replies, for example email or instagram.")
@click.option("--language", required=True, help="Language code of the reply, for example `it`.")
@click.option("--at", help="Date and time of the message; the reply then gives the time of the answer.")
@support_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def autoreply(channel: str, language: str, at: str | None, support_file: Path, as_json: bool) -> None:
    """Print an automatic reply with the hours and answer times of the site."""
    from helpcentre.commands.autoreply import run

    run(support_file, channel, language, at, as_json=as_json)


@cli.command()
@click.option(
    "--tickets", type=click.Path(path_type=Path), help="CSV file of tickets; exports of Zendesk and Freshdesk work too."
)
@support_option
@click.option("--zone", help="Time zone of ticket times without an offset (default: default_time_zone).")
@database_option
@click.option(
    "--days", type=click.IntRange(1, 3660), default=30, show_default=True, help="Number of days to look back."
)
@click.option(
    "--compare",
    "grouping",
    type=click.Choice(["language", "kind", "topic", "owner"]),
    help="Compare with the period before and divide the change by language, kind, first topic or owner.",
)
@click.option(
    "--customers",
    metavar="START,END,NEW",
    help="Number of customers at the start, at the end, and new ones, for retention.",
)
@click.option(
    "--fail", is_flag=True, help="With --tickets: exit with code 1 if a channel answers later than it promises."
)
@ui_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kpi(**options: Any) -> None:
    """Show key figures such as CSAT and NPS; with tickets, also answer times compared with the promises."""
    from helpcentre.commands.kpi import KpiOptions, run
    from helpcentre.reporting.period_comparison import LONGEST

    if options["fail"] and options["tickets"] is None:
        raise click.UsageError("--fail needs --tickets FILE.")
    if options["grouping"] and options["days"] > LONGEST:
        raise click.UsageError(f"--compare works for up to {LONGEST} days; --days is {options['days']}.")
    sys.exit(run(KpiOptions(**options)))
