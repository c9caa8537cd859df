"""The collector as an ASGI application: all its routes, and the start and stop of what runs behind them.

It is Starlette's router without the layers of a whole Starlette application around it, which take a tenth of the time
of a vote: the only middleware is ours, and an exception that is not handled is the server's 500 either way.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcentre.collector.lifecycle import Service
from helpcentre.collector.pages.access_guard import AccessGuard
from helpcentre.collector.server.allowed_hosts import AllowedHosts
from helpcentre.collector.server.feedback_item_routes import ItemsEndpoint, erase_endpoint, preflight_endpoint
from helpcentre.collector.server.form_route import form_endpoint
from helpcentre.collector.server.messages_route import messages_endpoint
from helpcentre.collector.server.status_routes import (
    metrics_endpoint,
    openapi_endpoint,
    ready_endpoint,
    report_health,
)
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.store import Store

log = logging.getLogger("helpcentre.collector")

ITEMS = "/feedback/v1/items"
FORM = "/feedback/v1/form"
MESSAGES = "/feedback/v1/messages"
ROUTE_LABELS = {
    ITEMS: "items",
    FORM: "form",
    MESSAGES: "messages",
    "feedback": "feedback",  # a first segment, of all other paths that begin with it
    "reports": "reports",
    **dict.fromkeys(("healthz", "readyz", "metrics"), "status"),
}


class CollectorApp(Router):
    """The ASGI application; `service` is the running collector behind it."""

    def __init__(self, service: Service, *, fallback: ASGIApp | None = None) -> None:
        @asynccontextmanager
        async def run_service(_: object) -> AsyncIterator[None]:
            await service.start()
            try:
                yield
            finally:
                await service.stop()

        self.service = service
        routes = [*_public_routes(service), *_guarded_routes(service)]
        super().__init__(
            [*routes, Mount("/", fallback)] if fallback else routes,
            redirect_slashes=False,  # such a redirect would lead to the Host that a request names
            lifespan=run_service,
            middleware=[Middleware(AllowedHosts, service=service)],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and time it; an unexpected error is logged, and the client is asked to try again later."""
        if scope["type"] != "http":
            await self.middleware_stack(scope, receive, send)
            return
        begun, status = perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.middleware_stack(scope, receive, send_and_note)
        except Exception:
            log.exception("request_failed")
            await _send_unavailable(send_and_note)
        self.service.requests.observe(name_route(scope["path"]), status, perf_counter() - begun)


def name_route(path: str) -> str:
    """Return the label of a path in the metrics: one of a few, whatever strangers request."""
    if path.startswith(f"{ITEMS}/"):
        return "item"
    return ROUTE_LABELS.get(path) or ROUTE_LABELS.get(path[1:].partition("/")[0], "site")


async def _send_unavailable(send: Send) -> None:
    body = b'{"error":"unavailable","retry_after":5}'
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", b"5"),
        (b"connection", b"close"),
    ]
    with suppress(RuntimeError):  # the response has already been started
        await send({"type": "http.response.start", "status": 503, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def create_app(
    store: Store, settings: Settings | None = None, *, fallback: ASGIApp | None = None, service: Service | None = None
) -> CollectorApp:
    """Return the application; it starts and stops its own writer and background tasks, and leaves the store open.

    `fallback` answers every other path, such as those of the static site; without it they are 404.
    """
    return CollectorApp(service or Service(store, settings), fallback=fallback)


def _public_routes(service: Service) -> list[BaseRoute]:
    return [
        Route(ITEMS, ItemsEndpoint(service), methods=["POST"]),
        Route(ITEMS, preflight_endpoint(service, "POST"), methods=["OPTIONS"]),
        Route(f"{ITEMS}/{{id}}", erase_endpoint(service), methods=["DELETE"]),
        Route(f"{ITEMS}/{{id}}", preflight_endpoint(service, "DELETE"), methods=["OPTIONS"]),
        Route(FORM, form_endpoint(service), methods=["POST"]),
        Route(MESSAGES, messages_endpoint(service), methods=["POST"]),
        Route(MESSAGES, preflight_endpoint(service, "POST"), methods=["OPTIONS"]),
        Route("/feedback/v1/openapi.json", openapi_endpoint(service), methods=["GET"]),
        Route("/healthz", report_health, methods=["GET"]),
        Route("/readyz", ready_endpoint(service), methods=["GET"]),
    ]


def _guarded_routes(service: Service) -> list[BaseRoute]:
    """Return the routes that need a key, but for the metrics asked for on this machine."""
    guard = AccessGuard(service)
    return [Route("/metrics", metrics_endpoint(service, guard.access), methods=["GET"]), *guard.routes()]
