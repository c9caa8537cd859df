"""`/readyz` answers at once, from the last real write and the free disk space, and never waits for a lock."""

import asyncio
import json
import socket
import sqlite3
import threading
import time
from types import SimpleNamespace

import pytest

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.health import LEAST_FREE_BYTES, STUCK_SECONDS, Health, is_disk_full
from helpcentre.collector.writer import Writer
from tests.collector.process import running
from tests.collector.test_failures import send
from tests.collector.test_http import collector, http, key, site

__all__ = ["collector", "http", "site"]


def asked(port):
    """Return status, body and seconds of one GET /readyz."""
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        text = b""
        while part := connection.recv(4096):
            text += part
    head, _, body = text.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), json.loads(body), time.monotonic() - begin


def health(healthy=True, busy_since=None, space=(10**9, 10**10)):
    writer = SimpleNamespace(healthy=healthy, busy_since=busy_since)
    return Health(writer, SimpleNamespace(connection=SimpleNamespace(disk_space=lambda: space)))


def test_a_collector_that_writes_and_has_space_has_no_problems(http):
    answer = http.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_every_problem_is_named_and_asks_to_come_back(http, monkeypatch):
    monkeypatch.setattr(http.service.writer, "healthy", False)
    monkeypatch.setattr(http.service.store.connection, "disk_space", lambda: (0, 10**9))
    answer = http.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "problems": ["write_failed", "disk_full"]}
    assert answer.headers["retry-after"] == "5"


def test_the_metric_says_the_same_as_the_page(http, monkeypatch):
    http.headers["authorization"] = f"Bearer {key(http, 'read')}"
    assert "helpcentre_ready 1" in http.get("/metrics").text
    monkeypatch.setattr(http.service.store.connection, "disk_space", lambda: (0, 10**9))
    assert "helpcentre_ready 0" in http.get("/metrics").text


def test_a_failed_write_is_a_problem_until_one_works():
    assert health(healthy=False).find_problems() == ["write_failed"]
    assert health().find_problems() == []


@pytest.mark.parametrize(("age", "problems"), [(STUCK_SECONDS - 0.5, []), (STUCK_SECONDS + 0.5, ["write_stuck"])])
def test_a_write_that_takes_too_long_is_a_problem_while_it_lasts(age, problems):
    assert health(busy_since=time.monotonic() - age).find_problems() == problems


@pytest.mark.parametrize(
    ("free", "total", "full"),
    [
        (LEAST_FREE_BYTES, 10**12, False),
        (LEAST_FREE_BYTES - 1, 10**12, True),
        (60_000, 3_000_000, False),  # a small disk: 2% of it
        (59_999, 3_000_000, True),
        (0, 3_000_000, True),
    ],
)
def test_a_disk_is_full_below_16_megabytes_or_two_percent_whichever_is_less(free, total, full):
    assert health(space=(free, total)).find_problems() == (["disk_full"] if full else [])


def test_the_disk_of_another_machine_is_never_full():
    assert health(space=None).find_problems() == []


def test_the_disk_of_the_database_is_looked_at(store, tmp_path):
    space = store.connection.disk_space()
    if store.connection.name == "postgres":
        assert space is None
    else:
        free, total = space
        assert 0 < free <= total
    assert not is_disk_full(store)


def test_a_folder_that_is_gone_says_nothing_about_the_disk(sqlite_store, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_store.connection, "path", tmp_path / "gone" / "f.db")
    assert sqlite_store.connection.disk_space() is None


def with_writer(store, work):
    """Run an async function of a health and its writer."""

    async def run():
        writer = Writer(store)
        writer.start()
        try:
            return await work(Health(writer, store), writer)
        finally:
            await writer.stop()

    return asyncio.run(run())


def test_a_writer_that_failed_is_tried_until_it_works(sqlite_store, monkeypatch):
    real, failing = sqlite_store.add_counters, [True, True]

    def add_counters(counts):
        if failing:
            failing.pop()
            raise StoreUnavailableError("disk full")
        real(counts)

    monkeypatch.setattr(sqlite_store, "add_counters", add_counters)

    async def work(health, writer):
        writer.healthy = False
        found = []
        for _ in range(3):
            await health.probe()
            found.append(writer.healthy)
            while writer.busy_since is not None:
                await asyncio.sleep(0.001)
        return found

    assert with_writer(sqlite_store, work) == [False, False, True]


def test_a_healthy_writer_is_not_probed(sqlite_store):
    async def work(health, _):
        await health.probe()

    with_writer(sqlite_store, work)
    assert "probes" not in sqlite_store.counters()


def test_a_busy_writer_is_not_probed_so_that_probes_do_not_pile_up(sqlite_store):
    async def work(health, writer):
        writer.healthy = False
        writer.busy_since = time.monotonic()
        await health.probe()
        return writer.healthy

    assert with_writer(sqlite_store, work) is False


def test_the_writer_knows_since_when_it_is_busy(sqlite_store):
    async def work(_, writer):
        begin = time.monotonic()
        seen = await writer.run(lambda: writer.busy_since)
        await asyncio.sleep(0.05)
        return begin, seen, time.monotonic(), writer.busy_since

    begin, seen, end, after = with_writer(sqlite_store, work)
    assert begin <= seen <= end
    assert after is None


def test_a_lock_held_by_another_program_neither_delays_the_answer_nor_is_hidden_by_it(tmp_path):
    database = tmp_path / "feedback.db"
    with running(tmp_path, f"sqlite:///{database}") as process:
        assert asked(process.port)[0] == 200
        lock = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        lock.execute("BEGIN IMMEDIATE")
        waiting = threading.Thread(target=send, args=(process.port,))
        waiting.start()
        seen, end = [], time.monotonic() + 12
        while time.monotonic() < end and len({status for status, _, _ in seen}) < 2:
            seen.append(asked(process.port))
            time.sleep(0.2)
        lock.execute("ROLLBACK")
        lock.close()
        waiting.join()
        while time.monotonic() < end and asked(process.port)[0] != 200:
            time.sleep(0.2)
        assert asked(process.port)[0] == 200
    assert max(seconds for _, _, seconds in seen) < 1, "it waited for the lock"
    assert seen[0][0] == 200
    assert seen[-1][:2] == (503, {"ready": False, "problems": ["write_stuck"]})
