"""IP addresses as text and as bytes, and what belongs to one household or network."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.ip_prefixes import (
    address_prefix,
    network_prefix,
    packed_address,
    parse_address,
    provider_prefix,
)

ODD = st.text("0123456789.:abcdef%[]\x00 ١", max_size=20)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("198.51.100.1", "198.51.100.1"),
        (" 198.51.100.1 ", "198.51.100.1"),
        ('"198.51.100.1"', "198.51.100.1"),
        ("198.51.100.1:9999", "198.51.100.1"),
        ("198.51.100.1:9", "198.51.100.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_an_address_is_read_without_quotes_port_brackets_and_zone(text, address):
    assert parse_address(text) == ip_address(address)


@pytest.mark.parametrize("text", ["", "unknown", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "_hidden", "[", "::g"])
def test_anything_else_is_not_an_address(text):
    assert parse_address(text) is None
    assert packed_address(text) is None


@given(st.one_of(st.ip_addresses().map(str), ODD, st.text(max_size=20)))
def test_packed_addresses_are_those_of_the_standard_library(text):
    address = parse_address(text)
    assert packed_address(text) == (address.packed if address else None)


@pytest.mark.parametrize(
    ("one", "other", "household", "network"),
    [
        ("198.51.100.1", "198.51.100.1:9999", True, True),
        ("198.51.100.1", "::ffff:198.51.100.1", True, True),
        ("198.51.100.1", "198.51.100.2", False, True),
        ("198.51.100.1", "198.51.101.1", False, False),
        ("2001:db8::1", "2001:db8::ffff:1", True, True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False, True),
        ("2001:db8:1::1", "2001:db8:2::1", False, False),
        ("1.2.3.0", "::1.2.3.0", False, False),
    ],
)
def test_a_household_is_one_ipv4_address_or_64_and_a_network_24_or_48_bits(one, other, household, network):
    packed = packed_address(one), packed_address(other)
    assert (address_prefix(packed[0]) == address_prefix(packed[1])) is household
    assert (network_prefix(packed[0]) == network_prefix(packed[1])) is network


def test_without_an_address_there_is_one_household_and_one_network():
    assert (address_prefix(None), network_prefix(None), provider_prefix(None)) == (b"", b"", b"")
    assert len(address_prefix(packed_address("2001:db8::1"))) == 8
    assert len(network_prefix(packed_address("192.0.2.1"))) == 3
    assert len(network_prefix(packed_address("2001:db8::1"))) == 6


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("198.51.100.1", "198.51.200.1", True),
        ("198.51.100.1", "198.52.100.1", False),
        ("2001:db8:1::1", "2001:db8:ffff::1", True),
        ("2001:db8::1", "2001:db9::1", False),
        ("32.1.2.3", "2001::1", False),
    ],
)
def test_a_provider_has_16_or_32_bits(one, other, same):
    assert (provider_prefix(packed_address(one)) == provider_prefix(packed_address(other))) is same
