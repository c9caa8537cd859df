"""A deadline for whole requests, so that slow or silent clients cannot occupy the collector.

uvicorn waits for ever for a request to be finished; its keep-alive timeout begins only after the first answer. This
protocol closes a connection whose request (headers and body) is not complete within `SECONDS`, and at once refuses
more connections than `limit_concurrency`.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 10.0


class DeadlineProtocol(HttpToolsProtocol):
    """uvicorn's protocol with a timer that runs while a request is awaited or arrives."""

    seconds = SECONDS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._arm()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request; one that is awaited already keeps its time."""
        super().on_message_begin()
        self._arm()

    def on_message_complete(self) -> None:
        """Stop the clock: the request is whole, the rest is up to us."""
        super().on_message_complete()
        self._disarm()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._disarm()
        super().connection_lost(exc)

    def _arm(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self.seconds, self._too_late)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.abort()
