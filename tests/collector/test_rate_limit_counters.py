"""Limits hold over restarts and over several collectors of one database."""

import asyncio
from uuid import uuid4

import msgspec
import pytest

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.intake.rate_limits import RateLimits
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.rate_limit_counters import LEAST, MOST, SPANS
from tests.collector.world import ALWAYS, DAY, NOON, manifest, vote
from tests.collector.world import request as incoming

HOUR = SPANS["hour"]
A, B = b"a" * 16, b"b" * 16


def test_numbers_add_up_and_small_ones_are_not_read_back(store):
    assert store.share_usage("day", 7, {A: 2, B: LEAST}) == {B: LEAST}
    assert store.share_usage("day", 7, {A: 1}) == {A: 3, B: LEAST}
    assert store.share_usage("hour", 7, {}) == {}


def test_a_new_span_forgets_the_one_before(store):
    store.share_usage("day", 7, {A: 5})
    store.share_usage("hour", 7, {A: 6})
    assert store.share_usage("day", 8, {}) == {}
    assert store.share_usage("day", 7, {}) == {}
    assert store.share_usage("hour", 7, {}) == {A: 6}


@pytest.mark.parametrize(("counter", "ms"), SPANS.items())
def test_numbers_are_erased_with_the_salts_if_nobody_sends_anything(store, counter, ms):
    store.share_usage(counter, NOON // ms, {A: 5})
    store.erase_expired_hashes(NOON + DAY)
    assert store.share_usage(counter, NOON // ms, {}) == {A: 5}
    store.erase_expired_hashes(NOON + 2 * DAY)
    assert store.share_usage(counter, NOON // ms, {}) == {}


def test_numbers_that_a_clock_running_ahead_left_behind_are_erased_too(store):
    store.share_usage("day", (NOON + 30 * DAY) // DAY, {A: 5})
    store.erase_expired_hashes(NOON)
    assert store.share_usage("day", (NOON + 30 * DAY) // DAY, {}) == {}


def test_neither_backup_nor_export_has_them(sqlite_store, tmp_path):
    import sqlite3

    sqlite_store.share_usage("day", 7, {A: 5})
    sqlite_store.backup(tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT COUNT(*) FROM usage").fetchone() == (0,)


def serve(store, steps, share_seconds=3600.0, **limits):
    """Run a collector on a store, carry out steps with it, and stop it."""

    async def run():
        service = Service(store, Settings(clock=lambda: NOON, limits=RateLimits(**limits), share_seconds=share_seconds))
        await service.start()
        try:
            return await steps(service)
        finally:
            await service.stop()

    store.learn(manifest(), NOON)
    return asyncio.run(run())


def voting(number, *, offset=0):
    """Return steps in which as many readers of one address vote; they return how many votes count."""

    async def vote_all(service):
        for place in range(number):
            asked = msgspec.structs.replace(incoming(vote()), user_agent=f"Browser/{offset + place}")
            await service.pipeline.accept_items(asked)
        return service.pipeline.counts.total["stored"]

    return vote_all


def test_a_restart_grants_an_address_nothing_extra(store):
    assert serve(store, voting(8), address_article_day=10) == 8
    assert serve(store, voting(8, offset=100), address_article_day=10) == 2


def test_two_collectors_share_what_an_address_may_send(store):
    async def alternate(first):
        second = Service(store, first.settings)
        second.writer, second.pipeline._writer = first.writer, first.writer
        await second.pipeline.start_day(NOON)
        second.pipeline.catalogue = first.pipeline.catalogue
        stored = await voting(6)(first)
        await first.share_usage()
        await second.share_usage()
        return stored, await voting(6, offset=100)(second)

    assert serve(store, alternate, address_article_day=10) == (6, 4)


def test_counts_that_could_not_be_shared_are_shared_later(store, monkeypatch):
    async def fail_once(service):
        await voting(4)(service)

        def refuse(*_):
            raise StoreUnavailableError("locked")

        with monkeypatch.context() as patch:
            patch.setattr(store, "share_usage", refuse)
            await service.share_usage()

    serve(store, fail_once)
    assert serve(store, voting(8, offset=100), address_article_day=10) == 6


def test_thirty_phones_behind_one_carrier_all_count_and_a_burst_over_a_restart_grants_nothing_extra(store):
    assert serve(store, voting(30)) == 30
    assert sum(vote.n for vote in store.votes(*ALWAYS)) == 30
    serve(store, voting(40, offset=100))
    assert sum(vote.n for vote in store.votes(*ALWAYS)) == 30
    assert store.count_quarantined() == 40


def test_limits_are_exchanged_while_the_collector_runs(store):
    async def vote_and_wait(service):
        await voting(8)(service)
        for _ in range(500):
            await asyncio.sleep(0.01)
            if await service.writer.run(lambda: store.share_usage("day", NOON // DAY, {})):
                return True
        return False

    assert serve(store, vote_and_wait, share_seconds=0.02)


def test_the_keys_of_a_search_are_hashes(store):
    async def search_often(service):
        for place in range(5):
            body = {"kind": "search", "id": str(uuid4()), "language": "it", "query": "divorce lawyer", "results": 0}
            asked = msgspec.structs.replace(incoming(body), user_agent=f"Browser/{place}")
            await service.pipeline.accept_items(asked)

    serve(store, search_often)
    keys = [bytes(key) for (key,) in store.connection.rows("SELECT key FROM usage")]
    assert keys
    assert not [key for key in keys if b"lawyer" in key]


def test_only_the_highest_numbers_are_taken_over(store):
    store.share_usage("day", 7, {number.to_bytes(16, "big"): 3 for number in range(MOST)})
    store.share_usage("day", 7, {A: 9_000})
    found = store.share_usage("day", 7, {})
    assert len(found) == MOST
    assert found[A] == 9_000
