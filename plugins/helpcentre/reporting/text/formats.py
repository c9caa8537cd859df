"""Numbers, shares, days and readers' words as a language writes them; every form of the reports shares them."""

from datetime import date

from babel.numbers import format_decimal, format_percent

from helpcentre.language.dates import long_date, short_day
from helpcentre.language.locales import regional_locale

DASH = "–"


def percent(share: float | None, language: str) -> str:
    """Return a share as a percentage, whole or, below 1%, with two decimals; a dash for None.

    0.996 is 99% and 0.00001 is 0.01%: only all is 100%, and only none is 0%.
    """
    if share is None:
        return DASH
    locale = regional_locale(language)
    if 0 < share < 0.01:
        pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.##")
        return str(format_percent(max(0.0001, share), format=pattern, locale=locale))
    hundredths = min(99, round(share * 100)) if share < 1 else 100
    return str(format_percent(hundredths / 100, locale=locale))


def number(value: float, language: str, digits: int = 0) -> str:
    """Return a number in the language's own digits and separators."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(round(value, digits), format=pattern, locale=regional_locale(language)))


def days(first: date, last: date, language: str) -> str:
    """Return a span of days."""
    return f"{long_date(first, language)} – {long_date(last, language)}"


def points(share: float, language: str) -> str:
    """Return a difference of shares in points, with its sign."""
    whole = round(100 * share)
    return f"{'+' if whole > 0 else '−' if whole < 0 else '±'}{number(abs(whole), language)}"


def day(moment: date, language: str) -> str:
    """Return a day without its year: `2 November`."""
    return short_day(moment, language)


def plain(text: str) -> str:
    """Return a reader's words on one line, without control characters that a terminal would obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
