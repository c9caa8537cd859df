"""The collector over HTTP: routes of the wire contract, Origin rules, streamed body limits.

`create_app` gives an ASGI application. The one busy route (`POST /feedback/v1/items`) is answered before Starlette's
routing, everything else goes through it; what is not the collector's goes to `fallback` (the static site).
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from helpcentre.collector.intake.ip_addresses import parse_address
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.intake.validate import BODY_LIMIT
from helpcentre.collector.items import StoreUnavailableError
from helpcentre.collector.lifecycle import Service
from helpcentre.collector.metrics import prometheus
from helpcentre.collector.pages.access_guard import AccessGuard
from helpcentre.collector.server.allowed_hosts import is_ours
from helpcentre.collector.server.answer import Headers, send_answer
from helpcentre.collector.server.direct import Answer
from helpcentre.collector.server.form_route import form_endpoint
from helpcentre.collector.server.openapi import document
from helpcentre.collector.server.request import arrival, read_body, visitor_parts, wanted
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.base import Store

ITEMS = "/feedback/v1/items"
FORM = "/feedback/v1/form"
_DIGITS = len(str(BODY_LIMIT))
_JSON = (b"content-type", b"application/json")
_CACHE = (b"cache-control", b"no-store")
_SNIFF = (b"x-content-type-options", b"nosniff")
_MISDIRECTED = PlainTextResponse(
    "This name is not known here. Ask by 127.0.0.1 or localhost, or name the address with --public-url.\n", 421
)
_STORED = b'{"stored":1}'


class Collector:
    """The ASGI application; `routes` lists what Starlette answers."""

    def __init__(self, service: Service, inner: Starlette) -> None:
        self.service = service
        self.inner = inner
        self.direct = Items(service)  # our own server hands it whole requests: `direct.py`

    @property
    def routes(self) -> list[BaseRoute]:
        """Return every route, for tests that go through all of them."""
        return self.inner.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == ITEMS and scope["method"] == "POST":
            await self.direct(scope, receive, send)
        elif scope["type"] == "http" and not self._is_asked_by_name(scope):
            await _MISDIRECTED(scope, receive, send)
        else:
            await self.inner(scope, receive, send)

    def _is_asked_by_name(self, scope: Scope) -> bool:
        """Tell whether the Host is one of ours; behind a proxy that is the proxy's to know."""
        if self.service.settings.proxies.trusted:
            return True
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        return all(is_ours(host, self.service.origins) for host in hosts)


class Items:
    """`POST /feedback/v1/items` without anything between the socket and the writer."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def takes(self, scope: Scope) -> bool:
        """Tell whether a request is one of ours, and small by its own account."""
        if scope["path"] != ITEMS or scope["method"] != "POST":
            return False
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return all(len(length) <= _DIGITS for length in lengths)

    def take(self, scope: Scope, body: bytes, answer: Answer) -> bool:
        """Store what a whole body says; False if that goes the usual way (a list, the first item of a day)."""
        service, headers = self.service, wanted(scope)
        origin = headers.get(b"origin", b"").decode("latin-1")
        if len(body) > BODY_LIMIT or origin not in service.origins or body.lstrip()[:1] == b"[":
            return False

        def then(status: int, said: dict[str, object]) -> None:
            text = _body(said)
            answer(status, _headers(len(text), origin, said.get("retry_after"), close=False), text)

        return service.take_then(arrival(body, headers, service), visitor_parts(scope, headers, service), then)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Store what the body says."""
        service, headers = self.service, wanted(scope)
        origin = headers.get(b"origin", b"").decode("latin-1")
        allowed = origin in service.origins
        if not allowed:
            status, answer, close = 403, service.refuse("origin_not_allowed"), False
        else:
            read = await read_body(receive, headers)
            close = read is None
            if read is None:
                status, answer = 413, service.refuse("too_large")
            else:
                status, answer = await service.take(
                    arrival(read, headers, service), *visitor_parts(scope, headers, service)
                )
        body = _body(answer)
        retry = answer.get("retry_after")
        await send_answer(send, status, _headers(len(body), origin if allowed else None, retry, close), body)


