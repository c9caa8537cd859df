"""The reader's address behind trusted reverse proxies."""

from dataclasses import dataclass
from functools import cache
from ipaddress import ip_network

from helpcentre.collector.intake.ip_prefixes import packed_address


@cache
def _parse_networks(trusted: tuple[str, ...]) -> tuple[frozenset[bytes], tuple[tuple[int, int, int], ...]]:
    """Return the addresses of the trusted entries, and (length in bytes, number, mask) of those that are networks."""
    found = [ip_network(entry, strict=False) for entry in trusted if entry != "unix"]
    networks = [net for net in found if net.prefixlen < net.max_prefixlen]
    return (
        frozenset(net.network_address.packed for net in found),
        tuple((net.max_prefixlen // 8, int(net.network_address), int(net.netmask)) for net in networks),
    )


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """The reverse proxies whose `X-Forwarded-For` is believed: addresses or networks, or `unix` for a unix socket."""

    trusted: tuple[str, ...] = ()

    def client(self, peer: str | None, forwarded_for: str | None) -> str:
        """Return the reader's address: the peer's, or the right-most hop that is not a trusted proxy."""
        address = peer or "unknown"
        if not forwarded_for or not self._is_trusted(address):
            return address
        for hop in reversed(forwarded_for.split(",")):
            packed = packed_address(hop)
            if packed is None:
                return address
            address = hop.strip()
            if not self._lists_packed(packed):
                return address
        return address

    def is_stranger(self, peer: str | None) -> bool:
        """Return whether what a peer says in `X-Forwarded-For` is not believed."""
        return not self._is_trusted(peer or "unknown")

    def _is_trusted(self, text: str) -> bool:
        if text in self.trusted:
            return True
        packed = packed_address(text)
        if packed is None:
            return text == "unknown" and "unix" in self.trusted
        return self._lists_packed(packed)

    def _lists_packed(self, packed: bytes) -> bool:
        addresses, networks = _parse_networks(self.trusted)
        if packed in addresses or not networks:  # nearly always: one proxy, by its address
            return packed in addresses
        number, length = int.from_bytes(packed, "big"), len(packed)
        return any(length == size and number & mask == network for size, network, mask in networks)
