"""Read the parts of a request that matter: a few headers, the visitor's address, and a body of limited size."""

from collections.abc import Mapping

from starlette.types import Receive, Scope

from helpcentre.collector.intake.parse import BODY_LIMIT, LIST_BODY_LIMIT, IncomingRequest
from helpcentre.collector.settings import Settings

Headers = Mapping[bytes, bytes]
USER_AGENT_LIMIT, ACCEPT_LANGUAGE_LIMIT = 500, 200
_USED = frozenset(
    {
        b"accept-language", b"content-length", b"content-type", b"dnt", b"origin", b"sec-gpc", b"user-agent",
        b"x-forwarded-for",
    }
)  # fmt: skip


def read_headers(scope: Scope) -> Headers:
    """Return at least the headers that are used here; one given twice is joined, so that neither is picked."""
    given = scope["headers"]
    found: dict[bytes, bytes] = dict(given)
    if len(found) == len(given):
        return found
    found = {}
    for name, value in given:
        if name in _USED:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def read_origin(headers: Headers) -> str:
    """Return the Origin header, or nothing."""
    return headers.get(b"origin", b"").decode("latin-1")


def read_address(scope: Scope, headers: Headers, settings: Settings) -> str:
    """Return the address of the visitor: the peer's, or what a trusted proxy says."""
    peer = scope["client"][0] if scope.get("client") else None
    forwarded = headers.get(b"x-forwarded-for")
    return settings.proxies.client(peer, forwarded.decode("latin-1") if forwarded else None)


def is_forwarded_by_stranger(scope: Scope, headers: Headers, settings: Settings) -> bool:
    """Return whether a peer that is not a trusted proxy has sent X-Forwarded-For."""
    if b"x-forwarded-for" not in headers:
        return False
    return settings.proxies.is_stranger(scope["client"][0] if scope.get("client") else None)


async def read_request(
    scope: Scope, receive: Receive, headers: Headers, settings: Settings, *, limit: int = BODY_LIMIT
) -> IncomingRequest | None:
    """Return the request, or None if its body is larger than `limit` (a list may be larger)."""
    body = await _read_body(receive, headers, limit)
    if body is None:
        return None
    return IncomingRequest(
        body,
        headers.get(b"content-type", b"").decode("latin-1"),
        settings.clock(),
        read_address(scope, headers, settings),
        headers.get(b"user-agent", b"").decode("latin-1")[:USER_AGENT_LIMIT],
        headers.get(b"accept-language", b"").decode("latin-1")[:ACCEPT_LANGUAGE_LIMIT],
        opted_out=_is_set(headers, b"sec-gpc") or _is_set(headers, b"dnt"),
    )


def _is_set(headers: Headers, name: bytes) -> bool:
    """Return whether a header is 1, once or several times."""
    value = headers.get(name)
    return value is not None and b"1" in [part.strip() for part in value.split(b",")]


async def _read_body(receive: Receive, headers: Headers, limit: int) -> bytes | None:
    """Return the body, measured as it arrives; None once it is too large (a list may be larger)."""
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
        if len(body) > limit and (len(body) > LIST_BODY_LIMIT or not body.lstrip().startswith(b"[")):
            return None
        if not message.get("more_body"):
            return body
