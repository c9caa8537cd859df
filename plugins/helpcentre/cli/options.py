"""Options that several commands take, and their validation."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click


def _config_option(*names: str) -> Callable[[Any], Any]:
    """Return the option `--config`; `names` is the parameter of the command if it is not `config`."""
    return click.option(
        "--config",
        *names,
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="Configuration file of the site.",
    )


config_option = _config_option()
config_file_option = _config_option("config_file")


def refuse_password(context: click.Context, option: click.Parameter, value: str) -> str:
    """Refuse a database address with a password on the command line, where other users of the machine can see it."""
    typed = context.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
    authority, _, query = value.partition("://")[2].partition("?")
    credentials = authority.rpartition("@")[0]
    if typed and (":" in credentials or any(name == "password" for name, _ in parse_qsl(query))):
        raise click.UsageError(
            f"{option.opts[0]} contains a password, which every user of this machine can see. Put the whole address "
            "into the environment variable HELPCENTRE_DATABASE and leave out --database; for copy, put the password "
            "into ~/.pgpass.",
            context,
        )
    return value


def require_known_language(context: click.Context, option: click.Parameter, value: str) -> str:  # noqa: ARG001
    """Refuse a language in which the reports are not available."""
    from helpcentre.language.builtin import report_languages

    if value not in report_languages():
        raise click.UsageError(
            f"--ui: '{value}' is not available. Choose from {', '.join(report_languages())}.", context
        )
    return value


def require_safe_pattern(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse a regular expression that is not valid, or that could take too long to match."""
    if value is not None:
        from helpcentre.collector.intake.order_pattern import OrderPatternError, compile_order_pattern

        try:
            compile_order_pattern(value)
        except OrderPatternError as error:
            raise click.UsageError(f"{option.opts[0]}: {error}", context) from None
    return value


def find_support_file(context: click.Context, option: click.Parameter, value: Path | None) -> Path:  # noqa: ARG001
    """Return the path given; by default the support file in the content folder, or next to mkdocs.yml if only there."""
    inside, outside = Path("content/support.yml"), Path("support.yml")
    if value is not None:
        return value
    return outside if outside.is_file() and not inside.exists() else inside


ui_option = click.option(
    "--ui",
    metavar="LANGUAGE",
    default="en",
    show_default=True,
    callback=require_known_language,
    help="Language of the output, for example `it`.",
)
_FORWARD_OPTIONS = (
    click.option(
        "--forward-to",
        envvar="HELPCENTRE_FORWARD_TO",
        show_envvar=True,
        default="",
        metavar="ADDRESS",
        help="Where messages of the contact form go: mailto:help@example.com, or the https address of a webhook.",
    ),
    click.option(
        "--smtp",
        envvar="HELPCENTRE_SMTP",
        show_envvar=True,
        default="",
        metavar="URL",
        help="Mail server, smtps://user@host or smtp://user@host:587; its password is in HELPCENTRE_SMTP_PASSWORD.",
    ),
    click.option(
        "--mail-from",
        envvar="HELPCENTRE_MAIL_FROM",
        show_envvar=True,
        default="",
        metavar="ADDRESS",
        help="Sender of these e-mails (default: the address they go to).",
    ),
    click.option("--auto-reply", is_flag=True, help="Answer each message with the automatic reply of the site."),
)


def forward_options(command: Any) -> Any:
    """Add the options about where messages go; the command gets them as `forward`, a mapping of their values."""

    @wraps(command)
    def gather_options(*arguments: Any, **options: Any) -> Any:
        names = ("forward_to", "smtp", "mail_from", "auto_reply")
        return command(*arguments, forward={name: options.pop(name) for name in names}, **options)

    for option in reversed(_FORWARD_OPTIONS):
        gather_options = option(gather_options)
    return gather_options


database_option = click.option(
    "--database",
    envvar="HELPCENTRE_DATABASE",
    callback=refuse_password,
    default="sqlite:///data/feedback.db",
    show_default=True,
    show_envvar=True,
    help="sqlite:///file.db or postgresql://user@host/name; put a password into the environment variable.",
)
support_option = click.option(
    "--support",
    "support_file",
    type=click.Path(path_type=Path),
    callback=find_support_file,
    help="Path of the support file (default: content/support.yml, or support.yml if only that exists).",
)
