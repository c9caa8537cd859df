"""Deadlines and limits below HTTP, so that slow, silent or endless clients cannot occupy the collector.

uvicorn waits for ever for a request to be finished and for an answer to be taken; its keep-alive timeout begins only
after the first answer, and an empty line stops it. It takes headers of any length and any number of requests before the
first is answered, and puts the trailers of a chunked body among the headers, where they could pass for those of the
proxy. This protocol
* closes a connection whose request (headers and body) is not complete within `SECONDS` of its first byte,
* closes one that takes less than `TAKEN` bytes of its answer in half that time,
* refuses a head over `HEAD_LIMIT` (431) and cuts a request over `REQUEST_LIMIT`, whatever it consists of,
* closes one that sends more than `PIPELINED` requests ahead of their answers; browsers and proxies send none,
* closes one that has been idle for as long as uvicorn's `timeout_keep_alive` says, within another half of `SECONDS`,
* makes room for a new connection where there is none (`connection_limit.py`),
* forgets trailers.
"""

import asyncio
import fcntl
import struct
import termios
from typing import Any, Self

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from helpcentre.collector.server.connection_limit import ConnectionLimiter

SECONDS = 10.0
HEAD_LIMIT = 32 * 1024
REQUEST_LIMIT = 1024 * 1024  # the largest body is 64 KiB; chunks of one byte make it six times as long
TAKEN = 4 * 1024
PIPELINED = 64
_TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain\r\ncontent-length: 0\r\n"
    b"connection: close\r\n\r\n"
)


class TimeoutProtocol(HttpToolsProtocol):
    """uvicorn's protocol with a timer while a request is awaited or arrives, and a watch on what is not taken."""

    seconds = SECONDS
    limiter = ConnectionLimiter()  # each server has one of its own: `with_limiter`

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self._since: float | None = None  # when the request that is awaited or arrives began, by the loop's clock
        self._watch: asyncio.TimerHandle | None = None
        self._left = self._arrived = self._resumed = 0
        self._idle: float | None = None  # since when nothing is asked, by the loop's clock
        self._in_head = False
        self._running: Any = None  # uvicorn's cycle of request and response that is worked on; `cycle` is the newest

    @classmethod
    def with_limiter(cls, limiter: ConnectionLimiter) -> type[Self]:
        """Return the protocol of one server; its connections are in `limiter`."""
        return type(cls.__name__, (cls,), {"limiter": limiter})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self.limiter.add(self)
        self._arm()
        self._watch = self.loop.call_later(self.seconds / 2, self._look)

    def data_received(self, data: bytes) -> None:
        """Take bytes; whatever they are, they begin a request that has to be finished in time."""
        self._idle = None
        self._arm()
        self._arrived += len(data)
        super().data_received(data)
        if self._arrived <= HEAD_LIMIT or self.transport.is_closing():
            return
        if self._in_head:
            self.transport.write(_TOO_LONG)
            self.transport.close()
        elif self._arrived > REQUEST_LIMIT:
            self.close()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request; one that is awaited already keeps its time."""
        super().on_message_begin()
        self._in_head = True
        self._arm()

    def on_headers_complete(self) -> None:
        """Hand the request on; what comes after its body is no header of it."""
        super().on_headers_complete()
        self._in_head = False
        self.headers = []
        if len(self.pipeline) > PIPELINED:
            self.close()

    def on_message_complete(self) -> None:
        """Stop the clock: the request is whole, the rest is up to us."""
        super().on_message_complete()
        self._arrived = 0
        self._since = None
        if self.cycle.response_complete:  # answered before its body came: nothing else would begin to count
            self._idle = self.loop.time()
        self.limiter.touch(self)

    def on_response_complete(self) -> None:
        """Go on with the next request, or begin to be idle: uvicorn's own step without a timer for each answer."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:  # in a turn of its own: other clients wait too
            self.loop.call_soon(self._go_on)
        else:
            self._idle = self.loop.time()

    def _go_on(self) -> None:
        if self.pipeline and not self.transport.is_closing():
            self._start_asgi_task(*self.pipeline.pop())

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; while an earlier request is worked on, this would stand in its answer's place."""
        earlier = self._running
        if earlier is None or earlier.response_complete or earlier.more_body:
            super().send_400_response(msg)
        else:
            self.close()

    def awaits_response(self) -> bool:
        """Tell whether something whole that was sent is being stored, for a client that takes its answers."""
        cycle = self._running
        if cycle is None or cycle.response_complete or cycle.more_body or self.flow.write_paused:
            return False
        return cycle.scope["method"] not in ("GET", "HEAD")

    def close(self) -> None:
        """Close the connection at once; an answer that is still being made is not wanted any more."""
        self._let_go()
        self.transport.abort()

    def _let_go(self) -> None:
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
        """Note that the client has taken what waited."""
        self._resumed += 1
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        for timer in (self._deadline, self._watch):
            if timer is not None:
                timer.cancel()
        self._deadline = self._watch = None
        self._let_go()
        self.limiter.remove(self)
        super().connection_lost(exc)
        self.cycle = None  # type: ignore[assignment] # it holds this protocol: no ring is left for the gc

    def _arm(self) -> None:
        """Begin to count, unless it counts already; one timer serves many requests, which only note their time."""
        if self._since is None:
            self._since = self.loop.time()
            if self._deadline is None:
                self._deadline = self.loop.call_later(self.seconds, self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        self._deadline = None
        if self._since is None:
            return
        left = self._since + self.seconds - self.loop.time()
        if left > 0:
            self._deadline = self.loop.call_later(left, self._look_at_the_clock)
        else:
            self.close()

    def _look(self) -> None:
        """Close the connection if what waited to be taken at the last look still waits, or nothing is asked."""
        left, before = self._waiting(), self._left
        if not left and self._idle is not None and self.loop.time() - self._idle >= self.timeout_keep_alive:
            self.transport.close()
            return
        if before and left and not self._resumed and left > before - TAKEN:
            self.close()
            return
        self._left, self._resumed = left, 0
        self._watch = self.loop.call_later(self.seconds / 2, self._look)

    def _waiting(self) -> int:
        """Return how many bytes of answers the client has still to take, 0 once all of them are with the kernel."""
        ours = self.transport.get_write_buffer_size()
        if not ours:
            return 0
        try:  # the kernel asks for more only when a third of its own buffer is free, megabytes on a slow line
            number = self.transport.get_extra_info("socket").fileno()
            kernels = struct.unpack("i", fcntl.ioctl(number, termios.TIOCOUTQ, b"\0\0\0\0"))[0]
        except (OSError, AttributeError):
            kernels = 0
        return ours + int(kernels)
