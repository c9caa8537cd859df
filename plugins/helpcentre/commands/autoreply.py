"""`helpcentre autoreply`: the text to paste into a mail tool, or the reply to a message of one instant."""

import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from helpcentre.commands.hours import moment
from helpcentre.language.locales import locale
from helpcentre.support.autoreply import autoreply
from helpcentre.support.load import load_support


def run(support_file: Path, channel: str, language: str, at: str | None, *, as_json: bool) -> None:
    """Print the reply; with `at` (an instant) it names the time of the answer.

    The text for a place that is no channel comes with a note on stderr: a name mistyped beyond recognition must not end
    as "we do not answer here" in the shop's own mail.
    """
    locale(language)
    support = load_support(support_file)
    known = ", ".join(support.channels)
    if not channel.strip():
        raise click.UsageError(f"--channel is blank; write one of {known}")
    now = moment(at, ZoneInfo(support.file.default_time_zone or "UTC"))
    text = autoreply(support, channel, language, now, dated=at is not None)
    if channel not in support.channels:
        print(
            f"note: no channel '{channel}' in {support_file} (there are: {known}); this is the text for places where "
            "you do not answer",
            file=sys.stderr,
        )
    if as_json:
        print(json.dumps({"channel": channel, "language": language, "text": text}, ensure_ascii=False))
    else:
        print(text, end="")
