"""Sums of money and decimal numbers as each language writes them."""

import pytest

from helpcentre.language.amounts import currency_codes, decimal_number, money


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        (4.5, "EUR", "en", "€4.50"),
        (4.5, "EUR", "it", "4,50 €"),
        (1234.5, "EUR", "de", "1.234,50 €"),
        (75_000, "IDR", "id", "Rp75.000"),
        (4, "EUR", "en", "€4"),
        (4.0, "EUR", "en", "€4.00"),
        (0, "GBP", "en", "£0"),
    ],
)
def test_a_sum_is_written_as_the_language_does_and_a_whole_number_without_decimals(amount, currency, language, written):
    assert money(amount, currency, language).replace("\N{NO-BREAK SPACE}", " ") == written


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        (4.5, "en", "4.5"),
        (4.5, "it", "4,5"),
        (4.0, "it", "4"),
        (1234567.25, "en", "1,234,567.25"),
        (1234567.25, "de", "1.234.567,25"),
        (0.1234567, "en", "0.123457"),
        (-0.5, "it", "-0,5"),
    ],
)
def test_a_number_has_the_decimal_sign_of_the_language_and_at_most_six_decimals(number, language, written):
    assert decimal_number(number, language) == written


def test_currencies_are_known_by_their_codes():
    assert {"EUR", "USD", "IDR"} <= currency_codes()
    assert "EURO" not in currency_codes()
