"""Signals that a comment is spam; they are not verdicts. Short, plain or non-English words are not signals.

Pure. An item with any signal is quarantined: stored, not counted and shown to the support lead, who can release it.
"""

import re

_LINK = re.compile(r"(?i)https?://|www\.|\b[a-z0-9-]+\.(?:ru|xyz|top|click|shop|loan|win|bid)\b")
_MARKUP = re.compile(
    r"(?i)<\s*(?:a|script|img|iframe|svg|style|object)\b|\[(?:url|link|img)[=\]]|\[[^\]]*\]\(\s*https?:"
)
_SAME = re.compile(r"(.)\1{14,}", re.DOTALL)
_REPEATED_WORD = re.compile(r"(?i)\b(\w{2,})(?:\W+\1\b){5,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MASH = frozenset(
    piece
    for row in _ROWS
    for line in (row, row[::-1])
    for start in range(len(line) - 4)
    for piece in (line[start : start + 5],)
)
_LATIN_WORD = re.compile(r"[^\W\d_]{5,}")
_VOWEL = re.compile(r"(?i)[aeiouyäöüõåæøœàáâãèéêëìíîïòóôúùûýÿ]")
_BASIC_LATIN = re.compile(r"(?i)^[a-zäöüõšžåæøœß\u00c0-\u024f]+$")


def comment_signals(text: str, most_links: int = 1) -> list[str]:
    """Return why words should be looked at before they count or are passed on; an empty list for most."""
    found = []
    if not text:
        found.append("empty")
    if len(_LINK.findall(text)) > most_links:
        found.append("links")
    if _MARKUP.search(text):
        found.append("markup")
    if _SAME.search(text) or _REPEATED_WORD.search(text):
        found.append("repetition")
    if _is_mash(text):
        found.append("keyboard_mash")
    return found


def _is_mash(text: str) -> bool:
    """Return whether every longer word is a run of neighbouring keys or has no vowel at all."""
    words = _LATIN_WORD.findall(text)
    if not words or len(words) < len(text.split()) / 2:
        return False
    return all(_is_mash_word(word) for word in words)


def _is_mash_word(word: str) -> bool:
    folded = word.lower()
    if not _BASIC_LATIN.match(folded):
        return False
    runs = any(folded[start : start + 5] in _MASH for start in range(len(folded) - 4))
    return runs or (len(folded) >= 6 and not _VOWEL.search(folded))
