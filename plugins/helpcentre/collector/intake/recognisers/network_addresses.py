"""IP and MAC addresses."""

import ipaddress
import re
from collections.abc import Iterator

from helpcentre.collector.intake.recognisers.folded_text import Span, spans_of

NETWORK = "[address]"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IPV4 = re.compile(rf"(?<![\w.])(?P<it>(?:{_OCTET}\.){{3}}{_OCTET})(?![\w]|\.\d)")
_CALLED_IP = re.compile(
    r"(?i)\b(?:ip|ipv4|host|server|address|indirizzo|alamat|aadress)\b[\s:=]*(?:is|è|adalah|on)?[\s:=]*$"
)
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:]{2,39}(?:%\w+)?(?![\w])")
_MAC = re.compile(r"(?i)(?<!\w)(?:[0-9A-F]{2}(?:[:\-][0-9A-F]{2}){5}|[0-9A-F]{4}(?:\.[0-9A-F]{4}){2})(?!\w)")


def find_network_addresses(text: str) -> Iterator[Span]:
    """Yield the network addresses in a folded text; four small numbers are a version unless called an address."""
    yield from spans_of(_MAC, text, NETWORK)
    for match in _IPV4.finditer(text):
        octets = [int(part) for part in match["it"].split(".")]
        if octets[0] == 10 or max(octets) > 31 or _CALLED_IP.search(text[max(0, match.start() - 30) : match.start()]):
            yield Span(*match.span("it"), NETWORK)
    for match in _IPV6.finditer(text):
        if _is_ipv6(match.group()):
            yield Span(*match.span(), NETWORK)


def _is_ipv6(text: str) -> bool:
    if text.count(":") < 2 or len(text) < 6:
        return False
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
