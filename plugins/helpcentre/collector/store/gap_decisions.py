"""Decisions about gaps, one row per wording, which is stored as a hash."""

from collections.abc import Iterable

from helpcentre.collector.store.connection import Connection
from helpcentre.reporting.records import GapDecision


def write_gap_decisions(connection: Connection, decisions: Iterable[GapDecision]) -> None:
    """Store decisions in place of earlier ones about the same wordings; `new` removes them.

    Must be called inside a transaction.
    """
    for one in decisions:
        connection.execute("DELETE FROM gap_decision WHERE wording = ?", one.wording)
        if one.state != "new":
            connection.execute(
                "INSERT INTO gap_decision (wording, state, reason, article, at) VALUES (?, ?, ?, ?, ?)", *one
            )
