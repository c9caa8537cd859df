"""Who is asking, without knowing who: keyed hashes under a daily salt, and budgets that live in memory only.

A visitor is address (IPv6 cut to /64), user agent and Accept-Language, hashed with BLAKE2b under the day's random
salt. Neither address nor visitor hash is ever stored; what is stored is the ballot, a hash of visitor and question,
which is erased with the salt after 48 hours.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from helpcentre.collector.items import DAY_MS, Item

HOUR_MS = 3600 * 1000
ANSWERS = ("vote", "comment", "csat", "nps")


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address without port, brackets and zone, IPv4-mapped IPv6 as IPv4; None if it is no address."""
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
    return _household(parse_address(text))


def network_of(text: str) -> str:
    """Return the /24 (IPv4) or /48 (IPv6) an address belongs to."""
    return _network(parse_address(text))


def _household(address: IPv4Address | IPv6Address | None) -> str:
    if address is None:
        return "unknown"
    return f"{int(address):x}/4" if address.version == 4 else f"{int(address) >> 64:x}/64"


def _network(address: IPv4Address | IPv6Address | None) -> str:
    if address is None:
        return "unknown"
    shift = 8 if address.version == 4 else 80
    return f"{int(address) >> shift:x}/{address.version}"


@cache
def _networks(trusted: tuple[str, ...]) -> tuple[tuple[int, int, int], ...]:
    """Return (version, number, mask) of each trusted address or network."""
    found = (ip_network(entry, strict=False) for entry in trusted if entry != "unix")
    return tuple((net.version, int(net.network_address), int(net.netmask)) for net in found)


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
        if text in self.trusted:
            return True
        number, version = int(address), address.version
        return any(
            version == network_version and number & mask == network
            for network_version, network, mask in _networks(self.trusted)
        )


@dataclass(frozen=True, slots=True)
class Visitor:
    """One reader for one day; `key`, `address` and `network` are hashes keyed with the day's salt."""

    key: bytes
    address: bytes
    network: bytes
    salt: bytes

    def ballot(self, *question: str) -> bytes:
        """Return the hash by which this reader's answers to one question find each other today."""
        return _hash(self.salt, self.key, *(part.encode() for part in question))


def visitor(salt: bytes, address: str, user_agent: str, accept_language: str) -> Visitor:
    """Return the visitor behind a request; `salt` is the day's 32 random bytes."""
    parsed = parse_address(address)
    reader = _household(parsed).encode()
    return Visitor(
        _hash(salt, b"visitor", reader, user_agent.encode(), accept_language.encode()),
        _hash(salt, b"address", reader),
        _hash(salt, b"network", _network(parsed).encode()),
        salt,
    )


def _hash(salt: bytes, *parts: bytes) -> bytes:
    framed = b"".join([len(part).to_bytes(4, "big") + part for part in parts])
    return blake2b(framed, key=salt, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is counted before items are set aside; answers are votes, comments and ratings."""

    visitor_answers_hour: int = 30
    visitor_traces_hour: int = 120  # searches, contact clicks and views
    network_answers_hour: int = 300
    network_traces_hour: int = 1_200
    article_hour: int = 5_000
    address_article_day: int = 10  # readers behind one address (an office, a school) answering about one article
    network_article_day: int = 60
    fast_hour: int = 10  # answers within `fast_ms` of opening the page, from one address
    fast_ms: int = 1_000


@dataclass(slots=True)
class Budgets:
    """Counts per hour and day, in memory, at most `size` keys; what exceeds them is set aside, never refused."""

    limits: Limits = field(default_factory=Limits)
    size: int = 20_000
    _counts: OrderedDict[tuple[bytes | str, ...], tuple[int, int]] = field(default_factory=OrderedDict)
    _readers: OrderedDict[bytes, tuple[str, ...]] = field(default_factory=OrderedDict)

    def signals(self, who: Visitor, item: Item, age_ms: int | None) -> list[str]:
        """Count the item and return the budgets it is over, as reason codes."""
        limits, answer = self.limits, item.kind in ANSWERS
        found = []
        visitor_limit = limits.visitor_answers_hour if answer else limits.visitor_traces_hour
        if self._over(("v" if answer else "w", who.key), item.received, HOUR_MS, visitor_limit):
            found.append("visitor_budget")
        network_limit = limits.network_answers_hour if answer else limits.network_traces_hour
        if self._over(("n" if answer else "o", who.network), item.received, HOUR_MS, network_limit):
            found.append("network_budget")
        if item.article and self._over(("a", item.article), item.received, HOUR_MS, limits.article_hour):
            found.append("article_budget")
        fast = answer and age_ms is not None and age_ms < limits.fast_ms
        if fast and self._over(("f", who.address), item.received, HOUR_MS, limits.fast_hour):
            found.append("too_fast")
        return [*found, *self._crowd(who, item)] if item.kind == "vote" else found

    def _crowd(self, who: Visitor, item: Item) -> tuple[str, ...]:
        """Return the signals for too many different readers of one address or network about one article.

        The first answer of a reader decides for that reader's later ones, so that a mind can be changed.
        """
        reader = item.ballot or item.id
        if reader in self._readers:
            self._readers.move_to_end(reader)
            return self._readers[reader]
        found = []
        question = (item.article, item.language)
        if self._over(("p", who.address, *question), item.received, DAY_MS, self.limits.address_article_day):
            found.append("address_article_budget")
        if self._over(("q", who.network, *question), item.received, DAY_MS, self.limits.network_article_day):
            found.append("network_article_budget")
        self._readers[reader] = tuple(found)
        if len(self._readers) > self.size:
            self._readers.popitem(last=False)
        return self._readers[reader]

    def _over(self, key: tuple[bytes | str, ...], now: int, window_ms: int, limit: int) -> bool:
        window = now // window_ms
        known, count = self._counts.get(key, (window, 0))
        count = count + 1 if known == window else 1
        self._counts[key] = (window, count)
        self._counts.move_to_end(key)
        if len(self._counts) > self.size:
            self._counts.popitem(last=False)
        return count > limit
