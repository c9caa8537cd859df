"""A collector as people run it: its own process, real sockets, and readers who never stop."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace
from uuid import uuid4

import uvicorn

from tests.collector.world import ORIGIN, manifest_text, vote


def make_site(folder):
    (folder / "helpcentre").mkdir(parents=True, exist_ok=True)
    (folder / "helpcentre" / "manifest.json").write_text(manifest_text(), encoding="utf-8")
    return folder


class Running:
    """The process, the port named in its log, and everything it has logged."""

    def __init__(self, folder, database, *options, limit=None):
        site = make_site(folder / "site")
        command = [sys.executable, "-c", "from helpcentre.cli import main; main()"]
        command += [
            "collect",
            "--database",
            database,
            "--site",
            str(site),
            "--port",
            "0",
            "--behind-proxy",
            "127.0.0.1",
        ]
        self.log = folder / f"log-{uuid4().hex[:8]}"

        def lower():
            import resource

            if limit:
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, *options], stderr=log, preexec_fn=lower, env=environment, cwd=folder
            )
        self.port = self._wait_for("listening")["port"]
        self._wait_for("manifest_read")

    def _wait_for(self, event, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            for line in self.log.read_text().splitlines():
                if line.startswith("{") and json.loads(line)["event"] == event:
                    return json.loads(line)
            time.sleep(0.05)
        raise AssertionError(f"no '{event}' in the log:\n{self.log.read_text()}")

    def kill(self, number=signal.SIGKILL):
        self.process.send_signal(number)
        return self.process.wait(30)

    def close(self):
        if self.process.poll() is None:
            self.kill()


@contextmanager
def running(folder, database, *options, limit=None):
    collector = Running(folder, database, *options, limit=limit)
    try:
        yield collector
    finally:
        collector.close()


@contextmanager
def served(app, protocol, **options):
    """Serve an application in a thread of this process; gives its port and uvicorn's server."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, http=protocol, log_config=None, ws="none", proxy_headers=False, **options)
    )
    server.install_signal_handlers = lambda: None
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield SimpleNamespace(port=listener.getsockname()[1], server=server)
    finally:
        server.should_exit = True
        thread.join(20)


def request(body, *, address="198.51.100.1", connection="keep-alive"):
    return (
        f"POST /feedback/v1/items HTTP/1.1\r\nHost: x\r\nOrigin: {ORIGIN}\r\nContent-Type: application/json\r\n"
        f"X-Forwarded-For: {address}\r\nConnection: {connection}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def post(reader, writer, event, address):
    """Send one item and return the status of the answer."""
    writer.write(request(json.dumps(event).encode(), address=address))
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(
        next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")).split(b":")[1]
    )
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])


async def flood(port, acknowledged, refused, *, connections=32, until=None):
    """Vote until the server is gone or `until` returns: ids answered 2xx are acknowledged, other answers refused."""
    stop = asyncio.Event()

    async def one(number):
        writer = None
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            count = 0
            while not stop.is_set():
                count += 1
                event = vote(value=count % 2, id=str(uuid4()))
                status = await post(reader, writer, event, f"10.{number}.{count >> 8 & 255}.{count & 255}")
                (acknowledged if status in (200, 201) else refused).append(event["id"] if status < 300 else status)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            if writer is not None:
                writer.close()

    tasks = [asyncio.create_task(one(number)) for number in range(connections)]
    if until is not None:
        await until()
        stop.set()
    await asyncio.gather(*tasks)
