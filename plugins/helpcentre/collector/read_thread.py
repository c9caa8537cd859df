"""Read the store alongside the writer: one thread with its own connection, opened when first needed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError

Result = TypeVar("Result")


class ReadThread:
    """Runs reads of the store one after another, so that reports never delay a vote."""

    def __init__(self, store: Store) -> None:
        self._writing = store
        self._store: Store | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="read")

    async def run(self, call: Callable[[Store], Result]) -> Result:
        """Return what the call reads. Raises StoreUnavailableError if the database cannot be read."""

        def work() -> Result:
            if self._store is None:
                try:
                    self._store = Store(self._writing.connection.reconnect())
                except HelpCentreError as error:
                    raise StoreUnavailableError(str(error)) from error
            return call(self._store)

        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """End the thread and close its connection."""
        self._thread.shutdown(wait=True)
        if self._store is not None:
            self._store.close()
            self._store = None
