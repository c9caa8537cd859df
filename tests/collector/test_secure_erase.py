"""Erased words leave the files soon, once and for all: also after a crash, a busy reader and a failed write."""

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from helpcentre.collector import secure_erase
from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.secure_erase import REBUILD_MS, SEARCHED_ROWS, SecureEraser
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.retention import Retention
from helpcentre.collector.writer import Writer
from tests.collector.process import running
from tests.collector.test_erasure import until_gone, where
from tests.collector.world import DAY, NOON, item

ROOT = Path(__file__).parents[2]
WORDS = "Abito in via dei Gelsomini"


def write_words(store, count=1):
    """Store votes with comments; return the votes' ids."""
    votes = [item(0, who=uuid4().int % 60_000) for _ in range(count)]
    said = [item(None, kind="comment", text=f"{WORDS} {number}", parent=vote.id) for number, vote in enumerate(votes)]
    store.write([*votes, *said])
    return [vote.id for vote in votes]


class Desk:
    """A writer thread and an eraser over a store, with a clock that a test sets."""

    def __init__(self, store, now=NOON):
        self.store, self.now = store, now

    async def __aenter__(self):
        self.writer = Writer(self.store)
        self.writer.start()
        self.eraser = SecureEraser(self.writer, self.store, lambda: self.now)
        await self.eraser.start()
        return self

    async def __aexit__(self, *_):
        await self.writer.stop()

    async def erase(self, identity):
        self.eraser.add_erased(await self.writer.run(lambda: self.store.erase(identity, self.now)))


def on_desk(store, work, now=NOON):
    """Run an async function of a desk."""

    async def run():
        async with Desk(store, now) as desk:
            return await work(desk)

    return asyncio.run(run())


def calls_of(store, monkeypatch, *names):
    """Return a list that grows with each call of these methods of the connection."""
    called = []
    for name in names:
        real = getattr(store.connection, name)
        monkeypatch.setattr(
            store.connection, name, lambda *values, real=real, name=name: called.append(name) or real(*values)
        )
    return called


def test_erased_ids_are_pending_until_their_words_are_gone(sqlite_store, tmp_path):
    [vote] = write_words(sqlite_store)

    async def erase(desk):
        await desk.erase(vote)
        pending = await desk.writer.run(desk.store.pending_wipes)
        before = where(tmp_path / "data", WORDS)
        await desk.eraser.step()
        return pending, before, await desk.writer.run(desk.store.pending_wipes)

    pending, before, after = on_desk(sqlite_store, erase)
    assert vote in pending
    assert len(pending) == 2  # the vote and its comment
    assert before != set()
    assert after == []
    assert where(tmp_path / "data", WORDS) == set()


def test_the_first_step_after_a_start_empties_the_log_though_nothing_was_erased(sqlite_store, tmp_path, monkeypatch):
    write_words(sqlite_store)
    called = calls_of(sqlite_store, monkeypatch, "empty_log", "rebuild", "file_contains")

    async def steps(desk):
        await desk.eraser.step()
        await desk.eraser.step()

    on_desk(sqlite_store, steps)
    assert called == ["empty_log"]
    assert (tmp_path / "data/feedback.db-wal").stat().st_size == 0


CRASH = """
import os, sys
sys.path.insert(0, sys.argv[2])
from helpcentre.collector.store.opening import open_store
from tests.collector.test_secure_erase import write_words
from tests.collector.world import NOON, manifest
store = open_store(sys.argv[1])
store.learn(manifest(), NOON)
[vote] = write_words(store)
store.erase(vote, NOON)
os._exit(9)
"""


def crash_after_an_erasure(address):
    """Erase in a process that dies at once, as by kill -9, before anything is cleared out of the files."""
    done = subprocess.run([sys.executable, "-c", CRASH, address, ROOT], capture_output=True, text=True)
    assert done.returncode == 9, done.stderr


def test_words_erased_just_before_a_crash_are_gone_soon_after_the_next_start(tmp_path):
    database = f"sqlite:///{tmp_path}/data/feedback.db"
    crash_after_an_erasure(database)
    assert where(tmp_path / "data", WORDS) == {"feedback.db-wal"}
    with running(tmp_path, database):
        assert until_gone(tmp_path / "data", WORDS) == set()
        until = time.monotonic() + 5
        while time.monotonic() < until and pending_of(database):
            time.sleep(0.1)
    assert pending_of(database) == []


def pending_of(address):
    with open_store(address) as store:
        return store.pending_wipes()


def test_a_crash_leaves_the_erased_ids_pending(tmp_path):
    database = f"sqlite:///{tmp_path}/data/feedback.db"
    crash_after_an_erasure(database)
    assert len(pending_of(database)) == 2


def test_a_reader_of_an_old_state_is_waited_for_with_growing_delays(sqlite_store, tmp_path, monkeypatch):
    [vote] = write_words(sqlite_store)
    clock = [0.0]
    monkeypatch.setattr(secure_erase.time, "monotonic", lambda: clock[0])
    called = calls_of(sqlite_store, monkeypatch, "empty_log")

    async def wait(desk):
        reader = desk.store.connection.reconnect()
        reader.execute("BEGIN")
        reader.rows("SELECT COUNT(*) FROM item")
        await desk.erase(vote)
        tried = []
        for _ in range(400):
            await desk.eraser.step()
            tried.append(len(called))
            clock[0] += 1
        first = [next(at for at, count in enumerate(tried) if count >= number) for number in range(1, 10)]
        reader.execute("COMMIT")
        reader.close()
        clock[0] += 400
        await desk.eraser.step()
        return first

    first = on_desk(sqlite_store, wait)
    assert first[:7] == [0, 1, 2, 4, 8, 16, 32]  # half a second, then 1, 2, 4 … seconds
    assert where(tmp_path / "data", WORDS) == set()


