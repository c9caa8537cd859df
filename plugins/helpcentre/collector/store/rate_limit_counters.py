"""Counters of how much senders have used of their rate limits: shared by all collectors, and kept after a restart.

A counter has a name; its `span` is the number of the hour or day since 1970. Keys are hashes keyed with the day's salt.
They are kept until the next span, or as long as the salt if nobody sends anything.
"""

from collections.abc import Mapping

from helpcentre.collector.store.connection import Connection
from helpcentre.contract.limits import DAY_MS

SPANS = {"hour": 3_600_000, "day": DAY_MS, "quarantine": DAY_MS}  # the counters, with their spans in milliseconds
MOST = 1_000  # less than half of the smallest counter: taking them over pushes out nothing that is in use
LEAST = 3  # smaller numbers are not read back: no limit is that low, and most senders send no more


def add_usage(connection: Connection, counter: str, span: int, more: Mapping[bytes, int]) -> None:
    """Add to the numbers of a counter and forget its earlier spans; must be called inside a transaction."""
    connection.execute("DELETE FROM usage WHERE counter = ? AND span < ?", counter, span)
    connection.execute_many(
        "INSERT INTO usage (counter, span, key, n) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (counter, span, key) DO UPDATE SET n = usage.n + excluded.n",
        [(counter, span, key, n) for key, n in sorted(more.items())],
    )


def read_usage(connection: Connection, counter: str, span: int) -> dict[bytes, int]:
    """Return the highest numbers of a counter, at most `MOST` of them and none below `LEAST`."""
    rows = connection.rows(
        "SELECT key, n FROM usage WHERE counter = ? AND span = ? AND n >= ? ORDER BY n DESC, key LIMIT ?",
        counter, span, LEAST, MOST,
    )  # fmt: skip
    return {bytes(key): n for key, n in rows}


def erase_expired_usage(connection: Connection, before: int, after: int) -> None:
    """Delete the numbers of spans that ended before a time or begin after another (Unix ms)."""
    for counter, ms in SPANS.items():
        connection.execute(
            "DELETE FROM usage WHERE counter = ? AND (span < ? OR span > ?)", counter, before // ms, after // ms
        )
