"""The report as CSV."""

from typing import Any

from helpcentre.reporting.report_model import Report, Row
from helpcentre.reporting.text.csv_writer import to_csv
from helpcentre.reporting.text.json_values import row_json

COLUMNS = (
    "article", "language", "title", "band", "unhelped", "yes", "no", "share", "low", "high", "below_target", "trend",
    "edited", "since_edit_yes", "since_edit_no", "verdict", "readers", "wrong_page", "contacts", "bounced", "sought",
    "reasons", "headings", "newest_comment", "owner", "kind", "topics", "url",
)  # fmt: skip


def as_csv(report: Report) -> str:
    """Return the rows as CSV with a header line; see `to_csv`."""
    return to_csv(COLUMNS, (_flatten_row(row) for row in report.rows))


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
