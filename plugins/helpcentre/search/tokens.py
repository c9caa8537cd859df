"""Text to words, the same here and in `search-tokens.js`; `tests/cases/search` holds both to the same answers.

A word is a run of letters, marks and digits, so `l'assistenza` is two words. A run in a script without spaces between
words (Chinese, Japanese, Thai, Lao, Khmer) becomes overlapping pairs of characters: `退货标签` is `退货`, `货标` and
`标签`. An emoji is a word. Folding removes accents and writes katakana as hiragana.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
_COMPATIBILITY = re.compile("[\ufb00-\ufb06\uff00-\uffef]+")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u20d0-\u20ff]")
_LETTERS: dict[int, str] = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
) | {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_RUN = re.compile(r"\w+")
_BEYOND_LATIN = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_EMOJI = (
    "[\u21a9\u21aa\u231a\u231b\u23e9-\u23f3\u25b6\u2600-\u26ff\u2702-\u270f\u2716\u274c\u274e\u2753-\u2757\u2763\u2764"
    "\U0001f300-\U0001faff]"
)
_SPACELESS = (
    "\u0e00-\u0eff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_SPACELESS_RUN = re.compile(f"[{_SPACELESS}]+|[^{_SPACELESS}]+")
_SPACELESS_ONLY = re.compile(f"[{_SPACELESS}]+")
_SPACELESS_START = re.compile(f"[{_SPACELESS}]")
_SEPARATORS = re.compile(r"[-_/.& ]")
_SPACED = re.compile(r"[ .]")
_MAY_HOLD_CODE = re.compile(r"[-&\d]")
_JOINED_LETTERS = re.compile(r"[^-_/.&]+[-&][^-_/.&]+")
_NUMBER = re.compile(r"(?<!\w)(?:\d{2,}(?:[-/]\d{2,})+|\d{2,5}(?:[ .]\d{2,6})+)(?!\w)")
_SHORTEST_SPACED_NUMBER = 7
LONGEST_WORD = 64
"""Longer runs (keys, base64) are cut: nobody types them, and the stemmers are not made for them."""


def normalise(text: str) -> str:
    """Return `text` in NFC and lower case, without invisible characters; full-width letters become plain ones."""
    if text.isascii():
        return text.lower()
    text = _COMPATIBILITY.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).lower())


def tokenise(text: str) -> list[str]:
    """Return the words of `text`, lower case, in order; joined codes (`pay402` for PAY-402) come last."""
    text = normalise(text)
    return split_words(text) + join_codes(text)


def split_words(normalised: str) -> list[str]:
    """Return the words of a text from `normalise`, in order."""
    if normalised.isascii():
        return [word[:LONGEST_WORD] for word in _ASCII_WORD.findall(normalised)]
    if not _BEYOND_LATIN.search(normalised):
        return [word[:LONGEST_WORD] for word in _RUN.findall(normalised.replace("_", " ")) if fold(word)]
    runs = _compile_word_pattern().findall(normalised)
    return [word[:LONGEST_WORD] for run in runs for word in _split_run(run) if fold(word)]


def locate_words(text: str) -> list[tuple[str, int]]:
    """Return the words of a text as they are written, each with the position of its first character."""
    return [
        (word, run.start() + at) for run in _compile_word_pattern().finditer(text) for word, at in _locate_parts(run[0])
    ]


def join_codes(normalised: str) -> list[str]:
    """Return the codes of a text from `normalise` without their separators, in order.

    A code has letters and digits (`pay402` for PAY-402), or is a number in groups (`1607` for 16-07, `800123456`), two
    words with a hyphen (`dcmin` for DC-MIN, `email`) or letters around an ampersand (`att` for AT&T).
    """
    return [_SEPARATORS.sub("", code)[:LONGEST_WORD] for code, _ in _find_codes(normalised)]


def ends_with_code(normalised: str) -> bool:
    """Return whether the last characters of a text from `normalise` are a code for `join_codes`."""
    return any(end == len(normalised) for _, end in _find_codes(normalised))


@lru_cache(maxsize=1 << 17)  # a collector folds whatever strangers type
def fold(word: str) -> str:
    """Return lower-case `word` without accents: `perche` for perché, `mootuhik` for mõõtühik."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)


