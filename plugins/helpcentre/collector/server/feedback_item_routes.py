"""`/feedback/v1/items`: store items, erase an item by its id, and answer the browser's preflight requests."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.pipeline import STORED
from helpcentre.collector.server.request_reading import (
    is_forwarded_by_stranger,
    read_headers,
    read_origin,
    read_request,
)

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service

_STORED_BODY = b'{"stored":1}'


class ItemsEndpoint:
    """`POST /feedback/v1/items`, as a plain ASGI application: it is the busiest route."""

    def __init__(self, service: "Service") -> None:
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Store what the body says."""
        service, headers = self.service, read_headers(scope)
        origin, close = read_origin(headers), False
        if origin not in service.origins:
            origin, status, answer = "", 403, service.pipeline.refuse("origin_not_allowed")
        elif (request := await read_request(scope, receive, headers, service.settings)) is None:
            status, answer, close = 413, service.pipeline.refuse("too_large"), True
        else:
            status, answer = await service.pipeline.accept_items(request)
        if is_forwarded_by_stranger(scope, headers, service.settings):
            service.note_stranger()
        body = _STORED_BODY if answer is STORED[1] else msgspec.json.encode(answer)
        response_headers = _response_headers(len(body), origin, answer.get("retry_after"), close)
        await send({"type": "http.response.start", "status": status, "headers": response_headers})
        await send({"type": "http.response.body", "body": body})


@lru_cache(maxsize=256)
def _response_headers(length: int, origin: str, retry_after: object, close: bool) -> tuple[tuple[bytes, bytes], ...]:
    headers = [
        (b"content-type", b"application/json"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-length", str(length).encode()),
    ]
    if origin:
        headers += [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"origin")]
    if retry_after is not None:
        headers.append((b"retry-after", str(retry_after).encode()))
    if close:
        headers.append((b"connection", b"close"))
    return tuple(headers)


def preflight_endpoint(service: "Service", method: str) -> Any:
    """Return the endpoint that answers a browser whether a page of another origin may use a method here."""

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


def erase_endpoint(service: "Service") -> Any:
    """Return the endpoint that erases an item; the answer is the same whether or not there was one."""

    async def erase(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin not in service.origins:
            return JSONResponse({"error": "origin_not_allowed"}, 403)
        headers = {"access-control-allow-origin": origin, "vary": "origin"} if origin else {}
        try:
            await service.erase(UUID(request.path_params["id"]).bytes)
        except ValueError:
            pass  # nothing can have been stored under it, and the answer reveals nothing
        except StoreUnavailableError:
            return JSONResponse({"error": "unavailable"}, 503, {**headers, "retry-after": "5"})
        return Response(status_code=204, headers=headers)

    return erase