def test_no_wait_is_longer_than_five_minutes(sqlite_store, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(secure_erase.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sqlite_store.connection, "empty_log", lambda: False)

    async def fail(desk):
        for _ in range(30):
            await desk.eraser.step()
            clock[0] += 301
        clock[0] -= 2
        monkeypatch.setattr(desk.store.connection, "empty_log", lambda: tried.append(1) or False)
        await desk.eraser.step()
        clock[0] += 2
        await desk.eraser.step()

    tried = []
    on_desk(sqlite_store, fail)
    assert len(tried) == 1


def test_a_failed_write_is_tried_again_with_every_id(sqlite_store, tmp_path, monkeypatch):
    votes = write_words(sqlite_store, 2)
    real, failing = sqlite_store.connection.empty_log, [True]

    def empty_log():
        if failing:
            failing.pop()
            raise StoreUnavailableError("disk full")
        return real()

    async def work(desk):
        monkeypatch.setattr(desk.store.connection, "empty_log", empty_log)
        await desk.erase(votes[0])
        await desk.eraser.step()
        await desk.erase(votes[1])
        await asyncio.sleep(0.6)
        await desk.eraser.step()
        return await desk.writer.run(desk.store.pending_wipes)

    assert on_desk(sqlite_store, work) == []
    assert where(tmp_path / "data", WORDS) == set()


def test_more_rows_than_can_be_searched_for_are_rebuilt_away_at_once(sqlite_store, tmp_path, monkeypatch):
    votes = write_words(sqlite_store, SEARCHED_ROWS)
    called = calls_of(sqlite_store, monkeypatch, "rebuild", "file_contains")

    async def erase_all(desk):
        for vote in votes:
            await desk.erase(vote)
        await desk.eraser.step()

    on_desk(sqlite_store, erase_all)
    assert called == ["rebuild"]
    assert where(tmp_path / "data", WORDS) == set()


def test_a_few_rows_are_searched_for_and_the_file_is_left_alone_if_none_is_found(sqlite_store, monkeypatch):
    votes = write_words(sqlite_store, SEARCHED_ROWS // 2)
    called = calls_of(sqlite_store, monkeypatch, "rebuild", "file_contains")
    monkeypatch.setattr(sqlite_store.connection, "file_contains", lambda ids: called.append(len(ids)) or False)

    async def erase_all(desk):
        for vote in votes:
            await desk.erase(vote)
        await desk.eraser.step()

    on_desk(sqlite_store, erase_all)
    assert called == [SEARCHED_ROWS]


def test_the_file_is_rebuilt_if_a_row_is_still_in_it(sqlite_store, monkeypatch):
    [vote] = write_words(sqlite_store)
    called = calls_of(sqlite_store, monkeypatch, "empty_log", "rebuild")
    monkeypatch.setattr(sqlite_store.connection, "file_contains", lambda _: True)

    async def erase(desk):
        await desk.erase(vote)
        await desk.eraser.step()

    on_desk(sqlite_store, erase)
    assert called == ["empty_log", "rebuild", "empty_log"]


def test_after_pruning_the_file_is_rebuilt_at_most_once_a_day_over_restarts(sqlite_store, monkeypatch):
    called = calls_of(sqlite_store, monkeypatch, "rebuild")

    def prune_at(now):
        sqlite_store.write([item(1, who=1, at=now - 500 * DAY)])
        sqlite_store.prune(Retention(), now)

        async def step(desk):
            desk.eraser.add_pruned(1)
            await desk.eraser.step()

        on_desk(sqlite_store, step, now)
        return len(called)

    assert prune_at(NOON) == 1
    assert prune_at(NOON + REBUILD_MS - 1) == 1
    assert prune_at(NOON + REBUILD_MS) == 2


def test_a_clock_that_was_set_back_does_not_put_a_rebuild_off(sqlite_store):
    sqlite_store.note_rebuild(NOON + 900 * DAY)
    sqlite_store.write([item(1, at=NOON - 500 * DAY)])
    sqlite_store.prune(Retention(), NOON)
    assert sqlite_store.is_rebuild_due(NOON, REBUILD_MS)


def test_nothing_is_rebuilt_for_hashes_alone(sqlite_store, monkeypatch):
    called = calls_of(sqlite_store, monkeypatch, "empty_log", "rebuild")

    async def step(desk):
        await desk.eraser.step()
        desk.eraser.add_pruned(0)
        await desk.eraser.step()
        desk.eraser.add_pruned(3)
        await desk.eraser.step()

    on_desk(sqlite_store, step)
    assert called == ["empty_log", "empty_log"]


def test_maintenance_is_about_one_database_and_never_exported(store):
    vote = item(1)
    store.write([vote])
    store.erase(vote.id, NOON)
    with pytest.raises(KeyError):
        next(store.read_table("pending_wipe", whole=True))
    with pytest.raises(KeyError):
        next(store.read_table("maintenance", whole=True))


def test_compacting_completes_every_erasure(store):
    vote = item(1)
    store.write([vote, item(None, kind="comment", text=WORDS, parent=vote.id)])
    store.erase(vote.id, NOON)
    assert len(store.pending_wipes()) == 2
    store.compact(int(datetime(2026, 11, 20, tzinfo=UTC).timestamp() * 1000))
    assert store.pending_wipes() == []
    assert not store.is_rebuild_due(NOON, REBUILD_MS)


def test_an_id_that_is_erased_twice_is_pending_once(store):
    vote = item(1)
    store.write([vote])
    store.erase(vote.id, NOON)
    store.erase(vote.id, NOON)
    assert store.pending_wipes() == [vote.id]
