"""Commands on hours, channels and promises."""

import sys
from pathlib import Path
from typing import Any

import click

from helpcentre.cli.options import database_option, support_option, ui_option
from helpcentre.cli.root import cli


@cli.command()
@support_option
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
@support_option
@click.option("--update", is_flag=True, help="Write holidays.lock.yml anew.")
@click.option("--from-year", type=click.IntRange(1971, 2900), help="The first year to freeze (default: this year).")
def holidays(support_file: Path, update: bool, from_year: int | None) -> None:
    """Show what the library's holidays would change in the frozen ones; --update freezes them."""
    from helpcentre.commands.holidays import run

    run(support_file, update=update, from_year=from_year)


@cli.command()
@click.option("--channel", required=True, help="The channel that replies, such as email or instagram.")
@click.option("--language", required=True, help="The language of the reply, such as it.")
@click.option("--at", help="The instant of the message: the reply then names the time of the answer.")
@support_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def autoreply(channel: str, language: str, at: str | None, support_file: Path, as_json: bool) -> None:
    """Print an automatic reply from the same hours and promises as the site."""
    from helpcentre.commands.autoreply import run

    run(support_file, channel, language, at, as_json=as_json)


@cli.command()
@click.option("--tickets", type=click.Path(path_type=Path), help="CSV of tickets; also Zendesk, Freshdesk.")
@support_option
@click.option("--zone", help="The clock of ticket times without an offset (default: default_time_zone).")
@database_option
@click.option("--days", type=click.IntRange(1, 3660), default=30, show_default=True, help="How many days to look back.")
@click.option("--customers", metavar="START,END,NEW", help="Customers of the window, for retention.")
@click.option("--fail", is_flag=True, help="With --tickets: exit 1 if a channel answers later than it promises.")
@ui_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kpi(**options: Any) -> None:
    """Show CSAT, NPS and the like; with tickets, answer times against the promises."""
    from helpcentre.commands.kpi import KpiOptions, run

    if options["fail"] and options["tickets"] is None:
        raise click.UsageError("--fail judges answer times: name the tickets too, --tickets FILE")
    sys.exit(run(KpiOptions(**options)))
