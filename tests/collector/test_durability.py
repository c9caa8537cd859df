"""No acknowledged answer is lost: after kill -9, a power cut, or the sudden end of a database server."""

import asyncio
import random
import sqlite3
import time
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.sqlite import SqliteConnection
from helpcentre.collector.store.store import Store
from tests.collector import powercut
from tests.collector.postgres import Server, why_not
from tests.collector.process import flood, running
from tests.collector.world import NOON, item, manifest


def missing(database, acknowledged):
    with open_store(database) as store:
        there = {row["id"] for row in store.read_table("item")}
        assert store.wrong_sums(date(2000, 1, 1)) == {}
    return [identity for identity in acknowledged if UUID(identity).bytes not in there]


def test_kill_9_under_load_loses_no_acknowledged_vote(tmp_path, rounds):
    database = f"sqlite:///{tmp_path}/feedback.db"
    chance, acknowledged = random.Random(5), []
    for _ in range(rounds(2, 30)):
        with running(tmp_path, database) as collector:
            before = len(acknowledged)

            async def until_killed(collector=collector, before=before):
                end = time.monotonic() + 30
                while len(acknowledged) < before + 30 and time.monotonic() < end:
                    await asyncio.sleep(0.01)
                await asyncio.sleep(chance.uniform(0, 0.5))
                await asyncio.to_thread(collector.kill)

            asyncio.run(flood(collector.port, acknowledged, [], until=until_killed))
            assert len(acknowledged) >= before + 30, "there was no load"
        assert missing(database, acknowledged) == []
        check = sqlite3.connect(tmp_path / "feedback.db")
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check.close()


def test_sigterm_answers_what_was_sent_and_ends_with_0(tmp_path):
    database = f"sqlite:///{tmp_path}/feedback.db"
    acknowledged, refused = [], []
    with running(tmp_path, database) as collector:

        async def until_stopped():
            await asyncio.sleep(0.7)
            assert await asyncio.to_thread(collector.kill, 15) == 0

        asyncio.run(flood(collector.port, acknowledged, refused, until=until_stopped))
    assert len(acknowledged) > 20
    assert refused == []
    assert missing(database, acknowledged) == []
    assert not Path(f"{tmp_path}/feedback.db-wal").exists()


def _history(folder, synchronous):
    """Write votes while a VFS notes every write and sync; returns its log and when each vote was acknowledged."""
    recorder = powercut.Recorder()
    connection = powercut.ApswConnection(folder / "f.db", recorder, synchronous=synchronous)
    store = Store(connection)
    store.learn(manifest(), NOON)
    acknowledged = []
    for batch in range(40):
        votes = [item(1, who=batch * 10 + n, identity=uuid4().bytes) for n in range(batch % 7 + 1)]
        votes.append(item(0, who=batch * 10, at=NOON + 1 + batch))
        store.write(votes)
        acknowledged += [(recorder.now, vote.id) for vote in votes]
    length = recorder.now
    store.close()
    return recorder, acknowledged, length


def _lost(folder, recorder, acknowledged, moment, chance):
    recorder.image(folder, moment, chance)
    with open_store(f"sqlite:///{folder}/f.db") as store:
        check = sqlite3.connect(folder / "f.db")
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check.close()
        there = {row["id"] for row in store.read_table("item")}
        assert store.wrong_sums(date(2000, 1, 1)) == {}
    return [identity for when, identity in acknowledged if when <= moment and identity not in there]


def test_a_power_cut_loses_no_acknowledged_vote(tmp_path, rounds):
    (tmp_path / "live").mkdir()
    recorder, acknowledged, length = _history(tmp_path / "live", "FULL")
    chance = random.Random(7)
    for cut in range(rounds(25, 300)):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        assert _lost(folder, recorder, acknowledged, chance.randrange(length // 3, length + 1), chance) == []


def test_the_power_cuts_are_real_because_weaker_settings_lose_votes(tmp_path):
    (tmp_path / "live").mkdir()
    recorder, acknowledged, length = _history(tmp_path / "live", "NORMAL")
    chance, losses = random.Random(7), 0
    for cut in range(15):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        losses += bool(_lost(folder, recorder, acknowledged, chance.randrange(length // 3, length + 1), chance))
    assert losses > 0


def test_the_power_cut_history_uses_the_pragmas_of_the_product():
    from helpcentre.collector.store import sqlite

    assert powercut.ApswConnection.__mro__[1] is SqliteConnection
    assert "PRAGMA synchronous=FULL" in sqlite.PRAGMAS
    assert "PRAGMA journal_mode=WAL" in sqlite.PRAGMAS


def test_a_postgresql_that_stops_at_once_under_load_loses_no_acknowledged_vote(tmp_path, rounds):
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    server = Server()
    try:
        server.sql("CREATE DATABASE feedback")
        database, acknowledged, refused = server.address("feedback"), [], []
        with running(tmp_path, database) as collector:
            for _ in range(rounds(1, 10)):
                before, unavailable = len(acknowledged), len(refused)

                async def until_back():
                    await asyncio.sleep(1.0)
                    await asyncio.to_thread(server.stop, "immediate")
                    await asyncio.sleep(0.5)
                    await asyncio.to_thread(server.start)
                    end = time.monotonic() + 20
                    count = len(acknowledged)
                    while len(acknowledged) < count + 50 and time.monotonic() < end:
                        await asyncio.sleep(0.1)

                asyncio.run(flood(collector.port, acknowledged, refused, until=until_back))
                assert len(acknowledged) > before + 60, "it did not come back by itself"
                assert len(refused) > unavailable
            assert set(refused) == {503}
        assert missing(database, acknowledged) == []
    finally:
        server.close()


def test_two_collectors_share_one_postgresql(tmp_path):
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    from tests.collector.postgres import fresh_database

    with fresh_database() as database:
        acknowledged, refused = [], []
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        with running(tmp_path / "a", database) as one, running(tmp_path / "b", database) as other:

            async def both():
                async def pause():
                    await asyncio.sleep(1.5)

                await asyncio.gather(
                    *(flood(port, acknowledged, refused, connections=8, until=pause) for port in (one.port, other.port))
                )

            asyncio.run(both())
            assert one.kill(15) == 0
        assert len(acknowledged) > 100
        assert refused == []
        assert missing(database, acknowledged) == []
