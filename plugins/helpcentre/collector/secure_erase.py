"""Clears erased words out of SQLite's files: the write-ahead log is emptied, and left-over copies are searched for.

SQLite overwrites what it deletes (`secure_delete`), but the log keeps former images of pages, and when the tree is
balanced a page may keep a copy of a row that has moved. So after an erasure the log is written back and truncated, the
file is searched for the erased rows, and only if one is found (about one in a thousand) is the file rebuilt. Rows that
were pruned by age are too many to be searched for: for them the file is rebuilt at most once a day.

Everything still to be done is in the database, so a crash delays it only until the next start. That begins by emptying
the log: a process that was killed leaves one behind.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.limits import DAY_MS

SEARCHED_ROWS = 50  # for more erased rows than this the file is rebuilt without a search
REBUILD_MS = DAY_MS
LONGEST_WAIT_SECONDS = 300


class SecureEraser:
    """Clears erased rows out of the files in the background; no answer ever waits for it."""

    def __init__(self, writer: Writer, store: Store, clock: Callable[[], int]) -> None:
        self._writer, self._store, self._clock = writer, store, clock
        self._erased: list[bytes] = []
        self._log_is_due = True
        self._failures, self._not_before = 0, float("-inf")

    @property
    def pending(self) -> int:
        """Return how many erased rows may still be in the files."""
        return len(self._erased)

    async def start(self) -> None:
        """Take up what the last process left undone."""
        self._erased = await self._writer.run(self._store.pending_wipes)

    def add_erased(self, ids: Sequence[bytes]) -> None:
        """Note the ids of rows that were erased."""
        self._erased += ids
        self._log_is_due = self._log_is_due or bool(ids)

    def add_pruned(self, rows: int) -> None:
        """Note how many rows and hashes were erased by age."""
        self._log_is_due = self._log_is_due or rows > 0

    async def step(self) -> None:
        """Do what is due; if another connection is reading an old state, try again later, after ever longer waits."""
        if not self._log_is_due or time.monotonic() < self._not_before:
            return
        ids, self._erased, self._log_is_due = self._erased, [], False
        try:
            is_done = await self._clear_rows(ids)
        except StoreUnavailableError:
            is_done = False
        if is_done:
            self._failures = 0
            return
        self._erased, self._log_is_due = ids + self._erased, True
        self._failures += 1
        self._not_before = time.monotonic() + min(2 ** (self._failures - 2), LONGEST_WAIT_SECONDS)

    async def _clear_rows(self, ids: list[bytes]) -> bool:
        """Return whether nothing of these rows, nor of pruned ones if their day has come, is left in the files."""
        connection, run = self._store.connection, self._writer.run
        if not await run(connection.empty_log):
            return False
        now = self._clock()
        if await run(lambda: self._store.is_rebuild_due(now, REBUILD_MS)) or await self._is_left(ids):
            if not await run(connection.rebuild):
                return False
            if not await run(connection.empty_log):
                return False
            await run(lambda: self._store.note_rebuild(now))
        if ids:
            await run(lambda: self._store.finish_wipes(ids))
        return True

    async def _is_left(self, ids: list[bytes]) -> bool:
        """Return whether one of these rows may still be in the file."""
        if len(ids) > SEARCHED_ROWS:
            return True
        return bool(ids) and await asyncio.to_thread(self._store.connection.file_contains, ids)
