"""Refuse requests without a clear host name, and those for unknown ones, against DNS rebinding.

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


_UNCLEAR = PlainTextResponse("Send one Host header.\n", 400)


class AllowedHosts:
    """ASGI middleware that answers 400 to a request without one clear host, and 421 to one for a host not ours."""

    def __init__(self, app: ASGIApp, service: "Service") -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        app = self.app if scope["type"] != "http" else self._find_refusal(scope) or self.app
        await app(scope, receive, send)

    def _find_refusal(self, scope: Scope) -> ASGIApp | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) > 1 or (not hosts and scope["http_version"] != "1.0"):
            return _UNCLEAR
        if self.service.settings.proxies.trusted:
            return None
        known = all(is_allowed_host(host.decode("latin-1"), self.service.origins) for host in hosts)
        return None if known else _MISDIRECTED


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
