"""Snowball's stemmers as the package has them, with its slowest step done by dictionary.

`find_among` and `find_among_b` look for the longest of a list of affixes. The package compares letter by letter in
Python; here a slice of the word is looked up in a dictionary per list, longest first, with the same result. Tests hold
every stemmer against the package and against the browser's files. Without it stemming is half the work of an index.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import snowballstemmer


class _Quick:
    """Goes in front of a stemmer's class; the names are those of the package's BaseStemmer."""

    current: str
    cursor: int
    limit: int
    limit_backward: int

    def find_among(self, v: Sequence[Any]) -> int:
        """Return what the longest affix of `v` stands for that begins at the cursor, 0 for none."""
        lengths, known = _table(v)
        start, room = self.cursor, self.limit - self.cursor
        for length in lengths:
            among = known.get(self.current[start : start + length]) if length <= room else None
            if among is not None and self._takes(among, start + length):
                return int(among.result)
        return 0

    def find_among_b(self, v: Sequence[Any]) -> int:
        """Return what the longest affix of `v` stands for that ends at the cursor, 0 for none."""
        lengths, known = _table(v)
        end, room = self.cursor, self.cursor - self.limit_backward
        for length in lengths:
            among = known.get(self.current[end - length : end]) if length <= room else None
            if among is not None and self._takes(among, end - length):
                return int(among.result)
        return 0

    def _takes(self, among: Any, cursor: int) -> bool:
        self.cursor = cursor
        if among.method is None:
            return True
        taken = bool(among.method(self))
        self.cursor = cursor
        return taken


_TABLES: dict[int, tuple[Sequence[Any], list[int], dict[str, Any]]] = {}


def _table(v: Sequence[Any]) -> tuple[list[int], dict[str, Any]]:
    kept = _TABLES.get(id(v))
    if kept is None:  # the list is kept with its table, so that its id stays its own
        lengths = sorted({len(among.s) for among in v}, reverse=True)
        kept = _TABLES[id(v)] = (v, lengths, {among.s: among for among in v})
    return kept[1], kept[2]


@cache
def _quick_class(name: str) -> Any:
    return type("Quick", (_Quick, type(snowballstemmer.stemmer(name))), {})


def snowball(name: str) -> Callable[[str], str]:
    """Return Snowball's algorithm `name`: word to stem."""
    stem: Callable[[str], str] = _quick_class(name)().stemWord
    return stem
