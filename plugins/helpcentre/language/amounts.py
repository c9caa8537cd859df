"""Sums of money and decimal numbers as each language writes them, by Babel (Unicode CLDR)."""

from functools import cache

from babel.numbers import format_currency, format_decimal, list_currencies

from helpcentre.language.locales import regional_locale


@cache
def currency_codes() -> frozenset[str]:
    """Return the codes of every currency, such as EUR."""
    return frozenset(list_currencies())


def money(amount: float, currency: str, language: str) -> str:
    """Return a sum such as `€4.50`, `4,50 €` or `Rp75.000`; a whole number (int) has no decimals."""
    locale = regional_locale(language)
    if isinstance(amount, int):
        pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
        return str(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))
    return str(format_currency(amount, currency, locale=locale))


def decimal_number(number: float, language: str) -> str:
    """Return a number with the decimal sign of a language, such as `4,5`; at most six decimals."""
    return str(format_decimal(number, "#,##0.######", locale=regional_locale(language)))
