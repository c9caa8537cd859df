"""The command line: names and options only; what a command does stands in `commands/`.

Exit codes: 0 fine, 1 findings or failure, 2 wrong usage. Heavy modules are imported inside the commands, so that
`helpcentre --help` answers at once.
"""

import sys
from pathlib import Path

import click

from helpcentre import __version__
from helpcentre.errors import HelpCentreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="helpcentre")
def cli() -> None:
    """Build, check, serve and measure a help centre."""


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


def main() -> None:
    """Run the command line; a mistake a person can mend is shown without a traceback, exit code 1."""
    try:
        cli(standalone_mode=True)
    except HelpCentreError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
