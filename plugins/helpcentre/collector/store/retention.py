"""Erasing what is older than it may be kept: words, items and the ids of erased items. The day sums stay for ever."""

from dataclasses import dataclass

from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import DAY_MS

CHUNK = 500  # rows per transaction, so that votes get in between
CLOCK_TOLERANCE_DAYS = 2  # a row dated further ahead than this was written by a clock that was wrong
ERASED_DAYS = 8  # a browser keeps what it could not send for seven days


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days comments' and searches' words, items, and quarantined items are kept."""

    text_days: int = 180
    item_days: int = 400
    quarantine_days: int = 180


def prune_some(connection: Connection, keep: Retention, now: int) -> int:
    """Erase one chunk of what is over age: words, items, tombstones; return how many rows changed (0: all done)."""
    text_before, item_before = now - keep.text_days * DAY_MS, now - keep.item_days * DAY_MS
    changed = connection.execute(
        "UPDATE item SET text = NULL, corrected = NULL WHERE seq IN "
        "(SELECT seq FROM item WHERE text IS NOT NULL AND kind IN ('comment', 'search') AND occurred < ? LIMIT ?)",
        text_before, CHUNK,
    )  # fmt: skip
    old_quarantine = "SELECT seq FROM item WHERE state = 2 AND occurred < ? LIMIT ?"
    changed += connection.execute(
        f"DELETE FROM item WHERE seq IN ({old_quarantine})",  # noqa: S608 - both parts are constants
        now - keep.quarantine_days * DAY_MS, CHUNK,
    )  # fmt: skip
    changed += connection.execute(
        "DELETE FROM item WHERE seq IN (SELECT seq FROM item WHERE received < ? AND seq < COALESCE("
        "(SELECT seq FROM item WHERE received >= ? AND received < ? ORDER BY seq LIMIT 1), 9223372036854775807) "
        "ORDER BY seq LIMIT ?)",  # rows of a clock that ran ahead do not hold up those behind them
        item_before, item_before, now + CLOCK_TOLERANCE_DAYS * DAY_MS, CHUNK,
    )  # fmt: skip
    changed += connection.execute("DELETE FROM erased WHERE at < ?", now - ERASED_DAYS * DAY_MS)
    return changed
