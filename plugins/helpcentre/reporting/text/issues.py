"""Issues as text, plain values and CSV."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from helpcentre.language.strings import Strings
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text import formats
from helpcentre.reporting.text.csv_writer import to_csv
from helpcentre.reporting.triage import urgency_key

COLUMNS = (
    "issue", "title", "nature", "severity", "frequency", "status", "article", "language", "owner", "opened", "closed",
    "items",
)  # fmt: skip


def issue_json(issue: Issue) -> dict[str, Any]:
    """Return an issue as plain values; `frequency` is the number of linked items of the last 30 days."""
    return {
        "issue": f"F-{issue.issue}",
        "title": issue.title,
        "nature": issue.nature,
        "severity": issue.severity,
        "frequency": issue.frequency,
        "status": issue.status,
        "article": issue.article,
        "language": issue.language,
        "owner": issue.owner,
        "opened": issue.opened.isoformat(),
        "closed": issue.closed.isoformat() if issue.closed else None,
        "items": list(issue.items),
    }


def issue_from_json(value: Mapping[str, Any]) -> Issue:
    """Return the issue that `issue_json` wrote; with a read-only key `items` is only a number."""
    items = value["items"]
    return Issue(
        issue=int(value["issue"].removeprefix("F-")),
        title=value["title"],
        nature=value["nature"],
        severity=value["severity"],
        status=value["status"],
        article=value["article"],
        language=value["language"],
        owner=value["owner"],
        opened=datetime.fromisoformat(value["opened"]),
        closed=datetime.fromisoformat(value["closed"]) if value["closed"] else None,
        items=tuple(items) if isinstance(items, list) else (),
        frequency=value["frequency"],
    )


def issues_csv(issues: Sequence[Issue]) -> str:
    """Return the issues as CSV in which no title begins like a formula; `items` is the number of linked ones."""
    rows = [issue_json(issue) | {"items": len(issue.items)} for issue in sorted(issues, key=urgency_key)]
    return to_csv(COLUMNS, rows)


def issues_text(issues: Sequence[Issue], words: Strings) -> str:
    """Return the issues as text, one line each, most urgent first."""
    if not issues:
        return words["report.triage.none"] + "\n"
    lines = []
    for issue in sorted(issues, key=urgency_key):
        place = f"{issue.article} ({issue.language})" if issue.language else issue.article or formats.DASH
        facts = (
            words[f"report.status.{issue.status}"],
            words[f"report.nature.{issue.nature}"],
            words.text("report.severity_of", n=issue.severity),
            words.text("report.frequency_of", n=issue.frequency),
            issue.owner or formats.DASH,
        )
        lines.append(f"F-{issue.issue:<5} {formats.plain(issue.title)}\n        {place} · {' · '.join(facts)}")
    return "\n".join(lines) + "\n"
