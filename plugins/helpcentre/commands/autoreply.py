"""`helpcentre autoreply`: a text to paste into a mail tool, or the reply to one message."""

import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from helpcentre.commands.support_strings import read_support_strings
from helpcentre.commands.time_option import resolve_time
from helpcentre.language.locales import locale
from helpcentre.support.autoreply import autoreply
from helpcentre.support.load import load_support


def run(support_file: Path, channel: str, language: str, at: str | None, *, as_json: bool) -> None:
    """Print the reply; with `at`, the time of the message, it gives the time of the answer.

    For a place that is not a channel a note is printed on standard error as well, so that a misspelt name is noticed
    and does not end up as "we can't answer questions here" in the shop's own mailbox.
    """
    locale(language)
    support = load_support(support_file)
    known = ", ".join(support.channels)
    if not channel.strip():
        raise click.UsageError(f"--channel is blank. Use one of {known}.")
    now = resolve_time(at, ZoneInfo(support.file.default_time_zone or "UTC"))
    words = read_support_strings(support_file, language)
    text = autoreply(support, channel, words, now, dated=at is not None)
    if channel not in support.channels:
        print(
            f"note: '{channel}' is not a channel in {support_file} (channels: {known}); this is the reply for places "
            "where you do not answer",
            file=sys.stderr,
        )
    if as_json:
        print(json.dumps({"channel": channel, "language": language, "text": text}, ensure_ascii=False))
    else:
        print(text, end="")
