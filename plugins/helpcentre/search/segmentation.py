"""Words run together, read apart: `whereismyorder`, `24hrs`. `search-segmentation.js` follows this step by step."""

import re

from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.tokens import has_digit, is_spaceless

SHORTEST = 7
LONGEST = 40
SHORTEST_PIECE = 3
"""Words of the dictionary; function words may have two letters."""
SHORTEST_MEAN = 3
"""The words have more letters than this on average: `inquilino` is not `in qui lino`."""
_AMOUNT = re.compile(r"([0-9]{1,4})(\w{1,5})")


def segment(index: PackedIndex, bare: str) -> list[str]:
    """Return the known words that the folded `bare` is made of, in order; nothing if there are none.

    The fewest words win, then the one with the longest first word. At least one is not a function word.
    """
    if has_digit(bare):
        return _split_amount(index, bare)
    if not SHORTEST <= len(bare) <= LONGEST or is_spaceless(bare):
        return []
    best: list[list[str] | None] = [None] * len(bare) + [[]]
    for start in range(len(bare) - 2, -1, -1):
        for end in sorted(_word_ends(index, bare, start), reverse=True):
            rest = best[end]
            found = best[start]
            if rest is not None and (found is None or len(rest) + 1 < len(found)):
                best[start] = [bare[start:end], *rest]
    pieces = best[0] or []
    content = [piece for piece in pieces if piece not in index.stop and piece not in index.question]
    is_likely = len(pieces) > 1 and len(bare) > SHORTEST_MEAN * len(pieces)
    return pieces if is_likely and content else []


def _split_amount(index: PackedIndex, bare: str) -> list[str]:
    """Return a number and its unit if both are known: `24hrs`."""
    amount = _AMOUNT.fullmatch(bare)
    if not amount or not amount[2].isalpha() or not index.postings(amount[1]):
        return []
    is_known = any(index.postings(key) or index.synonyms(key) for key in index.analyser.keys(amount[2]))
    return [amount[1], amount[2]] if is_known else []


def _word_ends(index: PackedIndex, bare: str, start: int) -> set[int]:
    """Return where a known word that begins at `start` ends."""
    ends = {
        start + len(form.folded)
        for form in index.forms(bare[start : start + SHORTEST_PIECE])
        if len(form.folded) >= SHORTEST_PIECE and bare.startswith(form.folded, start)
    }
    for end in range(start + 2, len(bare) + 1):
        if bare[start:end] in index.stop or bare[start:end] in index.question:
            ends.add(end)
    return ends