def has_digit(word: str) -> bool:
    """Return whether any character of `word` is a decimal digit."""
    return bool(_DIGIT.search(word))


def is_spaceless(word: str) -> bool:
    """Return whether `word` is written in a script without spaces between words."""
    return bool(_SPACELESS_START.match(word))


def find_spaceless_runs(normalised: str) -> list[str]:
    """Return the runs of a text that are written in a script without spaces between words."""
    return _SPACELESS_ONLY.findall(normalised)


def is_emoji(word: str) -> bool:
    """Return whether `word` from `split_words` is an emoji."""
    return bool(re.match(_EMOJI, word))


def fingerprint(words: Sequence[str]) -> int:
    """Return 16 bits (FNV-1a, folded) that identify a sequence of words, accents aside."""
    value = 0x811C9DC5
    for unit in " ".join(map(fold, words)).encode("utf-16-le", "surrogatepass"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return (value >> 16) ^ (value & 0xFFFF)


def _find_codes(normalised: str) -> list[tuple[str, int]]:
    """Return the codes as they are written, each with the position of its end."""
    found = []
    if _MAY_HOLD_CODE.search(normalised):
        with_marks = bool(_BEYOND_LATIN.search(normalised))
        for match in _compile_code_pattern(with_marks).finditer(normalised):
            has_letter, has_number = _LETTER.search(match[0]), _DIGIT.search(match[0])
            if has_letter and (has_number or _JOINED_LETTERS.fullmatch(match[0])):
                found.append((match[0], match.end()))
        for match in _NUMBER.finditer(normalised):
            digits = _SEPARATORS.sub("", match[0])
            if len(digits) >= _SHORTEST_SPACED_NUMBER or not _SPACED.search(match[0]):
                found.append((match[0], match.end()))
    return found


def _split_run(run: str) -> list[str]:
    """Return a run of letters, marks and digits as words: cut at spaceless scripts, which become pairs."""
    return [word for word, _ in _locate_parts(run)]


def _locate_parts(run: str) -> list[tuple[str, int]]:
    """Return the words of a run from `_split_run`, each with its position in the run."""
    words: list[tuple[str, int]] = []
    for part in _SPACELESS_RUN.finditer(run):
        if not is_spaceless(part[0]):
            words.append((part[0], part.start()))
            continue
        characters = [(each[0], part.start() + each.start()) for each in _compile_character_pattern().finditer(part[0])]
        words += [(one + other, at) for (one, at), (other, _) in pairwise(characters)] or characters
    return words


@cache
def _compile_mark_class() -> str:
    r"""Return the characters of a class of marks, which Hindi and Thai words need; Python's own `\w` lacks them."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _compile_character_pattern() -> re.Pattern[str]:
    """Return a pattern for a character with its marks."""
    return re.compile(f".[{_compile_mark_class()}]*", re.DOTALL)


@cache
def _compile_word_pattern() -> re.Pattern[str]:
    """Return a pattern for runs of letters, marks and digits, and for emoji."""
    return re.compile(rf"{_EMOJI}|(?:[^\W_]|[{_compile_mark_class()}])+")


@cache
def _compile_code_pattern(with_marks: bool) -> re.Pattern[str]:
    """Return a pattern for two to six words with separators between them, and for letters around an ampersand."""
    word = rf"(?:[^\W_]|[{_compile_mark_class()}])+" if with_marks else r"[^\W_]+"
    return re.compile(rf"(?<!\w)[^\W\d_]{{1,3}}&[^\W\d_]{{1,3}}(?!\w)|{word}(?:[-_/.]{word}){{1,5}}")


def utf16_key(text: str) -> bytes:
    """Return the key by which Python sorts `text` as JavaScript's `<` does."""
    return text.encode("utf-16-be", "surrogatepass")
