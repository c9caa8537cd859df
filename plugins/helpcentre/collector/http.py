"""The collector over HTTP: routes of the wire contract, Origin rules, streamed body limits.

`create_app` gives an ASGI application. The one busy route (`POST /feedback/v1/items`) is answered before Starlette's
routing, everything else goes through it; what is not the collector's goes to `fallback` (the static site).
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from helpcentre.collector.accept import BODY_LIMIT, LIST_BODY_LIMIT, Arrival
from helpcentre.collector.items import Refusal, StoreUnavailableError
from helpcentre.collector.metrics import prometheus
from helpcentre.collector.openapi import document
from helpcentre.collector.pages.guard import Guard
from helpcentre.collector.pages.visit import Visit
from helpcentre.collector.service import Service, Settings
from helpcentre.collector.store.base import Store
from helpcentre.collector.visitor import parse_address

ITEMS = "/feedback/v1/items"
FORM = "/feedback/v1/form"
_JSON = (b"content-type", b"application/json")
_CACHE = (b"cache-control", b"no-store")
_SNIFF = (b"x-content-type-options", b"nosniff")
_BODIES = {1: b'{"stored":1}', 0: b'{"stored":0}'}
_HEADERS = frozenset(
    {
        b"accept-language", b"content-length", b"content-type", b"dnt", b"origin", b"sec-gpc", b"user-agent",
        b"x-forwarded-for",
    }
)  # fmt: skip


class Collector:
    """The ASGI application; `routes` lists what Starlette answers."""

    def __init__(self, service: Service, inner: Starlette) -> None:
        self.service = service
        self.inner = inner

    @property
    def routes(self) -> list[BaseRoute]:
        """Return every route, for tests that go through all of them."""
        return self.inner.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == ITEMS and scope["method"] == "POST":
            await Items(self.service)(scope, receive, send)
        else:
            await self.inner(scope, receive, send)


class Items:
    """`POST /feedback/v1/items` without anything between the socket and the writer."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Store what the body says."""
        service, headers = self.service, _wanted(scope)
        origin = headers.get(b"origin", b"").decode("latin-1")
        allowed = origin in service.origins
        if not allowed:
            status, answer, close = 403, service.refuse("origin_not_allowed"), False
        else:
            body = await read_body(receive, headers)
            close = body is None
            if body is None:
                status, answer = 413, service.refuse("too_large")
            else:
                status, answer = await service.take(
                    arrival(body, headers, service), *visitor_parts(scope, headers, service)
                )
        await _send(send, status, answer, origin if allowed else None, close=close)


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

    guard = Guard(running)
    routes: list[BaseRoute] = [
        Route(ITEMS, Items(running), methods=["POST"]),
        Route(ITEMS, _preflight(running, "POST"), methods=["OPTIONS"]),
        Route(f"{ITEMS}/{{id}}", _erase(running), methods=["DELETE"]),
        Route(f"{ITEMS}/{{id}}", _preflight(running, "DELETE"), methods=["OPTIONS"]),
        Route(FORM, _form(running), methods=["POST"]),
        Route("/feedback/v1/openapi.json", _openapi(running), methods=["GET"]),
        Route("/healthz", _healthz, methods=["GET"]),
        Route("/readyz", _readyz(running), methods=["GET"]),
        Route("/metrics", _metrics(running, guard), methods=["GET"]),
    ]
    routes += guard.routes()
    if fallback is not None:
        routes.append(Mount("/", fallback))
    return Collector(running, Starlette(routes=routes, lifespan=lifespan))


def _wanted(scope: Scope) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in _HEADERS:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def arrival(body: bytes, headers: Mapping[bytes, bytes], service: Service) -> Arrival:
    """Return the request as far as `accept` wants it."""
    return Arrival(
        body,
        headers.get(b"content-type", b"").decode("latin-1"),
        service.settings.clock(),
        opted_out=headers.get(b"sec-gpc") == b"1" or headers.get(b"dnt") == b"1",
    )


def visitor_parts(scope: Scope, headers: Mapping[bytes, bytes], service: Service) -> tuple[str, str, str]:
    """Return address, user agent and Accept-Language."""
    peer = scope["client"][0] if scope.get("client") else None
    forwarded = headers.get(b"x-forwarded-for")
    return (
        service.settings.proxies.client(peer, forwarded.decode("latin-1") if forwarded else None),
        headers.get(b"user-agent", b"").decode("latin-1")[:500],
        headers.get(b"accept-language", b"").decode("latin-1")[:200],
    )


async def read_body(receive: Receive, headers: Mapping[bytes, bytes]) -> bytes | None:
    """Return the body, counted as it streams in; None once it is too large (a list may be larger)."""
    try:
        if int(headers.get(b"content-length", b"0")) > LIST_BODY_LIMIT:
            return None
    except ValueError:
        return None
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body
        part: bytes = message.get("body", b"")
        body = body + part if body else part
        if len(body) > (LIST_BODY_LIMIT if body.lstrip()[:1] == b"[" else BODY_LIMIT):
            return None
        if not message.get("more_body"):
            return body


async def _send(send: Send, status: int, answer: Mapping[str, Any], origin: str | None, *, close: bool = False) -> None:
    body = _BODIES.get(answer["stored"]) if len(answer) == 1 and "stored" in answer else None
    if body is None:
        body = json.dumps(answer, separators=(",", ":")).encode()
    headers = [_JSON, _CACHE, _SNIFF, (b"content-length", str(len(body)).encode())]
    if origin is not None:
        headers += [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"origin")]
    if "retry_after" in answer:
        headers.append((b"retry-after", str(answer["retry_after"]).encode()))
    if close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


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


def _form(service: Service) -> Any:
    async def form(request: Request) -> Response:
        headers = _wanted(request.scope)
        origin = request.headers.get("origin", "")
        if origin not in service.origins:
            return await _form_refusal(request, service, 403, service.refuse("origin_not_allowed"))
        body = await read_body(request.receive, headers)
        if body is None:
            return await _form_refusal(request, service, 413, service.refuse("too_large"))
        parts = visitor_parts(request.scope, headers, service)
        taken = await service.take_form(arrival(body, headers, service), *parts)
        if isinstance(taken, Refusal):
            return await _form_refusal(request, service, taken.status, taken.body())
        if isinstance(taken, tuple):
            return await _form_refusal(request, service, *taken)
        return RedirectResponse(service.thanks(taken.article, taken.language, origin), 303)

    return form


async def _form_refusal(request: Request, service: Service, status: int, body: Mapping[str, Any]) -> Response:
    """Return a plain page in the reader's language: not stored, and what to do."""
    visit = Visit(request, service, None)
    words = visit.words
    why = {503: "pages.form_later", 404: "pages.form_old"}.get(status, "pages.form_wrong")
    home = service.manifest.site.url if service.manifest else ""
    answer = await visit.render(
        "message.html", status, heading=words["pages.form_refused"], text=words[why], link=home,
        link_text=words["frame.home"],
    )  # fmt: skip
    if "retry_after" in body:
        answer.headers["retry-after"] = str(body["retry_after"])
    return answer


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
    async def openapi(_: Request) -> Response:
        return JSONResponse(document(service.known))

    return openapi


async def _healthz(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _readyz(service: Service) -> Any:
    async def readyz(_: Request) -> Response:
        ready = await service.ready()
        return JSONResponse({"ready": ready}, 200 if ready else 503)

    return readyz


def _metrics(service: Service, guard: Guard) -> Any:
    async def metrics(request: Request) -> Response:
        headers = _wanted(request.scope)
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
