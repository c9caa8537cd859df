"""The report as CSV in which no field is read as a formula by a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.text.json_values import row_json

# OWASP ASVS 1.2.10 and CWE-1236; the full-width forms are read as formulas by East Asian spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # so that spreadsheets read UTF-8

COLUMNS = (
    "article", "language", "title", "band", "unhelped", "yes", "no", "share", "low", "high", "below_target", "trend",
    "edited", "since_edit_yes", "since_edit_no", "verdict", "readers", "wrong_page", "contacts", "bounced", "sought",
    "reasons", "headings", "newest_comment", "owner", "kind", "topics", "url",
)  # fmt: skip


def as_csv(report: Report) -> str:
    """Return the rows as CSV with a header line; see `to_csv`."""
    return to_csv(COLUMNS, (_flatten_row(row) for row in report.rows))


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV (RFC 4180, every field quoted, UTF-8 byte order mark) in which no text begins like a formula."""
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([neutralise(row.get(column)) for column in columns])
    return BOM + target.getvalue()


def neutralise(value: Any) -> str:
    """Return a field's text; text that a spreadsheet would run gets an apostrophe in front, numbers stay numbers."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def _flatten_row(row: Row) -> dict[str, Any]:
    plain = row_json(row)
    return plain | {
        "topics": " ".join(row.topics),
        "since_edit_yes": plain["since_edit"]["yes"],
        "since_edit_no": plain["since_edit"]["no"],
        "verdict": row.verdict.outcome if row.verdict else None,
        "contacts": row.contact_clicks,
        "reasons": "; ".join(f"{reason}: {n}" for reason, n in row.reasons),
        "headings": "; ".join(f"{words}: {n}" for _, words, n in row.headings),
        "newest_comment": row.comments[0].text if row.comments else None,
    }
