"""systemd's protocol: the socket that it holds, the report of the start, and the watchdog."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from uuid import uuid4

import pytest

from helpcentre.collector.server import run, systemd, timeouts
from helpcentre.collector.server.systemd import ServiceManager, take_socket
from helpcentre.errors import HelpCentreError
from tests.collector.process import make_site, request
from tests.collector.test_server import collecting
from tests.collector.world import vote


def passed(descriptor_count="1", *, process=None):
    return {"LISTEN_FDS": descriptor_count, "LISTEN_PID": str(process or os.getpid()), "LISTEN_FDNAMES": "collector"}


@contextmanager
def as_descriptor(monkeypatch, opened):
    """Pass an open socket or file as if it were the first descriptor of the service manager."""
    monkeypatch.setattr(systemd, "FIRST_DESCRIPTOR", opened.fileno())
    yield
    with suppress(OSError):
        opened.detach() if isinstance(opened, socket.socket) else opened.close()


def test_the_socket_of_the_service_manager_is_taken_and_its_variables_are_removed(monkeypatch):
    environment = {**passed(), "OTHER": "kept"}
    listening = socket.create_server(("127.0.0.1", 0))
    with as_descriptor(monkeypatch, listening):
        taken = take_socket(environment)
    assert taken.getsockname() == ("127.0.0.1", taken.getsockname()[1])
    assert environment == {"OTHER": "kept"}
    taken.close()


@pytest.mark.parametrize("environment", [{}, passed(process=1), passed("0"), passed("two")])
def test_without_a_socket_for_this_process_nothing_is_taken(environment):
    assert take_socket(environment) is None


def test_two_sockets_are_refused_with_their_number():
    with pytest.raises(HelpCentreError, match=r"2 sockets were passed.*one ListenStream="):
        take_socket(passed("2"))


def test_a_socket_that_does_not_listen_is_refused_with_what_to_write(monkeypatch):
    with as_descriptor(monkeypatch, socket.socket()), pytest.raises(HelpCentreError, match=r"ListenStream=127\.0\.0"):
        take_socket(passed())


def test_a_unix_socket_is_refused(monkeypatch, tmp_path):
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    listening.listen()
    with as_descriptor(monkeypatch, listening), pytest.raises(HelpCentreError, match="TCP port"):
        take_socket(passed())


def test_a_file_in_the_place_of_the_socket_is_refused(monkeypatch, tmp_path):
    opened = (tmp_path / "file").open("w")
    with as_descriptor(monkeypatch, opened), pytest.raises(HelpCentreError, match="is not a socket"):
        take_socket(passed())


@contextmanager
def notified(folder):
    """The socket that receives the messages, and the environment that names it."""
    address = str(folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(address)
        channel.settimeout(5)
        yield channel, {"NOTIFY_SOCKET": address}


def test_the_start_is_reported_once_it_has_happened(tmp_path):
    with notified(tmp_path) as (channel, environment):
        asked = iter([False, False, True])
        asyncio.run(ServiceManager(environment).report(lambda: next(asked)))
        assert channel.recv(100) == b"READY=1"


def test_the_watchdog_hears_twice_per_interval(tmp_path, monkeypatch):
    waited = []

    async def wait(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", wait)
    with notified(tmp_path) as (channel, environment):
        with suppress(asyncio.CancelledError):
            asyncio.run(ServiceManager({**environment, "WATCHDOG_USEC": "200000"}).report(lambda: True))
        assert [channel.recv(100) for _ in range(4)] == [b"READY=1", *[b"WATCHDOG=1"] * 3]
    assert waited == [0.1] * 3


def test_the_watchdog_of_another_process_is_not_ours():
    assert ServiceManager({"WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}).watchdog_seconds is None
    assert ServiceManager({"WATCHDOG_USEC": "1500000", "WATCHDOG_PID": str(os.getpid())}).watchdog_seconds == 1.5


@pytest.mark.parametrize("limit", ["", "0", "soon", "-5"])
def test_without_a_watchdog_interval_there_is_no_watchdog(limit):
    assert ServiceManager({"WATCHDOG_USEC": limit}).watchdog_seconds is None


def test_an_abstract_address_is_understood():
    name = f"helpcentre-{uuid4().hex}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(f"\0{name}")
        channel.settimeout(5)
        ServiceManager({"NOTIFY_SOCKET": f"@{name}"}).notify("READY=1")
        assert channel.recv(100) == b"READY=1"


def test_a_manager_that_is_gone_does_not_stop_the_collector(tmp_path):
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).notify("READY=1")


START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, "-c", "from helpcentre.cli import main; main()", *sys.argv[2:]])
"""


