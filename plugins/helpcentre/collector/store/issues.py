"""Issues: items that were filed together as one thing to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from helpcentre.collector.items import utc_datetime, uuid_text
from helpcentre.collector.store.connection import Connection
from helpcentre.reporting.records import Issue, IssueStatus, Nature

CHANGEABLE = ("title", "nature", "severity", "status", "owner")
CLOSED = ("fixed", "declined")
FREQUENCY_DAYS = 30


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
    """File items as a new issue and return its number; must be called inside a transaction."""
    closed = now if draft.status in CLOSED else None
    rows = connection.rows(
        "INSERT INTO issue (title, nature, severity, status, article, language, owner, opened, closed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING issue",
        draft.title, draft.nature, draft.severity, draft.status, draft.article, draft.language, draft.owner,
        now, closed,
    )  # fmt: skip
    link_items(connection, rows[0][0], items, now)
    return int(rows[0][0])


def change_issue(connection: Connection, issue: int, now: int, changes: Mapping[str, Any]) -> bool:
    """Change the columns of an issue named in CHANGEABLE; `status` sets the closing time, too.

    Returns whether there is such an issue. Must be called inside a transaction.
    """
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"an issue has no {', '.join(sorted(unknown))}")
    values = dict(changes)
    if "status" in values:
        values["closed"] = now if values["status"] in CLOSED else None
    if not values:
        return bool(connection.rows("SELECT 1 FROM issue WHERE issue = ?", issue))
    assignments = ", ".join(f"{column} = ?" for column in values)
    return connection.execute(f"UPDATE issue SET {assignments} WHERE issue = ?", *values.values(), issue) > 0  # noqa: S608


def link_items(connection: Connection, issue: int, items: Sequence[bytes], now: int) -> None:
    """Add items to an issue; items already linked stay as they are. Must be called inside a transaction."""
    sql = "INSERT INTO issue_item (issue, id, linked) VALUES (?, ?, ?) ON CONFLICT (issue, id) DO NOTHING"
    connection.execute_many(sql, [(issue, identity, now) for identity in items])


def read_issues(connection: Connection, now: datetime) -> tuple[Issue, ...]:
    """Return every issue with its items; `frequency` counts those that occurred in the 30 days before `now`."""
    linked: dict[int, list[str]] = {}
    recent: dict[int, int] = {}
    since = int((now - timedelta(days=FREQUENCY_DAYS)).timestamp() * 1000)
    for issue, identity, occurred in connection.rows(
        "SELECT l.issue, l.id, i.occurred FROM issue_item l LEFT JOIN item i ON i.id = l.id "
        "ORDER BY l.issue, l.linked, l.id"
    ):
        linked.setdefault(issue, []).append(uuid_text(bytes(identity)))
        recent[issue] = recent.get(issue, 0) + (occurred is not None and occurred >= since)
    rows = connection.rows(
        "SELECT issue, title, nature, severity, status, article, language, owner, opened, closed FROM issue "
        "ORDER BY issue"
    )
    return tuple(
        Issue(
            issue, title, nature, severity, status, article, language, owner, utc_datetime(opened),
            utc_datetime(closed) if closed is not None else None,
            tuple(linked.get(issue, ())), recent.get(issue, 0),
        )
        for issue, title, nature, severity, status, article, language, owner, opened, closed in rows
    )  # fmt: skip
