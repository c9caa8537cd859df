"""One thread that writes: whatever waits goes into one transaction, and is acknowledged only after its COMMIT.

Group commit without a timer: while one commit waits for the disk, the next batch gathers by itself. A lone item is
written at once. More than `limit` waiting items are refused, so that memory stays bounded and the client tries later.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from helpcentre.collector.items import BusyError, Item, Outcome, StoreUnavailableError
from helpcentre.collector.store.base import Store

BATCH = 256
LIMIT = 2_000

Result = TypeVar("Result")


@dataclass(slots=True)
class _Job:
    """Items to store, or (`call`) anything else that uses the store; `future` belongs to `loop`."""

    items: Sequence[Item]
    call: Callable[[], Any] | None
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Owns the store while it runs; `healthy` is false from a failed write until one works again."""

    def __init__(self, store: Store, *, limit: int = LIMIT, batch: int = BATCH) -> None:
        self.store = store
        self.healthy = True
        self.waiting = 0
        self.batches = 0
        self._limit = limit
        self._batch = batch
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    async def stop(self) -> None:
        """Write what waits and end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    async def submit(self, items: Sequence[Item]) -> list[Outcome]:
        """Store items; returns their outcomes once they are on the disk, or raises StoreUnavailableError."""
        if self.waiting + len(items) > self._limit:
            raise BusyError("too many items wait to be written", retry_after=2)
        self.waiting += len(items)
        try:
            outcomes: list[Outcome] = await self._put(items, None)
        finally:
            self.waiting -= len(items)
        return outcomes

    async def run(self, call: Callable[[], Result]) -> Result:
        """Run anything else that uses the store, between two batches."""
        result: Result = await self._put((), call)
        return result

    def _put(self, items: Sequence[Item], call: Callable[[], Any] | None) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._jobs.put(_Job(items, call, loop, future))
        return future

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            stop, after = self._gather(jobs := [job])
            self._do(jobs)
            if after is not None:
                self._do([after])
            if stop:
                break

    def _gather(self, jobs: list[_Job]) -> tuple[bool, _Job | None]:
        """Add what waits to a batch; returns whether to stop, and a call that comes after the batch."""
        if jobs[0].call is not None:
            return False, None
        size = len(jobs[0].items)
        while size < self._batch:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return True, None
            if job.call is not None:
                return False, job
            jobs.append(job)
            size += len(job.items)
        return False, None

    def _do(self, jobs: list[_Job]) -> None:
        try:
            if jobs[0].call is not None:
                jobs[0].result = jobs[0].call()
            else:
                self._store(jobs)
        except StoreUnavailableError as error:
            self.healthy = False
            for job in jobs:
                job.error = error
        except Exception as error:
            if len(jobs) > 1:  # one item the database will not take must not cost its neighbours
                for job in jobs:
                    self._do([job])
                return
            jobs[0].error = error
        jobs[0].loop.call_soon_threadsafe(_deliver, jobs)

    def _store(self, jobs: list[_Job]) -> None:
        outcomes = iter(self.store.write([item for job in jobs for item in job.items]))
        for job in jobs:
            job.result = [next(outcomes) for _ in job.items]
        self.batches += 1
        self.healthy = True


def _deliver(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
