"""Decisions about quarantined items, by their time; each can be undone for `UNDO_MS`."""

from dataclasses import dataclass
from typing import Literal

from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import DAY_MS

Action = Literal["release", "discard"]
UNDO_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: when (Unix milliseconds), what, and about how many items."""

    at: int
    action: Action
    items: int


@dataclass(frozen=True, slots=True)
class Record:
    """The decision about one item, and the state and signals it had before."""

    action: Action
    state: int
    signals: str


def add_record(connection: Connection, at: int, identity: bytes, record: Record) -> None:
    """Note what the decision made `at` a time has changed about an item; must be called inside a transaction."""
    connection.execute(
        "INSERT INTO decision (at, id, action, state, signals) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        at, identity, record.action, record.state, record.signals,
    )  # fmt: skip


def take_record(connection: Connection, at: int, identity: bytes) -> Record | None:
    """Return what was noted about an item and delete it; None if there is nothing (any more)."""
    rows = connection.rows("SELECT action, state, signals FROM decision WHERE at = ? AND id = ?", at, identity)
    connection.execute("DELETE FROM decision WHERE at = ? AND id = ?", at, identity)
    return Record(*rows[0]) if rows else None


def read_decisions(connection: Connection, now: int) -> list[Decision]:
    """Return the decisions that can still be undone at `now`, the newest first."""
    rows = connection.rows(
        "SELECT at, action, COUNT(*) FROM decision WHERE at > ? GROUP BY at, action ORDER BY at DESC", now - UNDO_MS
    )
    return [Decision(at, action, number) for at, action, number in rows]


def read_decided(connection: Connection, at: int) -> list[bytes]:
    """Return the ids of the items of one decision."""
    return [bytes(row[0]) for row in connection.rows("SELECT id FROM decision WHERE at = ? ORDER BY id", at)]


def forget_decisions(connection: Connection, now: int) -> int:
    """Delete the decisions that can no longer be undone; return how many rows that were."""
    return connection.execute("DELETE FROM decision WHERE at <= ?", now - UNDO_MS)
