"""The command `helpcentre` itself, and the options several commands take."""

from pathlib import Path

import click

from helpcentre import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="helpcentre")
def cli() -> None:
    """Build, check, serve and measure a help centre."""


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
config_file_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
database_option = click.option(
    "--database",
    envvar="HELPCENTRE_DATABASE",
    default="sqlite:///data/feedback.db",
    show_default=True,
    show_envvar=True,
    help="sqlite:///file.db or postgresql://user@host/name; a password belongs in the variable.",
)
support_option = click.option(
    "--support",
    "support_file",
    type=click.Path(path_type=Path),
    default=Path("content/support.yml"),
    show_default=True,
    help="The support file.",
)
