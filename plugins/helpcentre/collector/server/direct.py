"""The busy route without ASGI: a whole request goes straight to the collector, its answer straight to the socket.

A task, its events and its messages cost as much as reading a vote and judging it. An application that has `direct` (see
`Direct`) is asked first when a request is whole; what it does not take goes the usual way, as everything does under
another server. The answers are the same.
"""

from typing import Any, Protocol

from starlette.types import Scope

from helpcentre.collector.intake.validate import BODY_LIMIT
from helpcentre.collector.server.answer import Headers, send_answer, write_answer
from helpcentre.collector.server.timeouts import TimeoutProtocol


class Answer(Protocol):
    """Sends an answer: status, headers and body."""

    def __call__(self, status: int, headers: Headers, body: bytes) -> None:
        """Send it; only once for each request."""
        ...


class Direct(Protocol):
    """What an application offers as `direct`."""

    def takes(self, scope: Scope) -> bool:
        """Tell from its head whether a request may be handed over whole."""
        ...

    def take(self, scope: Scope, body: bytes, answer: Answer) -> bool:
        """Call `answer`, now or later; or return False for a request that goes the usual way."""
        ...


class DirectProtocol(TimeoutProtocol):
    """Hands requests with small bodies over whole."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._held: tuple[Any, Any] | None = None  # a cycle of request and response whose body is still to come

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._running = cycle
        direct: Direct | None = getattr(app, "direct", None)
        if direct is None or cycle.waiting_for_100_continue or not direct.takes(cycle.scope):
            self._start(cycle, app)
        elif cycle.more_body:
            self._held = cycle, app
        else:
            self._hand_over(cycle, app)

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; one that grows large is counted on the usual way."""
        super().on_body(body)
        if self._held is not None and len(self.cycle.body) > BODY_LIMIT:
            self._start(*self._held)

    def on_message_complete(self) -> None:
        """Hand the request over that was held for its body."""
        super().on_message_complete()
        if self._held is not None and self._held[0] is self.cycle:
            cycle, app = self._held
            self._held = None
            self._hand_over(cycle, app)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was held."""
        self._held = None
        super().connection_lost(exc)

    def _start(self, cycle: Any, app: Any) -> None:
        self._held = None
        super()._start_asgi_task(cycle, app)

    def _hand_over(self, cycle: Any, app: Any) -> None:
        def answer(status: int, headers: Headers, body: bytes) -> None:
            if not write_answer(cycle, status, headers, body):
                self._start(cycle, _sending(status, headers, body))  # the client is slow to take answers

        try:
            taken = app.direct.take(cycle.scope, bytes(cycle.body), answer)
        except Exception:
            self.logger.exception("Exception in the direct route")
            taken = True
            if not cycle.response_complete:
                answer(500, ((b"content-length", b"0"), (b"connection", b"close")), b"")
        if not taken:
            self._start(cycle, app)


def _sending(status: int, headers: Headers, body: bytes) -> Any:
    """Return an application that sends one answer."""

    async def send_it(_: Scope, __: Any, send: Any) -> None:
        await send_answer(send, status, headers, body)

    return send_it
