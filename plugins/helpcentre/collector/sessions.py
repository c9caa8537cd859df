"""Browsers that have signed in with a token.

The session cookie is HttpOnly and SameSite=Strict, with the `__Host-` prefix if the connection is encrypted. Sessions
are kept in memory: a restart signs everybody out, and the database holds nothing that grants access.
"""

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import Access, hash_secret

SESSION_MS = 12 * 3600 * 1000


@dataclass(slots=True)
class _Session:
    token_hash: bytes  # not the token's name: a name can be given to another token later
    expires: int
    csrf: str


@dataclass(slots=True)
class Sessions:
    """Signed-in browsers by the hash of their cookie; at most `size`, the oldest is dropped first."""

    size: int = 1_000
    _open: OrderedDict[bytes, _Session] = field(default_factory=OrderedDict)

    def start(self, token_hash: bytes, now: int) -> str:
        """Return the cookie of a new session for a token, given by its hash."""
        cookie = secrets.token_urlsafe(32)
        self._open[hash_secret(cookie)] = _Session(token_hash, now + SESSION_MS, secrets.token_urlsafe(32))
        if len(self._open) > self.size:
            self._open.popitem(last=False)
        return cookie

    def is_open(self, cookie: str, now: int) -> bool:
        """Return whether there is an unexpired session of this cookie, whatever has become of its token."""
        session = self._open.get(hash_secret(cookie)) if cookie else None
        return session is not None and session.expires > now

    def access(self, cookie: str, tokens: list[tuple[bytes, Token]], now: int) -> Access | None:
        """Return what a cookie grants; None if its session has expired, or its token was revoked or has expired."""
        session = self._open.get(hash_secret(cookie))
        if session is None or session.expires <= now:
            return None
        for token_hash, token in tokens:
            if hmac.compare_digest(token_hash, session.token_hash) and (token.expires is None or token.expires > now):
                return Access(token.name, token.scope, session.csrf)
        return None

    def end(self, cookie: str) -> None:
        """Sign a browser out."""
        self._open.pop(hash_secret(cookie), None)
