"""One thread, one transaction for what waits, no answer before the commit, and a bound to what may wait."""

import asyncio
import json
import threading
import time
from datetime import date

import pytest

from helpcentre.collector.intake.validate import IncomingRequest
from helpcentre.collector.items import StoreUnavailableError
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.settings import Settings
from helpcentre.collector.store import open_store
from helpcentre.collector.writer import Writer
from tests.collector.world import ALWAYS, NOON, item, vote


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


class Slow:
    """A store whose commit takes until it is let go."""

    def __init__(self):
        self.let_go, self.batches = threading.Event(), []

    def write(self, items):
        self.batches.append(len(items))
        assert self.let_go.wait(10)
        return ["stored"] * len(items)


def test_nothing_is_answered_before_its_commit():
    store = Slow()

    async def work(writer):
        asked = asyncio.ensure_future(writer.submit([item(1)]))
        await asyncio.sleep(0.2)
        early = asked.done()
        store.let_go.set()
        return early, await asked

    assert with_writer(store, work) == (False, ["stored"])


def test_what_gathers_while_one_commit_waits_is_the_next_transaction():
    store = Slow()

    async def work(writer):
        first = asyncio.ensure_future(writer.submit([item(1)]))
        while not store.batches:
            await asyncio.sleep(0.01)
        rest = [asyncio.ensure_future(writer.submit([item(1)])) for _ in range(50)]
        await asyncio.sleep(0.1)
        store.let_go.set()
        return await asyncio.gather(first, *rest)

    assert with_writer(store, work) == [["stored"]] * 51
    assert store.batches == [1, 50]


def test_a_lone_item_waits_for_no_timer(sqlite_store):
    async def work(writer):
        await writer.submit([item(1)])
        taken = []
        for number in range(20):
            begin = time.perf_counter()
            await writer.submit([item(1, who=number)])
            taken.append(time.perf_counter() - begin)
        return min(taken)  # the disk may be slow, a timer would be slow each time

    assert with_writer(sqlite_store, work) < 0.02


def test_an_item_the_database_will_not_take_costs_its_neighbours_nothing(sqlite_store):
    good, bad = [item(1, who=number) for number in range(5)], item(1, who=9)
    bad.id = b"too short"

    async def work(writer):
        asked = [writer.submit([one]) for one in (*good[:3], bad, *good[3:])]
        found = await asyncio.gather(*asked, return_exceptions=True)
        return found, writer.healthy

    found, _ = with_writer(sqlite_store, work)
    assert [one for one in found if isinstance(one, list)] == [["stored"]] * 5
    assert isinstance(found[3], Exception)
    assert sum(one.n for one in sqlite_store.votes(*ALWAYS)) == 5
    assert sqlite_store.wrong_sums(date(2000, 1, 1)) == {}


def test_more_than_may_wait_is_503_with_a_time_to_come_back_and_the_rest_is_kept(tmp_path, sqlite_store):
    async def run():
        service = Service(sqlite_store, Settings(clock=lambda: NOON, queue=5))
        await service.start()
        service.known = sqlite_store.known()
        await service.take(arrival(vote()), "198.51.100.250", "a", "it")  # the day's salt is there from now on
        lock.connection.execute("BEGIN IMMEDIATE")
        asked = [
            asyncio.ensure_future(service.take(arrival(vote()), f"198.51.100.{number}", "a", "it"))
            for number in range(20)
        ]
        await asyncio.sleep(0.3)
        early = [one.result() for one in asked if one.done()]
        lock.connection.execute("ROLLBACK")
        answers = await asyncio.gather(*asked)
        await service.stop()
        return early, answers, service.counts.total

    with open_store(f"sqlite:///{tmp_path}/data/feedback.db") as lock:
        early, answers, total = asyncio.run(run())
    assert early == [(503, {"error": "unavailable", "retry_after": 2})] * 15
    assert sorted(status for status, _ in answers) == [201] * 5 + [503] * 15
    assert total["refused_busy"] == 15
    assert total["received"] == total["accepted"] + total["refused"] == 21
    assert sum(one.n for one in sqlite_store.votes(*ALWAYS)) == 6


def arrival(event):
    return IncomingRequest(json.dumps(event).encode(), "text/plain", NOON)


def test_a_writer_that_failed_is_not_healthy_until_a_write_works():
    class Broken:
        broken = True

        def write(self, items):
            if self.broken:
                raise StoreUnavailableError("no space")
            return ["stored"] * len(items)

    store = Broken()

    async def work(writer):
        with pytest.raises(StoreUnavailableError):
            await writer.submit([item(1)])
        before = writer.healthy
        store.broken = False
        await writer.submit([item(1)])
        return before, writer.healthy

    assert with_writer(store, work) == (False, True)
