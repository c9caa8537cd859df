"""Who is asking, without knowing who: keyed hashes under a daily salt, and budgets that live in memory only.

A visitor is address (IPv6 cut to /64), user agent and Accept-Language, hashed with BLAKE2b under the day's random
salt. Neither address nor visitor hash is ever stored; what is stored is the ballot, a hash of visitor and question,
which is erased with the salt after 48 hours.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import AF_INET, inet_pton
from typing import Generic, TypeVar

from helpcentre.collector.items import Item
from helpcentre.contract.limits import DAY_MS

HOUR_MS = 3600 * 1000
ANSWERS = ("vote", "comment", "csat", "nps")
ONCE_A_DAY = ("vote", "csat", "nps")


def _bare(text: str) -> str:
    """Return an address without quotes, port and brackets."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        return bare[1:].split("]", 1)[0]
    return bare.split(":", 1)[0] if bare.count(":") == 1 else bare


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address without port, brackets and zone, IPv4-mapped IPv6 as IPv4; None if it is no address."""
    try:
        address = ip_address(_bare(text).split("%", 1)[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def packed_address(text: str) -> bytes | None:
    """Return what `parse_address` returns as 4 or 16 bytes; IPv4, the common case, at a tenth of the cost."""
    try:
        return inet_pton(AF_INET, _bare(text))
    except (OSError, ValueError):
        address = parse_address(text)
        return address.packed if address else None


def reader_address(text: str) -> str:
    """Return what one household or phone has: the IPv4 address, or the /64 of an IPv6 address."""
    return _household(packed_address(text)).hex()


def network_of(text: str) -> str:
    """Return the /24 (IPv4) or /48 (IPv6) an address belongs to."""
    return _network(packed_address(text)).hex()


def _household(packed: bytes | None) -> bytes:
    return b"" if packed is None else packed[:8]


def _network(packed: bytes | None) -> bytes:
    return b"" if packed is None else packed[:3] if len(packed) == 4 else packed[:6]


@cache
def _networks(trusted: tuple[str, ...]) -> tuple[frozenset[bytes], tuple[tuple[int, int, int], ...]]:
    """Return the trusted addresses, and (length in bytes, number, mask) of each trusted network."""
    found = [ip_network(entry, strict=False) for entry in trusted if entry != "unix"]
    wide = [net for net in found if net.num_addresses > 1]
    return (
        frozenset(net.network_address.packed for net in found if net.num_addresses == 1),
        tuple((net.max_prefixlen // 8, int(net.network_address), int(net.netmask)) for net in wide),
    )


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
            packed = packed_address(hop)
            if packed is None:
                return address
            address = hop.strip()
            if not self._has(packed):
                return address
        return address

    def _is_ours(self, text: str) -> bool:
        if text in self.trusted:
            return True
        packed = packed_address(text)
        if packed is None:
            return text == "unknown" and "unix" in self.trusted
        return self._has(packed)

    def _has(self, packed: bytes) -> bool:
        addresses, networks = _networks(self.trusted)
        if packed in addresses or not networks:
            return packed in addresses
        number, length = int.from_bytes(packed, "big"), len(packed)
        return any(length == size and number & mask == network for size, network, mask in networks)


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
    reader = _household(packed)
    return Visitor(
        _hash(salt, "visitor", reader, user_agent, accept_language),
        _hash(salt, "address", reader),
        _hash(salt, "network", _network(packed)),
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
    address_score_day: int = 30  # the same for satisfaction and recommendation, which are asked once for the whole site
    network_score_day: int = 180
    fast_hour: int = 10  # answers within `fast_ms` of opening the page, from one address
    fast_ms: int = 1_000


Value = TypeVar("Value")


class _Recent(Generic[Value]):
    """A dictionary of at most `size` keys that forgets what was not used for longest, half of it at a time."""

    __slots__ = ("_new", "_old", "half")

    def __init__(self, size: int) -> None:
        self.half = max(1, size // 2)
        self._new: dict[bytes, Value] = {}
        self._old: dict[bytes, Value] = {}

    def __len__(self) -> int:
        return len(self._new) + len(self._old)

    def get(self, key: bytes) -> Value | None:
        value = self._new.get(key)
        if value is None and self._old:
            value = self._old.pop(key, None)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: bytes, value: Value) -> None:
        self._new[key] = value
        if len(self._new) >= self.half:
            self._old, self._new = self._new, {}


class _Counts:
    """How often keys came up in the present window of time (an hour, a day)."""

    __slots__ = ("_counts", "_ms", "_window")

    def __init__(self, window_ms: int, size: int) -> None:
        self._ms, self._window = window_ms, 0
        self._counts: _Recent[int] = _Recent(size)

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, key: bytes, now: int) -> int:
        """Count one and return how many there are."""
        window, counts = now // self._ms, self._counts
        if window != self._window:
            self._window, self._counts = window, (counts := _Recent(2 * counts.half))
        count = (counts.get(key) or 0) + 1
        counts.put(key, count)
        return count


class Budgets:
    """Counts per hour and day, in memory, at most `size` keys; what exceeds them is set aside, never refused."""

    def __init__(self, limits: Limits | None = None, size: int = 10_000) -> None:
        self.limits = limits or Limits()
        self._hour, self._day = _Counts(HOUR_MS, size // 2), _Counts(DAY_MS, size // 2)
        self._readers: _Recent[tuple[str, ...]] = _Recent(size)

    def __len__(self) -> int:
        return len(self._hour) + len(self._day)

    def signals(self, who: Visitor, item: Item, age_ms: int | None) -> list[str]:
        """Count the item and return the budgets it is over, as reason codes."""
        limits, add, now = self.limits, self._hour.add, item.received
        found: list[str] = []
        answer = item.kind in ANSWERS
        if add((b"v" if answer else b"w") + who.key, now) > (
            limits.visitor_answers_hour if answer else limits.visitor_traces_hour
        ):
            found.append("visitor_budget")
        if add((b"n" if answer else b"o") + who.network, now) > (
            limits.network_answers_hour if answer else limits.network_traces_hour
        ):
            found.append("network_budget")
        if item.article and add(b"a" + item.article.encode(), now) > limits.article_hour:
            found.append("article_budget")
        fast = answer and age_ms is not None and age_ms < limits.fast_ms
        if fast and add(b"f" + who.address, now) > limits.fast_hour:
            found.append("too_fast")
        return [*found, *self._crowd(who, item)] if item.kind in ONCE_A_DAY else found

    def _crowd(self, who: Visitor, item: Item) -> tuple[str, ...]:
        """Return the signals for too many different readers of one address or network about one question.

        The first answer of a reader decides for that reader's later ones, so that a mind can be changed.
        """
        reader = item.ballot or item.id
        known = self._readers.get(reader)
        if known is not None:
            return known
        found: tuple[str, ...] = ()
        limits, score = self.limits, item.kind != "vote"
        question = f"{item.kind}/{item.language}/{item.article}".encode()
        address_limit = limits.address_score_day if score else limits.address_article_day
        if self._day.add(b"p" + who.address + question, item.received) > address_limit:
            found += ("address_article_budget",)
        network_limit = limits.network_score_day if score else limits.network_article_day
        if self._day.add(b"q" + who.network + question, item.received) > network_limit:
            found += ("network_article_budget",)
        self._readers.put(reader, found)
        return found
