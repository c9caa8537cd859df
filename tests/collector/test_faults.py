"""Full disk, read-only disk, locked database, slow and silent clients: refused plainly, and well again by itself."""

import asyncio
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest

from helpcentre.collector.store import open_store
from tests.collector.process import post, request, running
from tests.collector.world import vote


async def _one(port, event, address="198.51.100.7"):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await asyncio.wait_for(post(reader, writer, event, address), 15)
    finally:
        writer.close()


def send(port, event=None):
    event = event or vote()
    return asyncio.run(_one(port, event)), event["id"]


def stored(path):
    with open_store(f"sqlite:///{path}") as store:
        return {row["id"] for row in store.read_table("item")}


def ready(port):
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return int(connection.recv(100).split(b" ")[1])


@contextmanager
def small_disk(folder, size="3m"):
    """A disk of its own, as only root may mount one."""
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("A SMALL DISK CANNOT BE MOUNTED HERE (needs root): full and read-only disks were not tested")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_503_and_heals_without_a_restart(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        database = disk / "data" / "feedback.db"
        with running(tmp_path, f"sqlite:///{database}") as collector:
            acknowledged, statuses = [], set()
            status, identity = send(collector.port)
            acknowledged.append(identity)
            ballast = disk / "ballast"
            with ballast.open("wb") as file:
                try:
                    while True:
                        file.write(b"x" * 65536)
                        file.flush()
                except OSError:
                    pass
            for _ in range(3000):
                status, identity = send(collector.port)
                statuses.add(status)
                if status == 503:
                    break
                acknowledged.append(identity)
            assert status == 503
            assert ready(collector.port) == 503
            ballast.unlink()
            assert ready(collector.port) == 200
            status, identity = send(collector.port)
            acknowledged.append(identity)
            assert status == 201
            assert statuses <= {201, 503}
        assert [one for one in acknowledged if UUID(one).bytes not in stored(database)] == []


def test_a_disk_that_became_read_only_is_503_and_heals(tmp_path):
    with small_disk(tmp_path / "disk", "20m") as disk:
        database = disk / "feedback.db"
        with running(tmp_path, f"sqlite:///{database}") as collector:
            assert send(collector.port)[0] == 201
            lock = sqlite3.connect(database, isolation_level=None)
            lock.execute("PRAGMA query_only=1")
            lock.close()
            remounted = subprocess.run(["mount", "-o", "remount,ro", str(disk)], capture_output=True)
            if remounted.returncode:
                # files open for writing keep a tmpfs writable: take the database's place away instead
                pytest.skip("a disk in use cannot be made read-only here")
            assert send(collector.port)[0] == 503
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            assert send(collector.port)[0] == 201


def test_a_database_on_a_read_only_disk_is_told_at_the_start(tmp_path):
    with small_disk(tmp_path / "disk", "20m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = subprocess.run(
            [sys.executable, "-c", "from helpcentre.cli import main; main()", "collect", "--port", "0",
             "--database", f"sqlite:///{disk}/x/feedback.db"],
            capture_output=True, text=True, cwd=tmp_path, timeout=60,
        )  # fmt: skip
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "the database cannot be made: Read-only file system" in done.stderr


def test_a_locked_database_is_waited_for_and_then_503_and_never_a_false_2xx(tmp_path):
    database = tmp_path / "feedback.db"
    with running(tmp_path, f"sqlite:///{database}") as collector:
        send(collector.port)
        for held, expected in ((1.5, 201), (7.0, 503)):
            lock = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
            lock.execute("BEGIN IMMEDIATE")
            timer = threading.Timer(held, lock.execute, ["ROLLBACK"])
            timer.start()
            begin = time.monotonic()
            status, identity = send(collector.port)
            assert status == expected
            assert time.monotonic() - begin < 6.5
            timer.join()
            lock.close()
            assert (UUID(identity).bytes in stored(database)) == (expected == 201)
        assert send(collector.port)[0] == 201
        assert ready(collector.port) == 200


def test_a_port_in_use_is_one_clear_message(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", "from helpcentre.cli import main; main()", "collect", "--port", str(port)],
            capture_output=True, text=True, cwd=tmp_path, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"port {port} on 127.0.0.1 is in use" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.com"])
def test_a_public_address_needs_a_proxy_in_front(tmp_path, host):
    done = subprocess.run(
        [sys.executable, "-c", "from helpcentre.cli import main; main()", "collect", "--host", host],
        capture_output=True, text=True, cwd=tmp_path, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "--behind-proxy" in done.stderr


SLOW = {
    "silent": (b"", b""),
    "header drip": (b"POST /feedback/v1/items HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n"),
    "body drip": (request(b"x" * 4000)[:-4000], b"x"),
}


@contextmanager
def slow_clients(port, first, more, number=300):
    """Hold connections open: each sends a beginning, then a little more every second."""
    stop, connections = threading.Event(), [socket.socket() for _ in range(number)]

    def send_all(part):
        for connection in connections:
            with suppress(OSError):
                connection.send(part)

    def drip():
        for connection in connections:
            connection.setblocking(False)
            connection.connect_ex(("127.0.0.1", port))
        time.sleep(0.3)
        send_all(first)
        while not stop.wait(1):
            send_all(more)

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for connection in connections:
            connection.close()


@pytest.mark.parametrize("kind", SLOW)
def test_300_slow_clients_do_not_keep_an_honest_vote_out(tmp_path, kind):
    with running(tmp_path, f"sqlite:///{tmp_path}/feedback.db", limit=256) as collector:
        assert send(collector.port)[0] == 201
        with slow_clients(collector.port, *SLOW[kind]):
            time.sleep(1)
            begin, status = time.monotonic(), None
            while time.monotonic() - begin < 11 and status != 201:
                with suppress(OSError):
                    status, _ = send_quickly(collector.port)
                time.sleep(0.05)
            assert status == 201, "no honest vote within 11 seconds"
            times = []
            for _ in range(10):
                before = time.monotonic()
                assert send_quickly(collector.port)[0] == 201
                times.append(time.monotonic() - before)
            assert sorted(times)[5] < 0.1


def send_quickly(port):
    """Send one vote with a patience of 11 seconds in all."""
    with socket.create_connection(("127.0.0.1", port), 11) as connection:
        event = vote()
        connection.sendall(request(json.dumps(event).encode(), address="198.51.100.9", connection="close"))
        head = connection.recv(4096)
        if not head:
            raise OSError("closed")
        return int(head.split(b" ", 2)[1]), event["id"]


def test_nothing_the_collector_needs_is_in_its_arguments(tmp_path):
    with running(tmp_path, f"sqlite:///{tmp_path}/feedback.db") as collector:
        with open_store(f"sqlite:///{tmp_path}/feedback.db") as store:
            salts = [row["key"].hex() for row in store.read_table("salt", whole=True)]
        send(collector.port)
        line = Path(f"/proc/{collector.process.pid}/cmdline").read_text()
        assert not any(salt in line for salt in salts)
        assert oct((tmp_path / "feedback.db").stat().st_mode & 0o777) == "0o600"
