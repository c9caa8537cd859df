"""The separators between the items of a list, and between the two ends of a span, in each language.

CLDR has lists that end in *and*, and spans for dates only; a table of opening hours needs neither.
"""

from collections.abc import Iterable

_COMMAS = {"ar": "، ", "fa": "، ", "ur": "، ", "ja": "、", "zh": "、"}
_SEMICOLONS = {"ar": "؛ ", "fa": "؛ ", "ur": "؛ ", "ja": "；", "zh": "；"}
_COLONS = {"fr": "\u00a0: ", "ja": "：", "zh": "："}
_TIME_DASHES = {"ja": "～"}
_WEEKDAY_DASHES = {"es": " a ", "ja": "～", "nl": " t/m ", "pt": " a ", "zh": "至"}


def comma(language: str) -> str:
    """Return what separates the items of a list, with its space if the language has one: `, `, `، `, `、`."""
    return _COMMAS.get(_strip_region(language), ", ")


def semicolon(language: str) -> str:
    """Return what separates items that contain commas themselves: `; `, `؛ `, `；`."""
    return _SEMICOLONS.get(_strip_region(language), "; ")


def colon(language: str) -> str:
    """Return what separates a label from its value: `: `, with a space before it in French, `：`."""
    return _COLONS.get(_strip_region(language), ": ")


def join_items(items: Iterable[str], language: str) -> str:
    """Return a list without *and*: `Monday, Wednesday`."""
    return comma(language).join(items)


def time_span(start: str, end: str, language: str) -> str:
    """Return two times of day as a span: `09:00–18:00`, `9:00～18:00`."""
    return f"{start}{_TIME_DASHES.get(_strip_region(language), '–')}{end}"


def weekdays_from_to(first: str, last: str, language: str) -> str:
    """Return the names of two weekdays as a span that includes both: `Monday–Friday`, `lunes a viernes`."""
    return f"{first}{_WEEKDAY_DASHES.get(_strip_region(language), '–')}{last}"


def _strip_region(language: str) -> str:
    return language.split("-")[0]