def create_app(
    store: Store, settings: Settings | None = None, *, fallback: ASGIApp | None = None, service: Service | None = None
) -> Collector:
    """Return the application; it opens and closes nothing but what it starts itself (writer and care tasks).

    `fallback` answers every path that is not the collector's, such as the static site; without it they are 404.
    """
    running = service or Service(store, settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await running.start()
        try:
            yield
        finally:
            await running.stop()

    guard = AccessGuard(running)
    routes: list[BaseRoute] = [
        Route(ITEMS, Items(running), methods=["POST"]),
        Route(ITEMS, _preflight(running, "POST"), methods=["OPTIONS"]),
        Route(f"{ITEMS}/{{id}}", _erase(running), methods=["DELETE"]),
        Route(f"{ITEMS}/{{id}}", _preflight(running, "DELETE"), methods=["OPTIONS"]),
        Route(FORM, form_endpoint(running), methods=["POST"]),
        Route("/feedback/v1/openapi.json", _openapi(running), methods=["GET"]),
        Route("/healthz", _healthz, methods=["GET"]),
        Route("/readyz", _readyz(running), methods=["GET"]),
        Route("/metrics", _metrics(running, guard), methods=["GET"]),
    ]
    routes += guard.routes()
    if fallback is not None:
        routes.append(Mount("/", fallback))
    inner = Starlette(routes=routes, lifespan=lifespan)
    inner.router.redirect_slashes = False  # it would lead to the Host a request names
    return Collector(running, inner)


def _body(answer: dict[str, object]) -> bytes:
    return _STORED if answer == {"stored": 1} else json.dumps(answer, separators=(",", ":")).encode()


@lru_cache(maxsize=256)
def _headers(length: int, origin: str | None, retry_after: object, close: bool) -> Headers:
    headers = [_JSON, _CACHE, _SNIFF, (b"content-length", str(length).encode())]
    if origin is not None:
        headers += [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"origin")]
    if retry_after is not None:
        headers.append((b"retry-after", str(retry_after).encode()))
    if close:
        headers.append((b"connection", b"close"))
    return tuple(headers)


def _preflight(service: Service, method: str) -> Any:
    async def preflight(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        if origin not in service.origins:
            return JSONResponse({"error": "origin_not_allowed"}, 403)
        return Response(
            status_code=204,
            headers={
                "access-control-allow-origin": origin,
                "access-control-allow-methods": method,
                "access-control-allow-headers": "content-type",
                "access-control-max-age": "86400",
                "vary": "origin",
            },
        )

    return preflight


def _erase(service: Service) -> Any:
    async def erase(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin not in service.origins:
            return JSONResponse({"error": "origin_not_allowed"}, 403)
        headers = {"access-control-allow-origin": origin, "vary": "origin"} if origin else {}
        try:
            identity = bytes.fromhex(request.path_params["id"].replace("-", ""))
            if len(identity) == 16:
                await service.erase(identity)
        except ValueError:
            pass  # the answer tells nobody which ids there are
        except StoreUnavailableError:
            return JSONResponse({"error": "unavailable"}, 503, {**headers, "retry-after": "5"})
        return Response(status_code=204, headers=headers)

    return erase


def _openapi(service: Service) -> Any:
    made: list[tuple[SiteCatalogue, bytes]] = []

    async def openapi(_: Request) -> Response:
        if not made or made[0][0] is not service.known:  # once for each manifest: it takes longer than a vote
            known = service.known
            made[:] = [(known, json.dumps(await asyncio.to_thread(document, known)).encode())]
        return Response(made[0][1], media_type="application/json")

    return openapi


async def _healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _readyz(service: Service) -> Any:
    async def readyz(_: Request) -> Response:
        ready = await service.ready()
        return JSONResponse({"ready": ready}, 200 if ready else 503)

    return readyz


def _metrics(service: Service, guard: AccessGuard) -> Any:
    async def metrics(request: Request) -> Response:
        headers = wanted(request.scope)
        address = parse_address(visitor_parts(request.scope, headers, service)[0])
        passed_on = b"x-forwarded-for" in headers  # a proxy on this machine is not its readers
        if address is None or not address.is_loopback or passed_on:
            access = await guard.access(request)
            if isinstance(access, Response):
                return access
        text = prometheus(
            service.counts,
            waiting=service.writer.waiting,
            batches=service.writer.batches,
            ready=service.writer.healthy,
            quarantine=None,
        )
        return PlainTextResponse(text, headers={"content-type": "text/plain; version=0.0.4; charset=utf-8"})

    return metrics
