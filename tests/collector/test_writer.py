"""One thread writes whatever waits in one transaction; nothing is acknowledged before its commit."""

import asyncio
import threading
import time
from datetime import date

import pytest

from helpcentre.collector.errors import BusyError, StoreUnavailableError, UnfitError
from helpcentre.collector.writer import BATCH, Writer
from tests.collector.world import ALWAYS, item


def with_writer(store, work, **options):
    """Run a coroutine function with a running writer."""

    async def run():
        writer = Writer(store, **options)
        writer.start()
        try:
            return await work(writer)
        finally:
            await writer.stop()

    return asyncio.run(run())


class SlowStore:
    """A store whose commit takes until it is let go."""

    def __init__(self):
        self.let_go, self.batches = threading.Event(), []

    def write(self, items):
        self.batches.append(len(items))
        assert self.let_go.wait(10)
        return ["stored"] * len(items)


class CountingStore:
    """A store that notes the sizes of its batches, and raises an error for some items."""

    def __init__(self, error=None):
        self.error, self.batches = error, []

    def write(self, items):
        if self.error is not None and any(one.value == 9 for one in items):
            raise self.error
        self.batches.append(len(items))
        return [f"stored {one.value}" for one in items]


def test_nothing_is_acknowledged_before_its_commit():
    store = SlowStore()

    async def work(writer):
        future = writer.submit([item(1)])
        await asyncio.sleep(0.2)
        early = future.done()
        store.let_go.set()
        return early, await future

    assert with_writer(store, work) == (False, ["stored"])


def test_items_that_arrive_during_a_commit_are_the_next_transaction():
    store = SlowStore()

    async def work(writer):
        first = writer.submit([item(1)])
        while not store.batches:
            await asyncio.sleep(0.01)
        rest = [writer.submit([item(1)]) for _ in range(50)]
        await asyncio.sleep(0.1)
        store.let_go.set()
        return await asyncio.gather(first, *rest), writer.batches

    assert with_writer(store, work) == ([["stored"]] * 51, 2)
    assert store.batches == [1, 50]


def test_a_single_item_waits_for_no_timer(sqlite_store):
    async def work(writer):
        await writer.submit([item(1)])
        taken = []
        for number in range(20):
            begin = time.perf_counter()
            await writer.submit([item(1, who=number)])
            taken.append(time.perf_counter() - begin)
        return min(taken)  # the disk may be slow, a timer would be slow each time

    assert with_writer(sqlite_store, work) < 0.02


async def gather_items(*turns):
    """Return in how many portions items reach the thread that are submitted in turns of the event loop."""
    store = CountingStore()
    writer = Writer(store)
    waiting = []
    for number in turns:
        waiting += [writer.submit([item(1)]) for _ in range(number)]
        await asyncio.sleep(0)
    for _ in range(3):
        await asyncio.sleep(0)
    portions = writer._jobs.qsize()
    writer.start()
    outcomes = await asyncio.gather(*waiting)
    await writer.stop()
    assert outcomes == [["stored 1"]] * sum(turns)
    assert sum(store.batches) == sum(turns)
    return portions


@pytest.mark.parametrize(
    ("turns", "portions"),
    [((1,), 1), ((20, 20, 20, 4), 1), ((BATCH - 1, 3), 2), ((BATCH,), 1), ((2 * BATCH + 3,), 3)],
    ids=["a single one", "several turns", "a full batch and more", "just a full batch", "more than two"],
)
def test_items_that_arrive_without_a_pause_are_written_together_and_none_is_left_out(turns, portions):
    assert asyncio.run(gather_items(*turns)) == portions


@pytest.mark.parametrize(("sizes", "batches"), [([20] * 3, [40, 20]), ([1] * 3, [3]), ([32, 1, 1], [32, 2])])
def test_a_transaction_takes_no_further_request_once_it_is_full(sizes, batches):
    store = CountingStore()

    async def work():
        writer = Writer(store, batch=32)
        waiting = [writer.submit([item(number)] * size) for number, size in enumerate(sizes)]
        writer.start()
        outcomes = await asyncio.gather(*waiting)
        await writer.stop()
        return outcomes

    assert asyncio.run(work()) == [[f"stored {number}"] * size for number, size in enumerate(sizes)]
    assert store.batches == batches


