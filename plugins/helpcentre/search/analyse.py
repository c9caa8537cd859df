"""Text to index keys: Unicode words, folded and stemmed, the same here and in `search-text.js`.

A word is a run of letters, marks and digits, so `l'assistenza` is two words. Folding takes accents away. The stemmer
is Snowball 3.0.1 on both sides; a word with a digit in it is never stemmed. `tests/cases/search` holds both to it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.search.endings import ENDINGS
from helpcentre.search.stemming import snowball

DATA = Path(__file__).parent / "data"

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithm for each language; exactly those the browser has a file for in `vendor/`."""

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


@cache
def _marks() -> re.Pattern[str]:
    """Return a pattern for the marks that Hindi words are made of; Python's own `w` lacks them."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "]")


@cache
def _word_pattern() -> re.Pattern[str]:
    """Return a pattern for letters, marks and digits."""
    return re.compile(rf"(?:[^\W_]|{_marks().pattern})+")


@cache
def _code_pattern(marks: bool) -> re.Pattern[str]:
    word = _word_pattern().pattern if marks else r"[^\W_]+"
    return re.compile(rf"{word}(?:[-_/.]{word}){{1,5}}")


def _has_marks(cleaned: str) -> bool:
    """Tell whether a text needs the slow patterns."""
    return bool(not cleaned.isascii() and _BEYOND_LATIN.search(cleaned) and _marks().search(cleaned))


def clean(text: str) -> str:
    """Return `text` in NFC, lower case, without invisible characters."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).lower())


def words(text: str) -> list[str]:
    """Return the words of `text`, lower case, in order; joined codes (`pay402` for PAY-402) come last."""
    text = clean(text)
    return plain_words(text) + codes(text)


def plain_words(cleaned: str) -> list[str]:
    """Return the words of a text from `clean`, in order."""
    if cleaned.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(cleaned)]
    found = _word_pattern().findall(cleaned) if _has_marks(cleaned) else _RUN.findall(cleaned.replace("_", " "))
    return [word for word in (word[:LONGEST_WORD] for word in found) if fold(word)]


def codes(cleaned: str) -> list[str]:
    """Return the codes of a text from `clean` with their separators taken out: `pay402`, `lume7k2p93qx`."""
    if not _DIGIT.search(cleaned):
        return []
    found = [
        code
        for code in _code_pattern(_has_marks(cleaned)).findall(cleaned)
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


def fingerprint(found: Sequence[str]) -> int:
    """Return 16 bits (FNV-1a, folded) that tell the plain words of one text from those of another, accents aside."""
    value = 0x811C9DC5
    for unit in " ".join(map(fold, found)).encode("utf-16-le", "surrogatepass"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return (value >> 16) ^ (value & 0xFFFF)


class Analyser:
    """The keys of one language; `keys("spedizioni")` is what the index holds for the word."""

    def __init__(self, language: str, stemmer: str | None = None) -> None:
        """Take the language's own Snowball stemmer, or the one named (`none`: no stemming)."""
        self.language = language
        self.stemmer = stemmer_for(language, stemmer)
        self._stem = _stem_function(self.stemmer)
        self._known: dict[str, tuple[str, ...]] = {}

    def keys(self, word: str) -> tuple[str, ...]:
        """Return one or two index keys of a word from `words`.

        The second one is there when stemming the word without its accents ends elsewhere, so that a reader who
        types no accents meets it.
        """
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._keys(word)
        return known

    def _keys(self, word: str) -> tuple[str, ...]:
        bare = fold(word)
        if _DIGIT.search(bare):
            return (bare,)
        first = fold(self._stem(word))
        second = first if bare == word else fold(self._stem(bare))
        if not first or not second:
            return (bare,)
        return (first,) if first == second else (first, second)


def _stem_function(stemmer: str) -> Callable[[str], str]:
    if not stemmer:
        return lambda word: word
    stem = snowball(stemmer)
    more = ENDINGS.get(stemmer)
    return (lambda word: more(stem(word))) if more else stem


def stemmer_for(language: str, name: str | None = None) -> str:
    """Return the Snowball algorithm for `language` (empty: none), or check the one named by the site."""
    if name is None:
        return STEMMERS.get(language.split("-")[0].lower(), "")
    if name == "none":
        return ""
    if name not in STEMMERS.values():
        known = sorted(set(STEMMERS.values()))
        raise HelpCentreError(
            f"search: no stemmer '{name}' for '{language}'{did_you_mean(name, known)}. "
            f"Write none or one of: {', '.join(known)}"
        )
    return name


@cache
def word_list(language: str, name: str) -> tuple[str, ...]:
    """Return the folded words of `data/<language>/<name>.txt` (`stop` or `question`), none when there is no file."""
    path = DATA / language.split("-")[0].lower() / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(sorted({fold(word) for line in lines for word in words(line)}))
