"""Snowball's stemmers from the `snowballstemmer` package, with their slowest step replaced by a dictionary look-up.

`find_among` and `find_among_b` look for the longest of a list of affixes. The package compares letter by letter in
Python; here slices of the word are looked up in a dictionary, longest first, with the same result. Tests compare every
stemmer with the package and with the browser's files. Without this, stemming takes half the time of building an index.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import snowballstemmer


class _DictionaryLookup:
    """A mixin for a stemmer's class; the names are those of the package's BaseStemmer."""

    current: str
    cursor: int
    limit: int
    limit_backward: int

    def find_among(self, v: Sequence[Any]) -> int:
        """Return the result of the longest affix of `v` that begins at the cursor, 0 if there is none."""
        lengths, known = _affixes_by_text(v)
        start, space = self.cursor, self.limit - self.cursor
        for length in lengths:
            among = known.get(self.current[start : start + length]) if length <= space else None
            if among is not None and self._accepts_affix(among, start + length):
                return int(among.result)
        return 0

    def find_among_b(self, v: Sequence[Any]) -> int:
        """Return the result of the longest affix of `v` that ends at the cursor, 0 if there is none."""
        lengths, known = _affixes_by_text(v)
        end, space = self.cursor, self.cursor - self.limit_backward
        for length in lengths:
            among = known.get(self.current[end - length : end]) if length <= space else None
            if among is not None and self._accepts_affix(among, end - length):
                return int(among.result)
        return 0

    def _accepts_affix(self, among: Any, cursor: int) -> bool:
        self.cursor = cursor
        if among.method is None:
            return True
        accepted = bool(among.method(self))
        self.cursor = cursor
        return accepted


_TABLES: dict[int, tuple[Sequence[Any], list[int], dict[str, Any]]] = {}


def _affixes_by_text(v: Sequence[Any]) -> tuple[list[int], dict[str, Any]]:
    kept = _TABLES.get(id(v))
    if kept is None:  # the list is kept too, so that its id is not reused
        lengths = sorted({len(among.s) for among in v}, reverse=True)
        kept = _TABLES[id(v)] = (v, lengths, {among.s: among for among in v})
    return kept[1], kept[2]


@cache
def _create_class(name: str) -> Any:
    return type("Stemmer", (_DictionaryLookup, type(snowballstemmer.stemmer(name))), {})


def snowball(name: str) -> Callable[[str], str]:
    """Return Snowball's algorithm `name`: word to stem."""
    stem: Callable[[str], str] = _create_class(name)().stemWord
    return stem
