"""Text to words, the same here and in `search-tokens.js`; `tests/cases/search` holds both to the same answers.

A word is a run of letters, marks and digits, so `l'assistenza` is two words. Folding removes accents.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u20d0-\u20ff]")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_RUN = re.compile(r"\w+")
_BEYOND_LATIN = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_WORD = 64
"""Longer runs (keys, base64) are cut: nobody types them, and the stemmers are not made for them."""


def normalise(text: str) -> str:
    """Return `text` in NFC and lower case, without invisible characters."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).lower())


def tokenise(text: str) -> list[str]:
    """Return the words of `text`, lower case, in order; joined codes (`pay402` for PAY-402) come last."""
    text = normalise(text)
    return split_words(text) + join_codes(text)


def split_words(normalised: str) -> list[str]:
    """Return the words of a text from `normalise`, in order."""
    if normalised.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(normalised)]
    if _has_marks(normalised):
        found = _compile_word_pattern().findall(normalised)
    else:
        found = _RUN.findall(normalised.replace("_", " "))
    return [word for word in (word[:LONGEST_WORD] for word in found) if fold(word)]


def join_codes(normalised: str) -> list[str]:
    """Return the codes of a text from `normalise` without their separators: `pay402`, `lume7k2p93qx`."""
    if not _DIGIT.search(normalised):
        return []
    found = [
        code
        for code in _compile_code_pattern(_has_marks(normalised)).findall(normalised)
        if _DIGIT.search(code) and _LETTER.search(code)
    ]
    return [re.sub(r"[-_/.]", "", code)[:LONGEST_WORD] for code in found]


@cache
def fold(word: str) -> str:
    """Return lower-case `word` without accents: `perche` for perché, `mootuhik` for mõõtühik."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


def has_digit(word: str) -> bool:
    """Return whether any character of `word` is a decimal digit."""
    return bool(_DIGIT.search(word))


def fingerprint(words: Sequence[str]) -> int:
    """Return 16 bits (FNV-1a, folded) that identify a sequence of words, accents aside."""
    value = 0x811C9DC5
    for unit in " ".join(map(fold, words)).encode("utf-16-le", "surrogatepass"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return (value >> 16) ^ (value & 0xFFFF)


def _has_marks(normalised: str) -> bool:
    """Return whether a text needs the slow patterns."""
    return bool(
        not normalised.isascii() and _BEYOND_LATIN.search(normalised) and _compile_mark_pattern().search(normalised)
    )


@cache
def _compile_mark_pattern() -> re.Pattern[str]:
    r"""Return a pattern for the marks that Hindi words are made of; Python's own `\w` lacks them."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "]")


@cache
def _compile_word_pattern() -> re.Pattern[str]:
    """Return a pattern for runs of letters, marks and digits."""
    return re.compile(rf"(?:[^\W_]|{_compile_mark_pattern().pattern})+")


@cache
def _compile_code_pattern(with_marks: bool) -> re.Pattern[str]:
    """Return a pattern for two to six words with separators between them."""
    word = _compile_word_pattern().pattern if with_marks else r"[^\W_]+"
    return re.compile(rf"{word}(?:[-_/.]{word}){{1,5}}")
