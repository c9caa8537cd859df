"""One thread that writes: whatever waits goes into one transaction, and is acknowledged only after its COMMIT.

Group commit without a timer: while one commit waits for the disk, the next batch gathers by itself. What arrives is
handed over once a turn of the event loop brings nothing more (a lone item at once), or when it fills a batch: reading
and writing would only take the interpreter's lock from each other, and a batch of 64 costs half as much an item as one
of 16. More than `limit` waiting items are refused, so that memory stays bounded and the client tries later.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from helpcentre.collector.items import BusyError, Item, Outcome, StoreUnavailableError, UnfitError
from helpcentre.collector.store.base import Store

BATCH = 256
LIMIT = 2_000

log = logging.getLogger("helpcentre.collector")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Job:
    """Items to store, or (`call`) anything else that uses the store; `done` is called in the thread of `loop`."""

    items: Sequence[Item]
    call: Callable[[], Any] | None
    loop: asyncio.AbstractEventLoop
    done: Callable[[Any, BaseException | None], None]
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
        self._gathered: list[_Job] = []  # of the event loop's thread
        self._jobs: SimpleQueue[list[_Job] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    async def stop(self) -> None:
        """Write what waits and end the thread."""
        self._hand_over()
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    async def submit(self, items: Sequence[Item]) -> list[Outcome]:
        """Store items; returns their outcomes once they are on the disk, or raises StoreUnavailableError."""
        future: asyncio.Future[list[Outcome]] = asyncio.get_running_loop().create_future()
        self.submit_then(items, _fulfil(future))
        return await future

    def submit_then(self, items: Sequence[Item], then: Callable[[Any, BaseException | None], None]) -> None:
        """Store items and call `then` with their outcomes, or with None and an error, once it is known which.

        Raises BusyError if too many items wait.
        """
        if self.waiting + len(items) > self._limit:
            raise BusyError("too many items wait to be written", retry_after=2)
        self.waiting += len(items)
        self._put(items, None, then)

    async def run(self, call: Callable[[], Result]) -> Result:
        """Run anything else that uses the store, between two batches."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._put((), call, _fulfil(future))
        return await future

    def _put(
        self,
        items: Sequence[Item],
        call: Callable[[], Any] | None,
        done: Callable[[Any, BaseException | None], None],
    ) -> None:
        loop = asyncio.get_running_loop()
        if not self._gathered:
            loop.call_soon(self._gather, 0)
        self._gathered.append(_Job(items, call, loop, done))
        if len(self._gathered) >= self._batch:
            self._hand_over()

    def _gather(self, before: int) -> None:
        """Hand over what was gathered, once a turn of the loop brings no more."""
        if len(self._gathered) > before:
            asyncio.get_running_loop().call_soon(self._gather, len(self._gathered))
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._gathered:
            self._jobs.put(self._gathered)
            self._gathered = []

    def _run(self) -> None:
        waiting: deque[_Job] = deque()
        while self._receive(waiting):
            self._do(self._batch_of(waiting))

    def _receive(self, waiting: deque[_Job]) -> bool:
        """Add what was handed over, and wait for it if there is nothing to do; tells whether there is now."""
        stop = False
        with suppress(Empty):
            while not stop:
                jobs = self._jobs.get(block=not waiting)
                waiting.extend(jobs or ())
                stop = jobs is None
        if stop:
            self._jobs.put(None)  # seen again once the rest is written
        return bool(waiting)

    def _batch_of(self, waiting: deque[_Job]) -> list[_Job]:
        """Take the next call, or as many items as one transaction takes."""
        jobs = [waiting.popleft()]
        if jobs[0].call is not None:
            return jobs
        size = len(jobs[0].items)
        while waiting and waiting[0].call is None and size < self._batch:
            jobs.append(waiting.popleft())
            size += len(jobs[-1].items)
        return jobs

    def _do(self, jobs: list[_Job]) -> None:
        try:
            if jobs[0].call is not None:
                jobs[0].result = jobs[0].call()
            else:
                self._store(jobs)
        except Exception as error:
            unavailable = isinstance(error, StoreUnavailableError) and not isinstance(error, UnfitError)
            if len(jobs) > 1 and not unavailable:  # one item the database will not take must not cost its neighbours
                for job in jobs:
                    self._do([job])
                return
            self.healthy = self.healthy and not unavailable
            for job in jobs:
                job.error = error
        jobs[0].loop.call_soon_threadsafe(self._deliver, jobs)

    def _store(self, jobs: list[_Job]) -> None:
        outcomes = iter(self.store.write([item for job in jobs for item in job.items]))
        for job in jobs:
            job.result = [next(outcomes) for _ in job.items]
        self.batches += 1
        self.healthy = True

    def _deliver(self, jobs: list[_Job]) -> None:
        for job in jobs:
            self.waiting -= len(job.items)
            try:
                job.done(job.result, job.error)
            except Exception:  # one reader's answer must not cost the others theirs
                log.exception("not_answered")


def _fulfil(future: asyncio.Future[Any]) -> Callable[[Any, BaseException | None], None]:
    def fulfil(result: Any, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    return fulfil
