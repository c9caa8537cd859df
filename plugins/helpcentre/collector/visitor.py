"""Who is asking, without knowing who: keyed hashes under a daily salt, and budgets that live in memory only.

A visitor is address (IPv6 cut to /64), user agent and Accept-Language, hashed with BLAKE2b under the day's random
salt. Neither address nor visitor hash is ever stored; what is stored is the ballot, a hash of visitor and question,
which is erased with the salt after 48 hours.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from helpcentre.collector.items import Item

HOUR_MS = 3600 * 1000
DAY_HOURS_MS = 24 * HOUR_MS

Network = str


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address without port, brackets, zone; an IPv4 address in IPv6 clothes becomes IPv4. None: no address."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].split("]", 1)[0]
    elif bare.count(":") == 1:
        bare = bare.split(":", 1)[0]
    try:
        address = ip_address(bare.split("%", 1)[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def reader_address(text: str) -> str:
    """Return what one household or phone has: the IPv4 address, or the /64 of an IPv6 address."""
    address = parse_address(text)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address) >> 64 << 64, 64)).network_address)
    return str(address) if address else "unknown"


def network_of(text: str) -> Network:
    """Return the /24 or /48 an address belongs to."""
    address = parse_address(text)
    if address is None:
        return "unknown"
    return str(ip_network((int(address), 24 if address.version == 4 else 48), strict=False)) if False else _cut(address)


def _cut(address: IPv4Address | IPv6Address) -> str:
    bits, keep = (32, 24) if address.version == 4 else (128, 48)
    shift = bits - keep
    number = int(address) >> shift << shift
    return f"{IPv4Address(number) if address.version == 4 else IPv6Address(number)}/{keep}"


@dataclass(frozen=True, slots=True)
class Proxies:
    """The reverse proxies whose `X-Forwarded-For` is believed: addresses or networks."""

    trusted: tuple[str, ...] = ()

    def client(self, peer: str | None, forwarded_for: str | None) -> str:
        """Return the reader's address: the peer, or the right-most hop that is no proxy of ours."""
        address = peer or "unknown"
        if not forwarded_for or not self._is_ours(address):
            return address
        for hop in reversed(forwarded_for.split(",")):
            if parse_address(hop) is None:
                return address
            address = hop.strip()
            if not self._is_ours(address):
                return address
        return address

    def _is_ours(self, text: str) -> bool:
        address = parse_address(text)
        if address is None:
            return text == "unknown" and "unix" in self.trusted
        return any(address in ip_network(entry, strict=False) for entry in self.trusted if entry != "unix")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One reader for one day: `key` is the keyed hash, made with `day`'s salt; `address` and `network` are hashed too."""

    key: bytes
    address: bytes
    network: bytes
    salt: bytes

    def ballot(self, *question: str) -> bytes:
        """Return the hash by which this reader's answers to one question find each other today."""
        return _hash(self.salt, self.key, *(part.encode() for part in question))


def visitor(salt: bytes, address: str, user_agent: str, accept_language: str) -> Visitor:
    """Return the visitor behind a request; `salt` is the day's 32 random bytes."""
    reader = reader_address(address).encode()
    return Visitor(
        _hash(salt, b"visitor", reader, user_agent.encode(), accept_language.encode()),
        _hash(salt, b"address", reader),
        _hash(salt, b"network", network_of(address).encode()),
        salt,
    )


def _hash(salt: bytes, *parts: bytes) -> bytes:
    digest = blake2b(key=salt, digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is counted before items are set aside; each can be raised in the collector's options."""

    visitor_hour: int = 60
    network_hour: int = 600
    article_hour: int = 5_000
    address_article_day: int = 10  # readers behind one address (an office, a school) answering about one article
    network_article_day: int = 60
    fast_hour: int = 10  # answers within a second of opening the page, from one address
    fast_ms: int = 1_000


@dataclass(slots=True)
class Budgets:
    """Counts per hour and day in memory, at most `size` keys; what exceeds them is set aside, never refused."""

    limits: Limits = field(default_factory=Limits)
    size: int = 100_000
    _counts: OrderedDict[tuple[bytes | str, ...], list[int]] = field(default_factory=OrderedDict)

    def signals(self, who: Visitor, item: Item, age_ms: int | None, *, changed_mind: bool = False) -> list[str]:
        """Count the item and return the budgets it is over, as reason codes."""
        now, limits = item.received, self.limits
        found = []
        if self._over(("v", who.key), now, HOUR_MS, limits.visitor_hour):
            found.append("visitor_budget")
        if self._over(("n", who.network), now, HOUR_MS, limits.network_hour):
            found.append("network_budget")
        if item.article and self._over(("a", item.article), now, HOUR_MS, limits.article_hour):
            found.append("article_budget")
        if item.kind == "vote" and not changed_mind:
            found += self._crowd(who, item)
        if age_ms is not None and age_ms < limits.fast_ms and item.kind in ("vote", "comment"):
            if self._over(("f", who.address), now, HOUR_MS, limits.fast_hour):
                found.append("too_fast")
        return found

    def _crowd(self, who: Visitor, item: Item) -> list[str]:
        """Return signals when many different readers of one address or network answer about one article."""
        limits = self.limits
        found = []
        if self._new_reader(("aa", who.address, item.article, item.language), who, item, limits.address_article_day):
            found.append("address_article_budget")
        if self._new_reader(("na", who.network, item.article, item.language), who, item, limits.network_article_day):
            found.append("network_article_budget")
        return found
