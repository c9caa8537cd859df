"""Issues: items filed together as one thing to do. Every function runs inside a transaction of its caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.collector.store.connection import Connection
from helpcentre.reporting.records import IssueStatus, Nature

CHANGEABLE = ("title", "nature", "severity", "status", "owner")


@dataclass(frozen=True, slots=True)
class Draft:
    """A new issue; severity 1 is the worst, 4 the least."""

    title: str
    nature: Nature
    severity: int
    status: IssueStatus = "open"
    article: str | None = None
    language: str | None = None
    owner: str | None = None


def open_issue(connection: Connection, draft: Draft, items: Sequence[bytes], now: int) -> int:
    """File items as a new issue; returns its number."""
    closed = now if draft.status in ("fixed", "declined") else None
    rows = connection.rows(
        "INSERT INTO issue (title, nature, severity, status, article, language, owner, opened, closed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING issue",
        draft.title, draft.nature, draft.severity, draft.status, draft.article, draft.language, draft.owner,
        now, closed,
    )  # fmt: skip
    link_items(connection, rows[0][0], items, now)
    return int(rows[0][0])


def change_issue(connection: Connection, issue: int, now: int, changes: Mapping[str, Any]) -> bool:
    """Change what may be changed; `status` sets the closing time too. Tells whether there is such an issue."""
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"an issue has no {', '.join(sorted(unknown))}")
    values = dict(changes)
    if "status" in values:
        values["closed"] = now if values["status"] in ("fixed", "declined") else None
    if not values:
        return bool(connection.rows("SELECT 1 FROM issue WHERE issue = ?", issue))
    assignments = ", ".join(f"{column} = ?" for column in values)
    return connection.execute(f"UPDATE issue SET {assignments} WHERE issue = ?", *values.values(), issue) > 0  # noqa: S608


def link_items(connection: Connection, issue: int, items: Sequence[bytes], now: int) -> None:
    """Add items to an issue; one that is linked already stays as it is."""
    sql = "INSERT INTO issue_item (issue, id, linked) VALUES (?, ?, ?) ON CONFLICT (issue, id) DO NOTHING"
    connection.many(sql, [(issue, identity, now) for identity in items])
