"""Queue and commit: one thread writes whatever waits in one transaction, and acknowledges it only after its COMMIT.

Group commit without a timer: while one commit waits for the disk, the next batch gathers. Items are passed to the
thread as soon as one turn of the event loop adds nothing more (a single item at once), or when they fill a batch:
otherwise reading and writing would compete for the interpreter's lock, and an item in a batch of 64 costs half as much
as one in a batch of 16. If more than `limit` items are waiting, new ones are refused, so that memory stays bounded and
the client tries again later.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from helpcentre.collector.errors import BusyError, StoreUnavailableError, UnfitError
from helpcentre.collector.items import Item, Outcome
from helpcentre.collector.metrics import Histogram

BATCH = 256
QUEUE_LIMIT = 2_000

Result = TypeVar("Result")


class ItemStore(Protocol):
    """A store that items can be written to."""

    def write(self, items: Sequence[Item]) -> list[Outcome]:
        """Store a batch in one transaction; when this returns, it is on the disk."""
        ...


class _Job(Struct, eq=False):
    """Items to store, or (`call`) anything else that uses the store; `future` belongs to the event loop's thread."""

    items: Sequence[Item]
    call: Callable[[], Any] | None
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Owns the store while it runs; `healthy` is false from a failed write until one works again."""

    def __init__(self, store: ItemStore, *, limit: int = QUEUE_LIMIT, batch: int = BATCH) -> None:
        self.store = store
        self.healthy = True
        self.busy_since: float | None = None  # `time.monotonic()` when the current transaction or call began
        self.waiting = 0
        self.batches = 0
        self.commits = Histogram()
        self._limit = limit
        self._batch = batch
        self._gathered: list[_Job] = []  # used only in the event loop's thread
        self._jobs: SimpleQueue[list[_Job] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run_thread, name="writer", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    async def stop(self) -> None:
        """Write what is waiting and end the thread."""
        self._pass_to_thread()
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def submit(self, items: Sequence[Item]) -> asyncio.Future[list[Outcome]]:
        """Store items; the future has their outcomes once they are on the disk, or a StoreUnavailableError.

        Raises BusyError if too many items are waiting.
        """
        if self.waiting + len(items) > self._limit:
            raise BusyError("too many items are waiting to be written", retry_after=2)
        self.waiting += len(items)
        return self._enqueue_job(items, None)

    def run(self, call: Callable[[], Result]) -> asyncio.Future[Result]:
        """Run anything else that uses the store, between two batches."""
        return self._enqueue_job((), call)

    def _enqueue_job(self, items: Sequence[Item], call: Callable[[], Any] | None) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        if not self._gathered:
            loop.call_soon(self._wait_for_more, 0)
        self._gathered.append(_Job(items, call, future))
        if len(self._gathered) >= self._batch:
            self._pass_to_thread()
        return future

    def _wait_for_more(self, before: int) -> None:
        """Pass the gathered jobs on once a turn of the event loop adds none."""
        if len(self._gathered) > before:
            asyncio.get_running_loop().call_soon(self._wait_for_more, len(self._gathered))
        else:
            self._pass_to_thread()

    def _pass_to_thread(self) -> None:
        if self._gathered:
            self._jobs.put(self._gathered)
            self._gathered = []

    def _run_thread(self) -> None:
        waiting: deque[_Job] = deque()
        while self._receive_jobs(waiting):
            self.busy_since = time.monotonic()
            self._do_jobs(self._take_batch(waiting))
            self.busy_since = None

    def _receive_jobs(self, waiting: deque[_Job]) -> bool:
        """Add the jobs that were passed on, blocking only if there are none; return whether there are any now."""
        stop = False
        with suppress(Empty):
            while not stop:
                jobs = self._jobs.get(block=not waiting)
                waiting.extend(jobs or ())
                stop = jobs is None
        if stop:
            self._jobs.put(None)  # seen again once the rest is written
        return bool(waiting)

    def _take_batch(self, waiting: deque[_Job]) -> list[_Job]:
        """Take the next call, or as many items as one transaction holds."""
        jobs = [waiting.popleft()]
        if jobs[0].call is not None:
            return jobs
        size = len(jobs[0].items)
        while waiting and waiting[0].call is None and size < self._batch:
            jobs.append(waiting.popleft())
            size += len(jobs[-1].items)
        return jobs

    def _do_jobs(self, jobs: list[_Job]) -> None:
        try:
            if jobs[0].call is not None:
                jobs[0].result = jobs[0].call()
            else:
                self._store_items(jobs)
        except Exception as error:
            unavailable = isinstance(error, StoreUnavailableError) and not isinstance(error, UnfitError)
            if len(jobs) > 1 and not unavailable:  # one item the database refuses must not cost its neighbours
                for job in jobs:
                    self._do_jobs([job])
                return
            self.healthy = self.healthy and not unavailable
            for job in jobs:
                job.error = error
        jobs[0].future.get_loop().call_soon_threadsafe(self._resolve_futures, jobs)

    def _store_items(self, jobs: list[_Job]) -> None:
        begun = time.monotonic()
        outcomes = iter(self.store.write([item for job in jobs for item in job.items]))
        self.commits.observe(time.monotonic() - begun)
        for job in jobs:
            job.result = [next(outcomes) for _ in job.items]
        self.batches += 1
        self.healthy = True

    def _resolve_futures(self, jobs: list[_Job]) -> None:
        for job in jobs:
            self.waiting -= len(job.items)
            if job.future.done():  # nobody waits for it any more
                continue
            if job.error is not None:
                job.future.set_exception(job.error)
            else:
                job.future.set_result(job.result)
