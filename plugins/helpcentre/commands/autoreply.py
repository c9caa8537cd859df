"""`helpcentre autoreply`: the text to paste into a mail tool, or the reply to a message of one instant."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from helpcentre.language.strings import locale
from helpcentre.support.autoreply import autoreply
from helpcentre.support.load import as_instant, load_support


def run(support_file: Path, channel: str, language: str, at: str | None, *, as_json: bool) -> None:
    """Print the reply; with `at` (an instant) it names the time of the answer."""
    locale(language)
    support = load_support(support_file)
    now = as_instant(at, ZoneInfo(support.file.default_time_zone or "UTC")) if at else datetime.now(UTC)
    text = autoreply(support, channel, language, now, dated=at is not None)
    if as_json:
        print(json.dumps({"channel": channel, "language": language, "text": text}, ensure_ascii=False))
    else:
        print(text, end="")
