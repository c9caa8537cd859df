"""Find the possible meanings of a word that matches nothing: typing errors, words that sound alike, related words.

`search-spelling.js` follows this step by step.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from helpcentre.search.tokens import utf16_key

SHORTEST = 4
"""Shorter words are not corrected: nearly every one is one letter away from another word."""
TWO_ERRORS = 8
"""Words of at least this length may have two errors."""
THREE_ERRORS = 9
"""Words of at least this length may be meant although three letters are wrong."""
RELATED = 4
"""Related words share at least this many letters at the beginning."""
SHORTEST_ROOT = 5
SHORTEST_SOUND = 4
MOST_SILENT = 3
"""The largest difference in length between words that sound alike, in letters."""
_LIKE_LETTERS = ("ckqsz", "fp", "vw", "ijy")
"""First letters that may stand for each other in words that sound alike."""
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"[ck]h(?=[aeiouy])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ck|[cq]u?(?![eiy])", "k"),
        (r"z", "s"),
        (r"w", "v"),
        (r"[yj]", "i"),
        (r"(.)\1", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Form:
    """A word of the dictionary: folded, as people spell it, and how common it is (4 log2 of its articles)."""

    folded: str
    spelt: str
    common: int


class Correction(NamedTuple):
    """A word that may be meant, and by how many errors it differs."""

    errors: int
    form: Form


def distance(word: str, other: str, limit: int, open_end: bool) -> int:
    """Return the optimal string alignment distance (insert, delete, replace, swap of neighbours: 1 each).

    With `open_end`, `word` may be the beginning of `other`: the distance to its nearest beginning. Beyond `limit` the
    answer is `limit + 1`.
    """
    rows, columns = len(word), len(other)
    if rows - columns > limit or (not open_end and columns - rows > limit):
        return limit + 1
    columns = min(columns, rows + limit)
    far = limit + 1
    older: list[int] = []
    before: list[int] = []
    row = [min(j, far) for j in range(columns + 1)]
    for i in range(1, rows + 1):
        older, before, row = before, row, [far] * (columns + 1)
        if i <= limit:
            row[0] = i
        for j in range(max(1, i - limit), min(columns, i + limit) + 1):  # all others are further away than `limit`
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and word[i - 1] == other[j - 2] and word[i - 2] == other[j - 1]:
                cost = min(cost, older[j - 2] + 1)
            row[j] = min(cost, far)
        if min(row) > limit:
            return far
    return min(row) if open_end else row[columns]


def find_corrections(
    word: str, pool: Iterable[Form], open_end: bool, most: int, limit: int | None = None
) -> list[Correction]:
    """Return the words of `pool` nearest to the folded `word`.

    Only those with the fewest errors, whole words before beginnings, most common first. The same letters in another
    order are one error. In a word of SHORTEST letters no letter may be replaced (most results would be real words).
    `limit` is the number of errors allowed, if it is not to depend on the length of the word.
    """
    if len(word) < SHORTEST:
        return []
    if limit is None:
        limit = 2 if len(word) >= TWO_ERRORS else 1
    letters = sorted(word)
    found: list[tuple[int, int, Form]] = []
    for form in pool:
        other = form.folded
        if len(other) == len(word) and (len(word) == SHORTEST or other[0] == word[0]) and sorted(other) == letters:
            errors, rest = min(1, limit) if other != word else 0, 0
        elif len(word) == SHORTEST and len(other) == SHORTEST:
            continue
        else:
            errors = distance(word, other, limit, open_end)
            rest = 1 if open_end and abs(len(other) - len(word)) > limit else 0
        if errors <= limit:
            limit = errors
            found.append((errors, rest, form))
    nearest = sorted((item for item in found if item[0] == limit), key=lambda item: (item[1], sort_key(item[2])))
    return [Correction(limit, form) for _, _, form in nearest[:most]]


def find_sound_alikes(word: str, pool: Iterable[Form], most: int, limit: int) -> list[Correction]:
    """Return the words of `pool` that sound like the folded `word`, at most `limit` letters apart; nearest first.

    They count as one error if the sound is the same, as two if it is not.
    """
    sound = spell_by_sound(word)
    if len(sound) < SHORTEST_SOUND:
        return []
    starts = next((letters for letters in _LIKE_LETTERS if word[0] in letters), word[0])
    found: list[Correction] = []
    for form in pool:
        if form.folded[0] not in starts or abs(len(form.folded) - len(word)) > MOST_SILENT:
            continue
        errors = distance(sound, spell_by_sound(form.folded), limit, False)
        if errors <= limit:
            limit = errors
            found.append(Correction(errors + 1, form))
    nearest = [each for each in found if each.errors == limit + 1]
    return sorted(nearest, key=lambda each: sort_key(each.form))[:most]


def spell_by_sound(word: str) -> str:
    """Return the folded `word` as people might spell it who only heard it: `kansel` for cancel, `adres` for address."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def share_root(word: str, other: str) -> bool:
    """Return whether two folded words share a root: a beginning of half the word, or one is inside the other."""
    if min(len(word), len(other)) < SHORTEST_ROOT:
        return False
    shared = max(SHORTEST_ROOT, ceil(len(word) / 2))
    return word[:shared] == other[:shared] or word in other or other in word


def find_relatives(word: str, pool: Iterable[Form], share: float, most: int) -> tuple[int, list[Form]]:
    """Return the length of the longest beginning that words share with the folded `word`, and those words.

    The beginning has at least RELATED letters and at least `share` of the word; the most common words come first.
    """
    shared = max(RELATED, ceil(len(word) * share))
    found: list[Form] = []
    for form in pool:
        same = 0
        while same < min(len(word), len(form.folded)) and word[same] == form.folded[same]:
            same += 1
        if same > shared:
            found = []
        if same >= shared:
            shared = same
            found.append(form)
    return shared, sorted(found, key=sort_key)[:most]


def sort_key(form: Form) -> tuple[int, bytes]:
    """Return the sort key of a word: most common first, then by the alphabet."""
    return -form.common, utf16_key(form.folded)
