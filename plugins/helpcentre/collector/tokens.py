"""The access tokens of the report pages: 256 random bits with a scope and an expiry; only their SHA-256 is stored.

Scripts send the token as `Authorization: Bearer …`; a browser signs in with it once and gets a session.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

from helpcentre.collector.store.tokens import Token

Scope = Literal["read", "moderate"]
PREFIX = "hc_"


def new_secret() -> tuple[str, bytes]:
    """Return a fresh secret and the hash that is stored."""
    secret = PREFIX + secrets.token_urlsafe(32)
    return secret, hash_secret(secret)


def hash_secret(secret: str) -> bytes:
    """Return the SHA-256 of a secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "backslashreplace")).digest()


@dataclass(frozen=True, slots=True)
class Access:
    """The permissions of a request: its token's name and scope, and the CSRF token that its forms must carry."""

    name: str
    scope: str
    csrf: str = ""

    def may(self, scope: Scope) -> bool:
        """Return whether this scope is included; moderate includes read."""
        return self.scope == "moderate" or scope == "read"


def find_token(secret: str, tokens: list[tuple[bytes, Token]], now: int) -> Token | None:
    """Return the token of this secret unless it has expired; every stored hash is compared, each in constant time."""
    wanted, found = hash_secret(secret), None
    for stored, token in tokens:
        if hmac.compare_digest(stored, wanted) and (token.expires is None or token.expires > now):
            found = token
    return found
