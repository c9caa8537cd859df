"""Values of forms and addresses: anything odd becomes None, a default, or is left out."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.pages.form_values import known_or, one_line, parse_item_ids, parse_whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_plain_digits_are_a_number(text, number):
    assert parse_whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "-1", "+1", "1.5", "1e3", "²", "٣", "１", "1 ", "0x1", "1_000", "9999999999"]
)
def test_any_other_value_is_none(text):
    assert parse_whole_number(text) is None


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("123", 123), ("1234", None)])
def test_the_number_of_digits_can_be_limited(text, number):
    assert parse_whole_number(text, digits=3) == number


@given(st.text())
def test_no_text_is_an_error_or_a_negative_number(text):
    number = parse_whole_number(text)
    assert number is None or 0 <= number < 10**9


def test_chosen_items_are_read_from_the_names_of_fields():
    first, second = uuid4(), uuid4()
    form = {f"item-{first}": "1", "title": "x", f"item-{second.hex}": "", "csrf": "y"}
    assert parse_item_ids(form) == [first.bytes, second.bytes]


@pytest.mark.parametrize(
    "name", ["item-", "item-x", "item-12", "item", f"item-{'0' * 33}", f"item-{'0' * 31}g", "items-" + "0" * 32]
)
def test_a_field_that_is_not_an_id_is_ignored(name):
    assert parse_item_ids({name: "1"}) == []


def test_other_fields_that_end_in_an_id_are_not_items():
    assert parse_item_ids({str(uuid4()): "1", f"x-item-{uuid4()}": "1"}) == []


@given(st.dictionaries(st.text().map("item-".__add__), st.text(), max_size=5))
def test_every_id_that_is_read_has_16_bytes(form):
    assert all(len(identity) == 16 for identity in parse_item_ids(form))


@pytest.mark.parametrize(
    ("text", "most", "line"),
    [("", 5, ""), ("  a \n\t b  ", 9, "a b"), ("abcdef", 3, "abc"), ("a  b", 2, "a "), ("\u00a0a\u2003b", 9, "a b")],
)
def test_a_line_has_single_spaces_and_a_limit(text, most, line):
    assert one_line(text, most) == line


@given(st.text(), st.integers(0, 50))
def test_a_line_is_never_longer_than_its_limit_and_has_no_line_breaks(text, most):
    line = one_line(text, most)
    assert len(line) <= most
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(("value", "result"), [("open", "open"), ("Open", "x"), ("", "x"), (None, "x"), ("gone", "x")])
def test_only_known_values_are_taken(value, result):
    assert known_or(value, ("open", "fixed"), "x") == result


def test_the_default_may_be_nothing_at_all():
    assert known_or("gone", ("open",), None) is None