def start_collector(folder, listening, notify):
    """Start the collector as systemd would: the socket as descriptor 3, and the start reported to another."""
    options = ["--site", str(folder / "site"), "--database", f"sqlite:///{folder}/feedback.db"]
    command = [sys.executable, "-c", START, str(listening.fileno()), "collect", *options, "--behind-proxy", "127.0.0.1"]
    with (folder / "log").open("a") as log:
        return subprocess.Popen(
            command,
            pass_fds=[listening.fileno()],
            stderr=log,
            env={**os.environ, "NOTIFY_SOCKET": notify.getsockname()},
        )


def vote_until(stop, port, counts, voter):
    """Send votes, each over its own connection and from another network, and count the statuses of the responses."""
    for number in count():
        if stop.is_set():
            return
        try:
            with socket.create_connection(("127.0.0.1", port), 20) as connection:
                body = json.dumps(vote(id=str(uuid4()))).encode()
                address = f"10.{voter}{number >> 8 & 7}.{number & 255}.1"
                connection.sendall(request(body, address=address, connection="close"))
                answer = b"".join(iter(lambda: connection.recv(4096), b""))
                counts[answer[9:12].decode() or "empty"] += 1
        except OSError as error:
            counts[type(error).__name__] += 1


def test_no_vote_is_refused_while_the_collector_restarts_on_the_socket_of_its_manager(tmp_path):
    make_site(tmp_path / "site")
    counts, stop = Counter(), threading.Event()
    with notified(tmp_path) as (channel, _), socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        channel.settimeout(60)
        process = start_collector(tmp_path, listening, channel)
        assert channel.recv(100) == b"READY=1"
        port = listening.getsockname()[1]
        voters = [threading.Thread(target=vote_until, args=(stop, port, counts, voter)) for voter in range(1, 5)]
        for voter in voters:
            voter.start()
        for _ in range(2):
            time.sleep(0.3)
            process.terminate()
            assert process.wait(30) == 0
            process = start_collector(tmp_path, listening, channel)
            assert channel.recv(100) == b"READY=1"
        time.sleep(0.3)
        stop.set()
        for voter in voters:
            voter.join(30)
        process.terminate()
        assert process.wait(30) == 0
    assert set(counts) == {"201"}, (counts, (tmp_path / "log").read_text())


def test_while_the_server_stops_a_request_is_answered_and_an_idle_connection_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(timeouts, "ENDING_SECONDS", 2)
    with collecting(tmp_path) as found, ExitStack() as opened:
        busy, idle = (opened.enter_context(socket.create_connection(("127.0.0.1", found.port), 10)) for _ in range(2))
        for connection in (busy, idle):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        found.server.should_exit = True
        time.sleep(0.3)  # the server looks every tenth of a second
        busy.sendall(request(json.dumps(vote(id=str(uuid4()))).encode()).replace(b"Host: x", b"Host: localhost"))
        answer = b"".join(iter(lambda: busy.recv(4096), b""))
        assert answer.startswith(b"HTTP/1.1 201")
        assert idle.recv(4096) == b""


def test_a_signal_that_arrives_before_the_server_has_started_stops_it(monkeypatch):
    ended = []

    async def app(scope, receive, send):
        assert scope["type"] == "lifespan"
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        ended.append(True)
        await send({"type": "lifespan.shutdown.complete"})

    made = run.make_server

    def make_late(app):
        os.kill(os.getpid(), signal.SIGTERM)  # before uvicorn's own handlers
        return made(app)

    monkeypatch.setattr(run, "make_server", make_late)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        run.run_server(app, listening)
    assert ended == [True]
