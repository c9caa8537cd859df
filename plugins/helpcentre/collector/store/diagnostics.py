"""Facts about a database for `helpcentre doctor`; every function only reads."""

from typing import NamedTuple

from helpcentre.collector.items import QUARANTINED
from helpcentre.collector.store.connection import Connection


class ItemFacts(NamedTuple):
    """The number of items, those dated after a time, and when the newest of the others was received (Unix ms)."""

    total: int
    from_the_future: int
    newest: int | None


class RecentFacts(NamedTuple):
    """The items received since a time, and how many of them are in quarantine."""

    received: int
    quarantined: int


def read_item_facts(connection: Connection, latest: int) -> ItemFacts:
    """Return facts about all items; those received after `latest` (Unix ms) are from the future."""
    row = connection.rows(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN received > ? THEN 1 ELSE 0 END), 0), "
        "MAX(CASE WHEN received <= ? THEN received END) FROM item",
        latest, latest,
    )[0]  # fmt: skip
    return ItemFacts(int(row[0]), int(row[1]), None if row[2] is None else int(row[2]))


def read_recent_facts(connection: Connection, since: int) -> RecentFacts:
    """Return facts about the items received since a time (Unix ms)."""
    row = connection.rows(
        f"SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = {QUARANTINED} THEN 1 ELSE 0 END), 0) FROM item "  # noqa: S608
        "WHERE received >= ?",
        since,
    )[0]
    return RecentFacts(int(row[0]), int(row[1]))
