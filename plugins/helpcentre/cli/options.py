"""Options that several commands take, and their validation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click


def _config_option(*names: str) -> Callable[[Any], Any]:
    """Return `--config`, handed to the command under the name given (default: `config`)."""
    return click.option(
        "--config",
        *names,
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The configuration of the site.",
    )


config_option = _config_option()
config_file_option = _config_option("config_file")


def refuse_password(context: click.Context, option: click.Parameter, value: str) -> str:
    """Refuse a database address typed with a password: everybody on the machine can read the list of processes."""
    typed = context.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
    authority, _, query = value.partition("://")[2].partition("?")
    credentials = authority.rpartition("@")[0]
    if typed and (":" in credentials or any(name == "password" for name, _ in parse_qsl(query))):
        raise click.UsageError(
            f"{option.opts[0]} holds a password, and every user of this machine can see it there. Put the whole "
            "address into the variable HELPCENTRE_DATABASE and leave --database out; for copy, put the password into "
            "~/.pgpass.",
            context,
        )
    return value


def require_known_language(context: click.Context, option: click.Parameter, value: str) -> str:  # noqa: ARG001
    """Refuse a language the product does not speak."""
    from helpcentre.language.strings import known_languages

    if value not in known_languages():
        raise click.UsageError(f"--ui {value}: the words come in {', '.join(known_languages())}", context)
    return value


ui_option = click.option(
    "--ui",
    metavar="LANGUAGE",
    default="en",
    show_default=True,
    callback=require_known_language,
    help="The language of the words.",
)
database_option = click.option(
    "--database",
    envvar="HELPCENTRE_DATABASE",
    callback=refuse_password,
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
