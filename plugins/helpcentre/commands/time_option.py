"""The option `--at` of the commands on hours: a date and time, or now."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from helpcentre.errors import HelpCentreError
from helpcentre.support.load import parse_time


def resolve_time(at: str | None, local: ZoneInfo) -> datetime:
    """Return the date and time of `--at` in UTC, or the current time if it is not given.

    Without an offset it is a local time of `local`. Raises UsageError if it is not valid.
    """
    if at is None:
        return datetime.now(UTC)
    try:
        return parse_time(at, local)
    except HelpCentreError as error:
        raise click.UsageError(f"--at: {error}") from None
