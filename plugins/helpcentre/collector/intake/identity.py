"""Identify readers for a day without knowing who they are: hashes keyed with a random salt that changes every day.

A visitor is address (IPv6 cut to /64), user agent and Accept-Language, hashed with BLAKE2b under the day's random
salt. Neither address nor visitor hash is ever stored. What is stored for 48 hours at most is the ballot (`ballot.py`),
and how much the hashes of an address, a network and a provider have sent (`store/rate_limit_counters.py`).
"""

from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from helpcentre.collector.intake.ip_prefixes import address_prefix, network_prefix, packed_address, provider_prefix

IPV6_BYTES = 16


class Visitor(Struct, frozen=True):
    """One reader for one day; all but `salt` and `is_ipv6` are hashes keyed with `salt`, the day's."""

    key: bytes
    address: bytes
    network: bytes
    provider: bytes
    salt: bytes
    is_ipv6: bool = False


def identify(salt: bytes, address: str, user_agent: str, accept_language: str) -> Visitor:
    """Return the visitor behind a request; `salt` is the day's 32 random bytes."""
    packed = packed_address(address)
    household = address_prefix(packed)
    browser = f"{len(user_agent)} {user_agent}{accept_language}".encode("utf-8", "surrogatepass")
    return Visitor(
        keyed_hash(salt, b"visitor%d" % len(household) + household + browser),
        keyed_hash(salt, b"address" + household),
        keyed_hash(salt, b"network" + network_prefix(packed)),
        keyed_hash(salt, b"provider" + provider_prefix(packed)),
        salt,
        packed is not None and len(packed) == IPV6_BYTES,
    )


def keyed_hash(salt: bytes, message: bytes) -> bytes:
    """Return 16 bytes that nobody can link to the message without the salt."""
    state = _keyed_state(salt).copy()
    state.update(message)
    return state.digest()


@lru_cache(maxsize=1)
def _keyed_state(salt: bytes) -> blake2b:
    """Return the state of the hash after its key, which is the same all day."""
    return blake2b(key=salt, digest_size=16)
