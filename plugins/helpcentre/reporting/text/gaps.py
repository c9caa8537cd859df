"""The search gaps as text, Markdown, CSV and plain values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from helpcentre.language.strings import Strings
from helpcentre.reporting.report_model import Gap
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.csv_writer import to_csv
from helpcentre.reporting.text.markdown_table import escape_markdown

WORDINGS_SHOWN = 4
COLUMNS = (
    "number", "language", "query", "readers", "reworded", "missing", "first", "last", "likely", "wordings", "abandoned",
    "contacted", "state", "reason", "answer", "decided", "readers_since", "helped", "arrived", "proposed",
)  # fmt: skip


def gap_json(gap: Gap) -> dict[str, Any]:
    """Return one gap as plain values."""
    return {
        "number": gap.number,
        "language": gap.language,
        "query": gap.query,
        "wordings": [{"text": text, "n": n} for text, n in gap.wordings],
        "readers": gap.readers,
        "reworded": gap.reworded,
        "missing": gap.missing,
        "first": gap.first.isoformat(),
        "last": gap.last.isoformat(),
        "likely": gap.likely,
        "abandoned": gap.abandoned,
        "contacted": gap.contacted,
        "state": gap.state,
        "reason": gap.reason,
        "answer": gap.answer,
        "decided": gap.decided.isoformat() if gap.decided else None,
        "readers_since": gap.readers_since,
        "helped": gap.helped,
        "arrived": gap.arrived,
        "proposed": gap.is_proposed,
    }


def gaps_csv(gaps: Sequence[Gap]) -> str:
    """Return the gaps as CSV in which no query begins like a formula."""
    rows = [gap_json(gap) | {"wordings": "; ".join(f"{text}: {n}" for text, n in gap.wordings)} for gap in gaps]
    return to_csv(COLUMNS, rows)


def gaps_text(gaps: Sequence[Gap], today: date, words: Strings) -> str:
    """Return the gaps as text, two to four lines each."""
    if not gaps:
        return words["report.gaps.none"] + "\n"
    lines = [words["report.gaps.title"], ""]
    for gap in gaps:
        lines += [f"{gap.number:>3}. “{formats.plain(gap.query)}” ({gap.language})"]
        lines += [f"     {say.gap_counts(gap, today, words)}"]
        others = ", ".join(f"“{formats.plain(text)}” {n}" for text, n in gap.wordings[1:WORDINGS_SHOWN])
        if others:
            lines.append(f"     {words['report.gaps.also']}: {others}")
        if decision := say.gap_decision(gap, words):
            lines.append(f"     {decision}")
        elif gap.likely:
            lines.append(f"     {words['report.gaps.likely']}: {gap.likely}")
            if gap.is_proposed:
                lines.append(f"     {words.text('report.gaps.proposed', n=gap.arrived)}")
    return "\n".join(lines) + "\n"


def gaps_markdown(gaps: Sequence[Gap], today: date, words: Strings) -> str:
    """Return the gaps as a Markdown list."""
    lines = [f"## {escape_markdown(words['report.gaps.title'])}", ""]
    lines += [
        f"- **{escape_markdown(gap.query)}** ({gap.language}): {escape_markdown(say.gap_counts(gap, today, words))}"
        for gap in gaps
    ]
    return "\n".join(lines if gaps else [*lines, escape_markdown(words["report.gaps.none"])]) + "\n"
