"""An answer in one piece.

In ASGI an answer is two messages, its head and its body, and uvicorn writes each by itself: two system calls, and two
packets for the reader. Our own server (`direct.py`) offers an extension that takes both at once, for the one route
that is busy; under any other server the two messages are sent as usual. The bytes are the same.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from weakref import ref

from starlette.types import Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

EXTENSION = "helpcentre.answer"
Headers = tuple[tuple[bytes, bytes], ...]


async def send_answer(scope: Scope, send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole answer; `headers` have lower-case names and include the length of the body."""
    write = (scope.get("extensions") or {}).get(EXTENSION)
    if write is not None and write(status, headers, body):
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def offer(cycle: Any) -> None:
    """Offer the extension for one of uvicorn's cycles of request and response; it lives as long as its application."""
    cycle.scope["extensions"] = {EXTENSION: partial(_write, ref(cycle))}  # weak: no ring, nothing left for gc


def _write(offered: Callable[[], Any], status: int, headers: Headers, body: bytes) -> bool:
    return write_answer(offered(), status, headers, body)


def write_answer(cycle: Any, status: int, headers: Headers, body: bytes) -> bool:
    """Write the answer and note in the cycle that it is complete; False if the client has to be waited for."""
    if cycle.flow.write_paused and not cycle.disconnected:
        return False
    if cycle.disconnected:
        return True
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    if (b"connection", b"close") in headers:
        cycle.keep_alive = False
    elif not cycle.keep_alive:
        headers = (*headers, (b"connection", b"close"))
    cycle.transport.write(STATUS_LINE[status] + _lines(tuple(cycle.default_headers)) + _lines(headers) + b"\r\n" + body)
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True


@lru_cache(maxsize=64)
def _lines(headers: Headers) -> bytes:
    return b"".join(b"%b: %b\r\n" % header for header in headers)
