"""Timeouts and limits below HTTP, so that slow, silent or endless clients cannot occupy the collector.

uvicorn waits without limit for the end of a request and for a client to read its response. Its keep-alive timeout
starts only after the first response, and an empty line stops it. It accepts heads of any length and any number of
requests before the first is answered, and it adds the trailers of a chunked body to the headers, where they could pass
for those of the proxy. This protocol
* closes a connection whose request (head and body) is not complete within `REQUEST_SECONDS` of its first byte,
* closes one whose client reads less than `READ_BYTES` of its responses in half that time,
* refuses a head of more than `HEAD_LIMIT` bytes (431) and cuts off a request of more than `REQUEST_LIMIT` bytes,
* closes one that sends more than `PIPELINE_LIMIT` requests ahead of their responses; browsers and proxies send none,
* closes one that has been idle for as long as uvicorn's `timeout_keep_alive`, within another half of `REQUEST_SECONDS`,
* when the server stops, waits `ENDING_SECONDS` for a request that is on its way, and answers it, before it closes,
* closes an idle connection for a new one if the limit is reached (`connection_limit.py`),
* drops trailers.
"""

import asyncio
import fcntl
import struct
import termios
from typing import Any, Self

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from helpcentre.collector.server.connection_limit import ConnectionLimiter

REQUEST_SECONDS = 10.0
HEAD_LIMIT = 32 * 1024
REQUEST_LIMIT = 1024 * 1024  # the largest body is 64 KiB; chunks of one byte make it six times as long
READ_BYTES = 4 * 1024
PIPELINE_LIMIT = 64
ENDING_SECONDS = 0.5
PART = 4 * 1024  # bytes of one read that are passed on between two checks
_HEAD_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n"
    b"connection: close\r\n\r\n"
)


