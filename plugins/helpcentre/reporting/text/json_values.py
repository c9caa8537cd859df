"""The report as plain values for JSON. Names are frozen: fields may be added, never renamed."""

from typing import Any

from helpcentre.reporting.records import CommentRecord
from helpcentre.reporting.report_model import EditEffect, Report, Row, TroubleshooterRuns


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values; shares are 0 to 1, `unhelped` is readers per month."""
    return {
        "site": report.site,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "days": report.days,
        "language": report.language,
        "target": report.target,
        "prior": [_round_value(report.prior.a), _round_value(report.prior.b)],
        "readers_from": report.readers_from,
        "quarantined": report.quarantined,
        "rows": [row_json(row) for row in report.rows],
        "articles": [
            {
                "article": one.article,
                "languages": list(one.languages),
                "yes": one.yes,
                "no": one.no,
                "unhelped": _round_value(one.unhelped),
            }
            for one in report.rollups
        ],
        "not_read": [
            {"article": one.article, "language": one.language, "title": one.title, "url": one.url}
            for one in report.silent
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
        "current": {"yes": int(row.current.yes), "no": int(row.current.no)},
        "share": _round_or_none(row.share),
        "low": _round_value(row.low),
        "high": _round_value(row.high),
        "unhelped": _round_value(row.unhelped),
        "at_least": row.unhelped_rounded_down,
        "below_target": _round_value(row.below_target),
        "readers": row.readers,
        "wrong_page": row.wrong_page,
        "trend": row.trend,
        "trend_sure": _round_value(row.trend_sure),
        "trend_weeks": list(row.trend_weeks),
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
        "troubleshooter": None if row.runs is None else runs_json(row.runs),
    }


def runs_json(runs: TroubleshooterRuns) -> dict[str, Any]:
    """Return the runs of a troubleshooter as plain values."""
    return {
        "entered": runs.entered,
        "solved": runs.solved,
        "contacted": runs.contacted,
        "stopped": runs.stopped,
        "steps": [
            {
                "id": step.step,
                "question": step.question,
                "reached": step.reached,
                "solved": step.solved,
                "contacted": step.contacted,
                "stopped": step.stopped,
                "weak": step.is_weak,
            }
            for step in runs.steps
        ],
    }


def verdict_json(verdict: EditEffect | None) -> dict[str, Any] | None:
    """Return a verdict as plain values, or None for an article that was never edited."""
    if verdict is None:
        return None
    return {
        "outcome": verdict.outcome,
        "since": verdict.since.date().isoformat(),
        "version": verdict.version,
        "before": {"yes": int(verdict.before.yes), "no": int(verdict.before.no)},
        "after": {"yes": int(verdict.after.yes), "no": int(verdict.after.no)},
        "sure_better": _round_value(verdict.effect.above_zero),
        "needed": verdict.needed,
        "effect": _round_value(verdict.effect.mean),
        "low": _round_value(verdict.effect.interval.low),
        "high": _round_value(verdict.effect.interval.high),
        "through": verdict.through.isoformat(),
        "site_movement": _round_value(verdict.movement),
        "edits": verdict.edits,
    }


def comment_json(comment: CommentRecord) -> dict[str, Any]:
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


def _round_value(value: float) -> float:
    return round(value, 4)


def _round_or_none(value: float | None) -> float | None:
    return None if value is None else _round_value(value)
