"""Long numbers that stay: by the words around them, by their shape, and where each rule ends."""

import pytest

from helpcentre.collector.intake.recognisers.harmless_numbers import Number, is_harmless, may_be_harmless


def harmless(text, before="", after=""):
    return is_harmless(Number(text, before, after))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("36 38 40 42", True),
        ("42 40 38 36", True),
        ("36, 38, 41, 51", True),  # small steps of at most ten
        ("36, 38, 41, 52", False),
        ("51 41 38 36", True),
        ("52 41 38 36", False),
        ("36 38 38 40", False),  # a step of zero
        ("40 38 38 36", False),
        ("36 38 37 40", False),
        ("100 200 300", True),  # even steps of any size
        ("300 200 100", True),
        ("100 250 300", False),
        ("2024 2024 2024", False),
        ("2024 2025", False),  # two are not a row
        ("1000 2000 3000", True),
        ("10000 20000 30000", False),  # numbers of more than four digits
        ("036 038 040", False),
    ],
)
def test_three_numbers_or_more_in_even_or_small_steps_are_a_row(text, kept):
    assert harmless(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12345678", True),
        ("123456789", False),
        ("1234-56789012", True),
        ("12345678-1234", True),
        ("12345678-12345", False),  # thirteen digits
        ("123456789-12", False),  # a part of nine digits
        ("01234567", False),
    ],
)
def test_an_error_code_has_parts_of_up_to_eight_digits_and_twelve_in_all(text, kept):
    assert harmless(text, before="Error code ") == kept


@pytest.mark.parametrize(
    ("text", "after", "kept"),
    [
        ("120x1234", " cm", False),
        ("123-456-789", " cm", True),
        ("1234-456-789", " cm", False),  # without a sign of multiplication, parts have up to three digits
        ("123-456-780", " m", False),  # a unit of one letter may be a word
        ("012-456-789", " cm", False),
        ("1234567", " cm", False),  # one part only
        ("1234*5678", " mm", True),
        ("12345*5678", " mm", False),
        ("123-456-780", "", False),
    ],
)
def test_a_measure_has_short_parts_and_a_unit_of_two_letters(text, after, kept):
    assert harmless(text, after=after) == kept


@pytest.mark.parametrize(
    ("text", "after", "may_be"),
    [
        ("12345-678", " m", True),
        ("123456-678", " m", False),
        ("1000-2000", "", True),
        ("2000-1000", "", False),
        ("1000-1000", "", False),
        ("1950-2010", "", True),
        ("1899-2010", "", False),
        ("1900-2099", "", True),
        ("1900-2101", "", False),
        ("1025-2000", "", False),
        ("1050-2000", "", True),
        ("20261231", "", True),
        ("20261301", "", False),
        ("1.234.567", "", True),
        ("1.234,50", "", True),
    ],
)
def test_the_shape_alone_may_be_that_of_a_size_a_span_a_date_or_an_amount(text, after, may_be):
    assert may_be_harmless(Number(text, "", after)) == may_be


@pytest.mark.parametrize(
    ("text", "before", "kept"),
    [
        ("12345678", "PAY-", True),
        ("123456789", "PAY-", False),
        ("12345-6789", "PAY-", True),  # nine digits with a hyphen
        ("12345-678901", "PAY-", False),  # eleven digits
        ("12345678", "TEL-", False),
        ("1234 5678", "PAY-", False),
        ("12345678", "", False),
    ],
)
def test_a_number_after_letters_and_a_hyphen_is_part_of_a_code(text, before, kept):
    assert harmless(text, before=before) == kept


@pytest.mark.parametrize(("text", "kept"), [("2026-11-30 18:00", True), ("2026-11-30 1234", False)])
def test_fewer_than_four_digits_next_to_a_date_or_time_do_not_count(text, kept):
    assert harmless(text) == kept


@pytest.mark.parametrize("text", ["+1234567", "(1234567", "001234567"])
def test_a_number_that_begins_as_one_to_dial_is_never_harmless(text):
    assert not harmless(text, before="€ ")
    assert harmless("1234567", before="€ ")