class TimeoutProtocol(HttpToolsProtocol):
    """uvicorn's protocol with a timer while a request is awaited or arrives, and a watch on responses not yet read."""

    seconds = REQUEST_SECONDS
    limiter = ConnectionLimiter()  # each server has its own: `with_limiter`

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._request_timer: asyncio.TimerHandle | None = None
        self._begun: float | None = None  # when the request that is awaited or arriving began, by the loop's clock
        self._watch_timer: asyncio.TimerHandle | None = None
        self._unread = self._received = self._resumed = 0
        self._idle_since: float | None = None  # since when nothing has been requested, by the loop's clock
        self._in_head = self._is_ending = False
        self._running: Any = None  # uvicorn's cycle of the request being worked on; `cycle` is the newest one

    @classmethod
    def with_limiter(cls, limiter: ConnectionLimiter) -> type[Self]:
        """Return the protocol of one server, whose connections are in `limiter`."""
        return type(cls.__name__, (cls,), {"limiter": limiter})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start to wait for the first request."""
        super().connection_made(transport)
        self.limiter.add(self)
        self._start_request_timer()
        self._watch_timer = self.loop.call_later(self.seconds / 2, self._check_client)

    def data_received(self, data: bytes) -> None:
        """Take bytes; whatever they are, they start a request that must be complete in time."""
        self._idle_since = None
        self._start_request_timer()
        for start in range(0, len(data), PART):  # one read may bring a head of any length
            if not self.transport.is_closing():
                self._receive_part(data[start : start + PART] if len(data) > PART else data)

    def _receive_part(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)
        if self._received <= HEAD_LIMIT or self.transport.is_closing():
            return
        if self._in_head:
            self.transport.write(_HEAD_TOO_LARGE)
            self.transport.close()
        elif self._received > REQUEST_LIMIT:
            self.close()

    def on_message_begin(self) -> None:
        """Start to wait for the rest of a request; if it was already awaited, the same timer continues."""
        super().on_message_begin()
        self._in_head = True
        self._start_request_timer()

    def on_headers_complete(self) -> None:
        """Pass the request on; what follows its body is not one of its headers."""
        if b"://" in self.url and not self.url.startswith(b"/"):
            self._take_host_from_target()
        super().on_headers_complete()
        self._in_head = False
        self.headers = []
        if self._is_ending:
            self.cycle.keep_alive = False
        if len(self.pipeline) > PIPELINE_LIMIT:
            self.close()

    def _take_host_from_target(self) -> None:
        """Replace the Host header by the host of an absolute target, such as `GET http://a.example/x` (RFC 9112)."""
        authority = self.url.partition(b"://")[2].partition(b"/")[0].partition(b"?")[0]
        self.headers[:] = [(name, value) for name, value in self.headers if name != b"host"]
        self.headers.append((b"host", authority.rpartition(b"@")[2]))

    def on_message_complete(self) -> None:
        """Stop the clock: the request is complete, the rest is up to us."""
        super().on_message_complete()
        self._received = 0
        self._begun = None
        if self.cycle.response_complete:  # answered before its body arrived: nothing else would start to count
            self._idle_since = self.loop.time()
        self.limiter.touch(self)

    def on_response_complete(self) -> None:
        """Go on with the next request, or start to be idle: uvicorn's own step without a timer for each response."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:  # in the loop's next turn: other clients are waiting too
            self.loop.call_soon(self._start_next_request)
        else:
            self._idle_since = self.loop.time()

    def _start_next_request(self) -> None:
        if self.pipeline and not self.transport.is_closing():
            self._start_asgi_task(*self.pipeline.pop())

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP; while an earlier request is worked on, this would pass for its response."""
        earlier = self._running
        if earlier is None or earlier.response_complete or earlier.more_body:
            super().send_400_response(msg)
        else:
            self.close()

    def awaits_response(self) -> bool:
        """Return whether something complete that was sent is being stored, for a client that reads its responses."""
        cycle = self._running
        if cycle is None or cycle.response_complete or cycle.more_body or self.flow.write_paused:
            return False
        return cycle.scope["method"] not in ("GET", "HEAD")

    def shutdown(self) -> None:
        """Close the connection because the server stops: after its response, or if no request arrives any more.

        Closed at once, a connection would be reset under a client that has just sent its request.
        """
        self._is_ending = True
        if self.awaits_request():
            self.loop.call_later(ENDING_SECONDS, self._close_unused)
        else:
            self.cycle.keep_alive = False

    def awaits_request(self) -> bool:
        """Return whether everything that was requested has been answered."""
        return self.cycle is None or self.cycle.response_complete

    def _close_unused(self) -> None:
        if self.awaits_request() and not self.transport.is_closing():
            self.transport.close()

    def close(self) -> None:
        """Close the connection at once; a response that is still being made is not wanted any more."""
        self._abandon_requests()
        self.transport.abort()

    def _abandon_requests(self) -> None:
        for cycle in (self._running, self.cycle):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        self._running = None
        self.pipeline.clear()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def resume_writing(self) -> None:
        """Note that the client has read what was waiting."""
        self._resumed += 1
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        for timer in (self._request_timer, self._watch_timer):
            if timer is not None:
                timer.cancel()
        self._request_timer = self._watch_timer = None
        self._abandon_requests()
        self.limiter.remove(self)
        super().connection_lost(exc)
        self.cycle = None  # type: ignore[assignment] # it holds this protocol: leave no reference cycle to the gc

    def _start_request_timer(self) -> None:
        """Start to count, unless it is counting already; one timer serves many requests, which only note their time."""
        if self._begun is None:
            self._begun = self.loop.time()
            if self._request_timer is None:
                self._request_timer = self.loop.call_later(self.seconds, self._check_request)

    def _check_request(self) -> None:
        self._request_timer = None
        if self._begun is None:
            return
        left = self._begun + self.seconds - self.loop.time()
        if left > 0:
            self._request_timer = self.loop.call_later(left, self._check_request)
        else:
            self.close()

    def _check_client(self) -> None:
        """Close the connection if nothing is requested, or if the client has not read on since the last check."""
        unread, before = self._count_unread(), self._unread
        if not unread and self._idle_seconds() >= self.timeout_keep_alive:
            self.transport.close()
            return
        if before and unread and not self._resumed and unread > before - READ_BYTES:
            self.close()
            return
        self._unread, self._resumed = unread, 0
        self._watch_timer = self.loop.call_later(self.seconds / 2, self._check_client)

    def _idle_seconds(self) -> float:
        """Return for how long nothing has been requested; a negative number while something is."""
        return -1.0 if self._idle_since is None else self.loop.time() - self._idle_since

    def _count_unread(self) -> int:
        """Return how many bytes of responses the client has still to read; 0 once the kernel has all of them."""
        buffered = self.transport.get_write_buffer_size()
        if not buffered:
            return 0
        try:  # the kernel asks for more only when a third of its buffer is free, which is megabytes on a slow line
            number = self.transport.get_extra_info("socket").fileno()
            in_kernel = struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, b"\0\0\0\0"))[0]
        except (OSError, AttributeError):
            in_kernel = 0
        return buffered + int(in_kernel)
