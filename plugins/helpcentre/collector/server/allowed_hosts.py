"""Refuse requests for unknown host names, against DNS rebinding.

A web page from elsewhere can point its own name at 127.0.0.1 and then read what a collector on this machine responds.
Such a request has the page's name as its Host; an address or `localhost` cannot be taken over like that. Behind a
trusted proxy, the host names are the proxy's business.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from helpcentre.collector.lifecycle import Service


_MISDIRECTED = PlainTextResponse(
    "This host name is not known here. Use 127.0.0.1 or localhost, or set the collector's address with --public-url.\n",
    421,
)


class AllowedHosts:
    """ASGI middleware that answers 421 to a request for a host that is not ours."""

    def __init__(self, app: ASGIApp, service: "Service") -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or self.service.settings.proxies.trusted or self._is_allowed(scope):
            await self.app(scope, receive, send)
        else:
            await _MISDIRECTED(scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        return all(is_allowed_host(host, self.service.origins) for host in hosts)


def is_allowed_host(host: str, origins: Iterable[str]) -> bool:
    """Return whether a Host header is empty, an address, this machine, or the host of one of the origins."""
    if not host:
        return True
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return name in {urlsplit(origin).hostname for origin in origins}
    return True
