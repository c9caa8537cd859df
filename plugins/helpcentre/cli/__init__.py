"""The command line: names and options only; what a command does stands in `commands/`.

Exit codes: 0 fine, 1 findings or failure, 2 wrong usage. Heavy modules are imported inside the commands, so that
`helpcentre --help` answers at once.
"""

import sys

import click

from helpcentre.cli import collector as care
from helpcentre.cli import reports, site, support
from helpcentre.cli.root import cli
from helpcentre.errors import HelpCentreError

__all__ = ["care", "cli", "main", "reports", "site", "support"]


def main() -> None:
    """Run the command line; a mistake a person can mend is shown without a traceback, exit code 1."""
    try:
        cli(standalone_mode=True)
    except HelpCentreError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
