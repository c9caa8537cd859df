"""A static host on loopback: gzip for text, ten minutes of caching, every body counted; slow if asked."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TEXT = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
GZIP_LEVEL = 9
SLICE = 2000
"""Bytes that a slow line carries at a time."""


@dataclass(frozen=True)
class Line:
    """A slow line: seconds before each response, and bytes per second that all responses share."""

    latency: float
    rate: float


SLOW = Line(0.150, 200_000)


@dataclass(frozen=True)
class Sent:
    """One answer: its path, the bytes of its body as they went over the line, and when it began (Unix seconds)."""

    path: str
    size: int
    began: float


@dataclass
class Host:
    """A running host: its address, and what it has sent so far."""

    url: str
    sent: list[Sent] = field(default_factory=list)
    open: set[int] = field(default_factory=set)

    def quiet(self, seconds: float = 0.2, most: float = 30) -> None:
        """Wait until nothing has been on the line for `seconds`; raises TimeoutError."""
        end = time.monotonic() + most
        seen, since = len(self.sent), time.monotonic()
        while time.monotonic() - since < seconds:
            if time.monotonic() > end:
                raise TimeoutError(f"the line was busy for {most} s")
            time.sleep(0.02)
            if self.open or len(self.sent) != seen:
                seen, since = len(self.sent), time.monotonic()


@contextmanager
def host(folder: Path, line: Line | None = None) -> Iterator[Host]:
    """Serve `folder` until the end of the block."""
    running = Host("")
    wire = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # headers and body leave together

        def do_GET(self) -> None:
            began = time.time()
            running.open.add(id(self))
            try:
                body, headers = content(folder, self.path.partition("?")[0])
                running.sent.append(Sent(self.path.partition("?")[0], len(body), began))
                if line:
                    time.sleep(line.latency)
                self.send_response(200 if headers else 404)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.put(body)
                self.wfile.flush()
            finally:
                running.open.discard(id(self))

        def put(self, body: bytes) -> None:
            for start in range(0, len(body), SLICE):
                part = body[start : start + SLICE]
                if line:
                    with wire:
                        time.sleep(len(part) / line.rate)
                    self.wfile.flush()
                self.wfile.write(part)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    running.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


def content(folder: Path, path: str) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of a path, as static hosts send them; no headers if there is no file."""
    file = folder / path.lstrip("/")
    if path.endswith("/"):
        file /= "index.html"
    if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
        return b"", {}
    body = read(file, file.stat().st_mtime_ns)
    headers = {"Content-Type": TEXT.get(file.suffix, "application/octet-stream"), "Cache-Control": "max-age=600"}
    return body, headers | ({"Content-Encoding": "gzip"} if file.suffix in TEXT else {})


@cache
def read(file: Path, _modified: int) -> bytes:
    """Return the bytes of a file as they go over the line: text gzipped, all else as it is."""
    plain = file.read_bytes()
    return gzip.compress(plain, GZIP_LEVEL, mtime=0) if file.suffix in TEXT else plain