def test_a_call_runs_between_two_batches_and_keeps_its_place():
    store = SlowStore()
    store.let_go.set()

    async def work(writer):
        before = writer.submit([item(1)])
        call = writer.run(lambda: list(store.batches))
        after = writer.submit([item(1), item(1)])
        return await asyncio.gather(before, call, after)

    assert with_writer(store, work) == [["stored"], [1], ["stored"] * 2]
    assert store.batches == [1, 2]


def test_the_error_of_a_call_is_raised_for_its_caller():
    async def work(writer):
        with pytest.raises(ZeroDivisionError):
            await writer.run(lambda: 1 // 0)
        with pytest.raises(StoreUnavailableError):
            await writer.run(raise_unavailable)
        return writer.healthy

    def raise_unavailable():
        raise StoreUnavailableError("locked")

    assert with_writer(CountingStore(), work) is False


def test_an_item_that_the_database_refuses_does_not_affect_the_rest_of_its_batch(sqlite_store):
    good, bad = [item(1, who=number) for number in range(5)], item(1, who=9)
    bad.id = b"too short"

    async def work(writer):
        asked = [writer.submit([one]) for one in (*good[:3], bad, *good[3:])]
        found = await asyncio.gather(*asked, return_exceptions=True)
        return found, writer.healthy

    found, healthy = with_writer(sqlite_store, work)
    assert [one for one in found if isinstance(one, list)] == [["stored"]] * 5
    assert isinstance(found[3], UnfitError)
    assert healthy
    assert sum(one.n for one in sqlite_store.votes(*ALWAYS)) == 5
    assert sqlite_store.wrong_sums(date(2000, 1, 1)) == {}


def test_a_database_that_is_unavailable_is_not_asked_again_for_each_item():
    store = CountingStore(StoreUnavailableError("no space"))

    async def work(writer):
        asked = [writer.submit([item(value)]) for value in (1, 9, 1)]
        return await asyncio.gather(*asked, return_exceptions=True)

    found = with_writer(store, work)
    assert [type(one) for one in found] == [StoreUnavailableError] * 3
    assert store.batches == []


def test_a_writer_that_failed_is_not_healthy_until_a_write_works():
    store = CountingStore(StoreUnavailableError("no space"))

    async def work(writer):
        with pytest.raises(StoreUnavailableError):
            await writer.submit([item(9)])
        before = writer.healthy
        await writer.submit([item(1)])
        return before, writer.healthy

    assert with_writer(store, work) == (False, True)


def test_more_items_than_may_wait_are_refused_until_some_are_written():
    store = SlowStore()

    async def work(writer):
        waiting = [writer.submit([item(1)] * 4), writer.submit([item(1)])]
        with pytest.raises(BusyError) as error:
            writer.submit([item(1)])
        store.let_go.set()
        await asyncio.gather(*waiting)
        assert writer.waiting == 0
        await writer.submit([item(1)] * 5)
        return error.value.retry_after

    assert with_writer(store, work, limit=5) == 2


def test_items_nobody_waits_for_any_more_are_written_all_the_same():
    store = SlowStore()

    async def work(writer):
        abandoned, other = writer.submit([item(1)]), writer.submit([item(1)])
        abandoned.cancel()
        store.let_go.set()
        return await other, writer.waiting

    assert with_writer(store, work) == (["stored"], 0)
    assert store.batches == [2]


def test_stopping_writes_what_is_waiting_first():
    store = CountingStore()

    async def run():
        writer = Writer(store)
        writer.start()
        waiting = [writer.submit([item(1)]) for _ in range(3 * BATCH)]
        await writer.stop()
        return await asyncio.gather(*waiting)

    assert asyncio.run(run()) == [["stored 1"]] * 3 * BATCH
    assert sum(store.batches) == 3 * BATCH
