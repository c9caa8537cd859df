"""What of a request matters: a few headers, whose it is, and a body that is counted as it streams in."""

from collections.abc import Mapping

from starlette.types import Receive, Scope

from helpcentre.collector.intake.validate import BODY_LIMIT, LIST_BODY_LIMIT, IncomingRequest
from helpcentre.collector.lifecycle import Service

_HEADERS = frozenset(
    {
        b"accept-language", b"content-length", b"content-type", b"dnt", b"origin", b"sec-gpc", b"user-agent",
        b"x-forwarded-for",
    }
)  # fmt: skip


def wanted(scope: Scope) -> dict[bytes, bytes]:
    """Return at least the headers that matter; one that stands twice is joined, so that nobody picks one of the two."""
    given = scope["headers"]
    found: dict[bytes, bytes] = dict(given)
    if len(found) == len(given):
        return found
    found = {}
    for name, value in given:
        if name in _HEADERS:
            found[name] = found[name] + b"," + value if name in found else value
    return found


def arrival(body: bytes, headers: Mapping[bytes, bytes], service: Service) -> IncomingRequest:
    """Return the request as far as `accept` wants it."""
    return IncomingRequest(
        body,
        headers.get(b"content-type", b"").decode("latin-1"),
        service.settings.clock(),
        opted_out=_says_yes(headers, b"sec-gpc") or _says_yes(headers, b"dnt"),
    )


def _says_yes(headers: Mapping[bytes, bytes], name: bytes) -> bool:
    """Tell whether a wish is stated, once or more often."""
    said = headers.get(name)
    return said is not None and b"1" in [part.strip() for part in said.split(b",")]


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
