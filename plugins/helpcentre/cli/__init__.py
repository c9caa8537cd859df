"""The command line: names and options only. The work is done in `commands/`.

Exit codes: 0 success, 1 findings or failure, 2 wrong usage. Modules that are slow to load are imported inside the
commands, so that `helpcentre --help` is quick.
"""

import sys

import click

from helpcentre.cli import collector, reports, site, support
from helpcentre.cli.root import cli
from helpcentre.errors import HelpCentreError

__all__ = ["cli", "collector", "main", "reports", "site", "support"]

LEFT_OUT_OF_SERVERS = ("mkdocs", "material")
"""Packages that `requirements-server.lock` leaves out; most commands do without."""


def main() -> None:
    """Run the command line; an error that the user can fix is printed without a traceback, with exit code 1."""
    try:
        cli(standalone_mode=True)
    except HelpCentreError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in LEFT_OUT_OF_SERVERS:
            raise
        click.echo(f"This command needs the package {package}, which is not installed: pip install {package}", err=True)
        sys.exit(1)
