"""An answer in one piece.

In ASGI an answer is two messages, its head and its body, and uvicorn writes each by itself: two system calls, and two
packets for the reader. Where our own server (`direct.py`) has a request whole, it writes both at once; the bytes are
the same.
"""

from functools import lru_cache
from typing import Any

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

Headers = tuple[tuple[bytes, bytes], ...]


async def send_answer(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole answer by ASGI; `headers` have lower-case names and include the length of the body."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def write_answer(cycle: Any, status: int, headers: Headers, body: bytes) -> bool:
    """Write a whole answer to one of uvicorn's cycles of request and response, and note in it that it is complete.

    Returns False, and writes nothing, if the client has to be waited for.
    """
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
