"""Reports at once whether items can be stored now: from what the writer last did, and from the free disk space.

Asking the database itself would wait as long as a lock is held. Instead every write reports how it went, and after a
failed one a small write is tried in the background until it works.
"""

import time
from contextlib import suppress
from typing import Literal

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer

STUCK_SECONDS = 2  # a write that takes longer waits for a lock or for a disk that does not respond
LEAST_FREE_BYTES, LEAST_FREE_SHARE = 16 * 1024 * 1024, 0.02  # whichever is less: space for the write-ahead log
Problem = Literal["write_failed", "write_stuck", "disk_full"]


class Health:
    """The health of a running collector."""

    def __init__(self, writer: Writer, store: Store) -> None:
        self._writer, self._store = writer, store

    def find_problems(self) -> list[Problem]:
        """Return why items cannot be stored now, or will soon not be; empty if all is well. Never waits."""
        found: list[Problem] = []
        if not self._writer.healthy:
            found.append("write_failed")
        begun = self._writer.busy_since
        if begun is not None and time.monotonic() - begun > STUCK_SECONDS:
            found.append("write_stuck")
        if is_disk_full(self._store):
            found.append("disk_full")
        return found

    async def probe(self) -> None:
        """After a failed write, try a small one, so that a collector that no longer gets any items recovers too."""
        if self._writer.healthy or self._writer.busy_since is not None:
            return
        with suppress(StoreUnavailableError):
            await self._writer.run(lambda: self._store.add_counters({"probes": 1}))
            self._writer.healthy = True


def is_disk_full(store: Store) -> bool:
    """Return whether the disk of the database is nearly full; false if the disk is another machine's."""
    space = store.connection.disk_space()
    if space is None:
        return False
    free, total = space
    return free < min(LEAST_FREE_BYTES, total * LEAST_FREE_SHARE)
