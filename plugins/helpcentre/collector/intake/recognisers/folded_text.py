"""The text as recognisers read it: the same length, with every kind of digit and letter in its plain form."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GAP = r"(?:[\s.\-_/()|*~':\0\u2010-\u2015\u2019\u2043\u2212\u00b7\u200c\u200d]{0,3}|,)"
"""The characters that may separate two digits of one number."""
TAKEN = "\x01"
"""Replaces each character of a folded text that a span already covers."""
_IGNORED = frozenset("\ufe0e\ufe0f\u20e3")  # variation selectors and the keycap of emoji digits
_PLAIN = re.compile(r"[\x20-\x7e\n]*")


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` to `end` of a text, and the marker to write instead (empty: leave them as they are)."""

    start: int
    end: int
    marker: str = ""


def fold(text: str) -> str:
    """Return `text` with full-width, circled, mathematical and foreign digits and letters as plain ones.

    Every character becomes exactly one, so that a place in the result is the same place in `text`.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character < "\x7f":
        return character
    if character in _IGNORED:
        return "\0"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def cover(text: str, spans: Iterable[Span]) -> str:
    """Return the folded text with every span blanked, so that later recognisers do not see it."""
    characters: list[str] | None = None
    for span in spans:
        characters = characters or list(text)
        characters[span.start : span.end] = TAKEN * (span.end - span.start)
    return text if characters is None else "".join(characters)


def spans_of(pattern: re.Pattern[str], text: str, marker: str = "") -> Iterator[Span]:
    """Yield a span for each match: of the group named `it` if there is one, else of the whole match."""
    group = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        start, end = match.span(group)
        if end > start:
            yield Span(start, end, marker)


def digits_of(text: str) -> str:
    """Return only the digits."""
    return "".join(character for character in text if "0" <= character <= "9")
