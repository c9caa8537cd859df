"""The report for machines: JSON as plain values, CSV that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpcentre.reporting.records import Comment
from helpcentre.reporting.report import Report, Row
from helpcentre.reporting.verdicts import Verdict

# OWASP ASVS 1.2.10 and CWE-1236; the full-width forms are read as formulas by East Asian spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # so that spreadsheets read UTF-8

COLUMNS = (
    "article", "language", "title", "band", "unhelped", "yes", "no", "share", "low", "high", "below_target", "trend",
    "edited", "since_edit_yes", "since_edit_no", "verdict", "readers", "wrong_page", "contacts", "bounced", "sought",
    "reasons", "headings", "newest_comment", "owner", "kind", "topics", "url",
)  # fmt: skip


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values; shares are 0 to 1, `unhelped` is readers a month."""
    return {
        "site": report.site,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "days": report.days,
        "language": report.language,
        "target": report.target,
        "prior": [_round(report.prior.a), _round(report.prior.b)],
        "readers_from": report.readers_from,
        "quarantined": report.quarantined,
        "rows": [row_json(row) for row in report.rows],
        "articles": [
            {
                "article": one.article,
                "languages": list(one.languages),
                "yes": one.yes,
                "no": one.no,
                "unhelped": _round(one.unhelped),
            }
            for one in report.rollups
        ],
    }


def row_json(row: Row) -> dict[str, Any]:
    """Return one row as plain values."""
    return {
        "article": row.article,
        "language": row.language,
        "title": row.title,
        "url": row.url,
        "kind": row.kind,
        "topics": list(row.topics),
        "owner": row.owner,
        "live": row.live,
        "band": row.band,
        "fine": row.fine,
        "yes": row.yes,
        "no": row.no,
        "share": _maybe(row.share),
        "low": _round(row.low),
        "high": _round(row.high),
        "unhelped": _round(row.unhelped),
        "at_least": row.at_least,
        "below_target": _round(row.below_target),
        "readers": row.readers,
        "wrong_page": row.wrong_page,
        "trend": row.trend,
        "trend_sure": _round(row.trend_sure),
        "edited": row.edited.isoformat() if row.edited else None,
        "since_edit": {"yes": int(row.since_edit.yes), "no": int(row.since_edit.no)},
        "verdict": verdict_json(row.verdict),
        "reasons": dict(row.reasons),
        "headings": [{"id": name, "text": words, "no": n} for name, words, n in row.headings],
        "contacts": dict(row.contacts),
        "bounced": row.bounced,
        "sought": row.sought,
        "comments": [comment_json(comment) for comment in row.comments[:2]],
        "comment_count": len(row.comments),
        "issues": list(row.issues),
    }


def verdict_json(verdict: Verdict | None) -> dict[str, Any] | None:
    """Return a verdict as plain values, or None for an article that was never edited."""
    if verdict is None:
        return None
    return {
        "outcome": verdict.outcome,
        "since": verdict.since.date().isoformat(),
        "version": verdict.version,
        "before": {"yes": int(verdict.before.yes), "no": int(verdict.before.no)},
        "after": {"yes": int(verdict.after.yes), "no": int(verdict.after.no)},
        "sure_better": _round(verdict.sure),
        "needed": verdict.needed,
    }


def comment_json(comment: Comment) -> dict[str, Any]:
    """Return a comment as plain values."""
    return {
        "id": comment.id,
        "text": comment.text,
        "language": comment.language,
        "occurred": comment.occurred.isoformat(),
        "value": comment.value,
        "reason": comment.reason,
        "heading": comment.heading,
        "issue": comment.issue,
    }


def as_csv(report: Report) -> str:
    """Return the rows as CSV with a header line; see `to_csv`."""
    return to_csv(COLUMNS, (_flat(row) for row in report.rows))


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV (RFC 4180, every field quoted, UTF-8 mark first) in which no text begins like a formula."""
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([neutral(row.get(column)) for column in columns])
    return BOM + target.getvalue()


def neutral(value: Any) -> str:
    """Return a field's text; words that a spreadsheet would run get an apostrophe, numbers stay numbers."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def _flat(row: Row) -> dict[str, Any]:
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


def _round(value: float) -> float:
    return round(value, 4)


def _maybe(value: float | None) -> float | None:
    return None if value is None else _round(value)
