"""Who is asking, without knowing who: hashes keyed with a random salt that changes every day.

A visitor is address (IPv6 cut to /64), user agent and Accept-Language, hashed with BLAKE2b under the day's random
salt. Neither address nor visitor hash is ever stored; what is stored is the ballot, a hash of visitor and question,
which is erased with the salt after 48 hours.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from helpcentre.collector.intake.ip_addresses import address_prefix, network_prefix, packed_address


@dataclass(frozen=True, slots=True)
class Visitor:
    """One reader for one day; `key`, `address` and `network` are hashes keyed with the day's salt."""

    key: bytes
    address: bytes
    network: bytes
    salt: bytes

    def ballot(self, *question: str) -> bytes:
        """Return the hash by which this reader's answers to one question find each other today."""
        return _hash(self.salt, self.key, *question)


def visitor(salt: bytes, address: str, user_agent: str, accept_language: str) -> Visitor:
    """Return the visitor behind a request; `salt` is the day's 32 random bytes."""
    packed = packed_address(address)
    reader = address_prefix(packed)
    return Visitor(
        _hash(salt, "visitor", reader, user_agent, accept_language),
        _hash(salt, "address", reader),
        _hash(salt, "network", network_prefix(packed)),
        salt,
    )


def _hash(salt: bytes, *parts: str | bytes) -> bytes:
    """Return the keyed hash of the parts; `repr` keeps them apart, whatever is in them."""
    state = _keyed(salt).copy()
    state.update(repr(parts).encode())
    return state.digest()


@lru_cache(maxsize=1)
def _keyed(salt: bytes) -> blake2b:
    """Return the state of the hash after its key, which is the same all day."""
    return blake2b(key=salt, digest_size=16)
