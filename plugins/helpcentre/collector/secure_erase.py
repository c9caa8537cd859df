"""Erased means gone from the files too, soon after: the write-ahead log is emptied, stale copies are looked for.

SQLite overwrites what it deletes (`secure_delete`), but the log keeps former images of the pages, and when the tree is
balanced a page may keep a copy of a row that has moved. So after an erasure the log is written back and cut to nothing,
the file is searched for the erased rows, and only if one is still there (about one in a thousand) it is rebuilt.
Rows that were pruned by age are too many to be searched for: for them it is rebuilt at most once a day.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from helpcentre.collector.items import StoreUnavailableError
from helpcentre.collector.store.base import Store
from helpcentre.collector.writer import Writer

SEARCHED = 50  # more erased rows than this are not searched for one by one
REBUILD_SECONDS = 24 * 3600
LONGEST_WAIT = 300


class Wiper:
    """Notes what was erased and clears it out of the files in its own time, never while an answer waits for it."""

    def __init__(self, writer: Writer, store: Store) -> None:
        self._writer, self._store = writer, store
        self._rows: list[bytes] = []
        self._log_is_due = self._pruned = False
        self._rebuilt = self._not_before = float("-inf")
        self._tries = 0

    def erased(self, rows: Sequence[bytes]) -> None:
        """Note the ids of rows that were erased."""
        self._rows += rows
        self._log_is_due = self._log_is_due or bool(rows)

    def pruned(self, rows: int, hashes: int) -> None:
        """Note how many rows were pruned by age, and how many hashes with their salts."""
        self._pruned = self._pruned or rows > 0
        self._log_is_due = self._log_is_due or rows + hashes > 0

    async def step(self) -> None:
        """Do what is due; what cannot be done now, because somebody reads an old state, is tried again, ever later."""
        if not self._log_is_due or time.monotonic() < self._not_before:
            return
        rows, self._rows, self._log_is_due = self._rows, [], False
        done = False
        with suppress(StoreUnavailableError):
            done = await self._clear(rows)
        self._tries = 0 if done else self._tries + 1
        if not done:
            self._rows += rows
            self._log_is_due = True
            self._not_before = time.monotonic() + min(2 ** (self._tries - 2), LONGEST_WAIT)

    async def _clear(self, rows: list[bytes]) -> bool:
        connection, run = self._store.connection, self._writer.run
        if not await run(connection.empty_log):
            return False
        whole = self._pruned and time.monotonic() - self._rebuilt > REBUILD_SECONDS
        if not whole and not (
            rows and (len(rows) > SEARCHED or await asyncio.to_thread(connection.file_contains, rows))
        ):
            return True
        if not await run(connection.rebuild):
            return False
        self._pruned, self._rebuilt = False, time.monotonic()
        return await run(connection.empty_log)
