"""The top-level command `helpcentre`."""

import click

from helpcentre import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="helpcentre")
def cli() -> None:
    """Build, check, serve and measure a help centre."""
