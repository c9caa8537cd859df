"""Erase expired data: words, items, and the ids of erased items. The day sums are kept.

A clock that is wrong would erase too much, so retention is refused if the time is far past the last activity in
the database, or if most items would go at once; a person can confirm that it is right.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from helpcentre.collector.store.connection import Connection
from helpcentre.collector.store.decisions import forget_decisions
from helpcentre.collector.store.maintenance import REBUILD_DUE, RETENTION_RUN, read_number, write_number
from helpcentre.contract.limits import DAY_MS

CHUNK = 500  # rows per transaction, so that votes get in between
CLOCK_TOLERANCE_DAYS = 2  # a row dated further ahead than this was written by a clock that was wrong
ERASED_DAYS = 8  # a browser keeps what it could not send for seven days
SILENCE_DAYS = 30  # after a longer time without activity the clock has jumped, or the collector was off
MOST_SHARE, MOST_ROWS = 0.5, 500  # more than this share and this many items at once are not erased unasked


@dataclass(frozen=True, slots=True)
class Retention:
    """The days that words of comments and searches, items, and quarantined items are kept."""

    text_days: int = 180
    item_days: int = 400
    quarantine_days: int = 180


def find_doubt(connection: Connection, keep: Retention, now: int) -> str | None:
    """Return why retention should not be applied unasked at the time `now` (Unix ms), or None if it may be."""
    last_active = last_activity(connection)
    if last_active is not None and now - last_active > SILENCE_DAYS * DAY_MS:
        return (
            f"the clock says {_format_day(now)}, but the last activity in the database is of "
            f"{_format_day(last_active)}, {(now - last_active) // DAY_MS} days earlier"
        )
    expired, total = estimate_expired(connection, keep, now)
    if expired > MOST_ROWS and expired > total * MOST_SHARE:
        return f"about {expired:,} of {total:,} items would be erased at once"
    return None


def last_activity(connection: Connection) -> int | None:
    """Return when retention was last applied, or else when the newest item was received; None for an empty database.

    Once retention has been applied, items no longer count: those that arrive while the clock is wrong would confirm it.
    """
    if (run := read_number(connection, RETENTION_RUN)) is not None:
        return run
    newest = connection.rows("SELECT received FROM item ORDER BY seq DESC LIMIT 1")
    return int(newest[0][0]) if newest else None


def estimate_expired(connection: Connection, keep: Retention, now: int) -> tuple[int, int]:
    """Return about how many items have expired, and how many exist; both from the row numbers, which have gaps."""
    ends = connection.rows("SELECT MIN(seq), MAX(seq) FROM item")[0]
    if ends[0] is None:
        return 0, 0
    kept = connection.rows(
        "SELECT seq FROM item WHERE received >= ? AND received < ? ORDER BY seq LIMIT 1",
        now - keep.item_days * DAY_MS, now + CLOCK_TOLERANCE_DAYS * DAY_MS,
    )  # fmt: skip
    first_kept = kept[0][0] if kept else ends[1] + 1
    return int(first_kept - ends[0]), int(ends[1] - ends[0] + 1)


def prune_some(connection: Connection, keep: Retention, now: int) -> int:
    """Erase one chunk of expired data: words, items, ids of erased items.

    Returns how many rows changed, 0 when all is done; then the run is noted. Must be called inside a transaction.
    """
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
    if changed:
        write_number(connection, REBUILD_DUE, 1)
    changed += forget_decisions(connection, now)
    changed += connection.execute("DELETE FROM erased WHERE at < ?", now - ERASED_DAYS * DAY_MS)
    if not changed:
        write_number(connection, RETENTION_RUN, now)
    return changed


def _format_day(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
