"""The reader's address, behind proxies that are trusted and proxies that are not."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.proxies import TrustedProxies

OURS = TrustedProxies(("10.0.0.1", "10.1.0.0/16", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # a reader who sends the header is not believed
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),  # what the reader sent is further left
        ("10.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.0.0.1", "10.1.9.9, 10.1.2.3", "10.1.9.9"),
        ("10.0.0.1", "198.51.100.1:5555", "198.51.100.1:5555"),
        ("10.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("10.2.0.1", "198.51.100.1", "10.2.0.1"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("fe00::1", "2001:db8::7", "fe00::1"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        (None, "198.51.100.1", "unknown"),
        ("unix", "198.51.100.1", "unix"),
    ],
)
def test_the_address_is_the_right_most_hop_that_is_not_a_trusted_proxy(peer, forwarded, client):
    assert OURS.client(peer, forwarded) == client


def test_a_proxy_on_a_unix_socket_is_believed_only_if_it_is_named():
    assert TrustedProxies(("unix",)).client(None, "198.51.100.1") == "198.51.100.1"
    assert TrustedProxies(("unix",)).client("203.0.113.7", "198.51.100.1") == "203.0.113.7"


@given(st.ip_addresses(), st.text(max_size=40))
def test_no_header_of_a_stranger_changes_the_strangers_address(peer, header):
    last = header.strip().rsplit(",", 1)[-1].strip()
    assert TrustedProxies(("192.0.2.1",)).client(str(peer), header) in (str(peer), last)
    assert TrustedProxies().client(str(peer), header) == str(peer)


@given(st.ip_addresses(v=4), st.ip_addresses(v=4))
def test_a_trusted_address_and_a_trusted_network_are_found_alike(one, other):
    single, network = TrustedProxies((str(one),)), TrustedProxies((f"{one}/32", "fd00::/8", f"{one}/30"))
    assert single.client(str(one), str(other)) == str(other)
    assert (network.client(str(other), "192.0.2.1") == "192.0.2.1") is (int(other) >> 2 == int(ip_address(one)) >> 2)


@pytest.mark.parametrize(
    ("peer", "stranger"),
    [("10.0.0.1", False), ("10.1.2.3", False), ("203.0.113.7", True), ("unix", True), (None, True), ("nonsense", True)],
)
def test_a_peer_that_is_not_a_trusted_proxy_is_a_stranger(peer, stranger):
    assert OURS.is_stranger(peer) is stranger


def test_a_peer_on_a_unix_socket_is_a_stranger_unless_it_is_named():
    assert not TrustedProxies(("unix",)).is_stranger(None)
