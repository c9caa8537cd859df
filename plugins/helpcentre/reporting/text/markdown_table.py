"""Rows of the report as a Markdown table, and the escaping of readers' words, so that they stay plain text."""

import re
from collections.abc import Sequence

from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Row
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say

_ENTITIES = {"&": "&amp;", "<": "&lt;", "@": "&#64;", "#": "&#35;"}


def article_table(rows: Sequence[Row], words: Strings) -> list[str]:
    """Return the rows as a Markdown table."""
    heads = ("report.col.article", "report.col.band", "report.col.unhelped", "report.col.helpful", "report.col.votes")
    lines = ["| " + " | ".join(escape_markdown(words[head]) for head in heads) + " |", "|---|---|--:|---|---|"]
    for row in rows:
        cells = (
            escape_markdown(say.title(row)),
            escape_markdown(say.band(row, words)),
            str(row.unhelped_rounded_down),
            escape_markdown(say.helpful(row, words).partition(": ")[2]),
            escape_markdown(words.text("report.votes", yes=row.yes, no=row.no)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no mention, no issue link."""
    quoted = "".join(_ENTITIES.get(sign, sign) for sign in formats.plain(text))
    return re.sub(r"&(amp|lt|#64|#35);|[\\`*_{}\[\]()+\-.!|~>]", _escape_match, quoted)


def _escape_match(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"
