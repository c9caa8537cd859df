"""IP and MAC addresses are found, versions and times are not; a folded text keeps its length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.recognisers.folded_text import TAKEN, Span, cover, digits_of, fold, spans_of
from helpcentre.collector.intake.recognisers.network_addresses import find_network_addresses


def found(text):
    return [text[one.start : one.end] for one in find_network_addresses(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("from 192.168.1.7 today", ["192.168.1.7"]),
        ("from 255.255.255.255.", ["255.255.255.255"]),
        ("from 256.1.1.1", []),
        ("from 10.0.0.1", ["10.0.0.1"]),
        ("version 11.2.3.4", []),
        ("version 1.2.3.31", []),
        ("version 1.2.3.32", ["1.2.3.32"]),
        ("my ip is 1.2.3.4", ["1.2.3.4"]),
        ("l'indirizzo è: 1.2.3.4", ["1.2.3.4"]),
        ("1.2.3.4.5", []),
        ("192.168.1.7.8", []),
        ("v192.168.1.7", []),
        ("at 00:1b:44:11:3a:b7", ["00:1b:44:11:3a:b7"]),
        ("at 00-1B-44-11-3A-B7", ["00-1B-44-11-3A-B7"]),
        ("at 001b.4411.3ab7", ["001b.4411.3ab7"]),
        ("at 00:1b:44:11:3a", []),
        ("on 2001:db8::1 now", ["2001:db8::1"]),
        ("on fe80::1%eth0", ["fe80::1%eth0"]),
        ("on ::1 now", []),  # everybody's own
        ("on a::bc1", ["a::bc1"]),
        ("at 12:30:45", []),
        ("a:b", []),
    ],
)
def test_an_address_is_found_and_a_version_or_a_time_is_not(text, addresses):
    assert found(text) == addresses


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("０１２ ④ ٣ 𝟗", "012 4 3 9"),
        ("ａｂ＠ｘ", "ab@x"),
        ("1️⃣", "1\0\0"),
        ("\x7f", "\x7f"),
        ("ﬁ ½ è", "ﬁ ½ è"),  # a letter that would become two stays one
        ("plain\ntext ~", "plain\ntext ~"),
    ],
)
def test_digits_and_letters_of_every_kind_become_plain(text, folded):
    assert fold(text) == folded


def test_a_covered_span_is_blank_and_the_rest_stays():
    assert cover("abcdef", [Span(1, 3), Span(5, 6)]) == f"a{TAKEN * 2}de{TAKEN}"
    assert cover("abc", []) == "abc"


def test_a_span_is_that_of_the_group_called_it_unless_it_is_empty():

    assert list(spans_of(re.compile(r"x(?P<it>\d*)"), "x12 x", "[n]")) == [Span(1, 3, "[n]")]
    assert list(spans_of(re.compile(r"\d+"), "a 12", "[n]")) == [Span(2, 4, "[n]")]


def test_only_plain_digits_count_as_digits():
    assert digits_of("a0 9/²٣-5") == "095"
