"""Who may read the reports: keys of 256 bits, kept as SHA-256, with a scope and an end; sessions for browsers.

A browser signs in once with its key and gets a session cookie (HttpOnly, SameSite=Strict, `__Host-` where the
connection is encrypted). Sessions live in memory: a restart signs everybody out, and the database holds nothing that
opens a door. Scripts send the key as `Authorization: Bearer …`.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Literal

from helpcentre.collector.store.care import Token

Scope = Literal["read", "moderate"]
SESSION_MS = 12 * 3600 * 1000
FAILURES_A_MINUTE = 5
PREFIX = "hc_"


def new_secret() -> tuple[str, bytes]:
    """Return a fresh key and the hash that is stored."""
    secret = PREFIX + secrets.token_urlsafe(32)
    return secret, hashed(secret)


def hashed(secret: str) -> bytes:
    """Return the SHA-256 of a key; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


@dataclass(frozen=True, slots=True)
class Access:
    """What a request may do: the key's name and scope, and the token its forms must carry."""

    name: str
    scope: str
    csrf: str = ""

    def may(self, scope: Scope) -> bool:
        """Tell whether this scope is included; moderate includes read."""
        return self.scope == "moderate" or scope == "read"


def find(secret: str, tokens: list[tuple[bytes, Token]], now: int) -> Token | None:
    """Return the key of this secret, if it has not ended; every stored hash is compared, in constant time each."""
    wanted, found = hashed(secret), None
    for stored, token in tokens:
        if hmac.compare_digest(stored, wanted) and (token.expires is None or token.expires > now):
            found = token
    return found


@dataclass(slots=True)
class _Session:
    key: bytes  # the hash of the key it began with, not its name: names are given again
    expires: int
    csrf: str


@dataclass(slots=True)
class Sessions:
    """Signed-in browsers, by the hash of their cookie; at most `size` of them."""

    size: int = 1_000
    _open: OrderedDict[bytes, _Session] = field(default_factory=OrderedDict)

    def start(self, key: bytes, now: int) -> str:
        """Return the cookie of a new session; `key` is the hash of the key that was given."""
        cookie = secrets.token_urlsafe(32)
        self._open[hashed(cookie)] = _Session(key, now + SESSION_MS, secrets.token_urlsafe(32))
        if len(self._open) > self.size:
            self._open.popitem(last=False)
        return cookie

    def knows(self, cookie: str, now: int) -> bool:
        """Tell whether a session of this cookie lasts, whatever has become of its key."""
        session = self._open.get(hashed(cookie)) if cookie else None
        return session is not None and session.expires > now

    def access(self, cookie: str, tokens: list[tuple[bytes, Token]], now: int) -> Access | None:
        """Return what a cookie may do: only while its session lasts and its key is neither revoked nor ended."""
        session = self._open.get(hashed(cookie))
        if session is None or session.expires <= now:
            return None
        for key, token in tokens:
            if hmac.compare_digest(key, session.key) and (token.expires is None or token.expires > now):
                return Access(token.name, token.scope, session.csrf)
        return None

    def end(self, cookie: str) -> None:
        """Sign a browser out."""
        self._open.pop(hashed(cookie), None)


@dataclass(slots=True)
class Throttle:
    """Five failures a minute for each address; then it is not listened to until the next minute."""

    limit: int = FAILURES_A_MINUTE
    size: int = 10_000
    _failures: OrderedDict[str, tuple[int, int]] = field(default_factory=OrderedDict)

    def blocked(self, address: str, now: int) -> bool:
        """Tell whether this address has failed too often in this minute."""
        return self._count(address, now) >= self.limit

    def failed(self, address: str, now: int) -> None:
        """Count a failure."""
        self._failures[address] = (now // 60_000, self._count(address, now) + 1)
        self._failures.move_to_end(address)
        if len(self._failures) > self.size:
            self._failures.popitem(last=False)

    def _count(self, address: str, now: int) -> int:
        minute, count = self._failures.get(address, (0, 0))
        return count if minute == now // 60_000 else 0
