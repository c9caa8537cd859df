"""The places at which the characters of an expanded text were written."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part of an expanded text, from offset `start` to the next part.

    `path`, `line` and `column` (from 1) are where its first character was written. A part that is not `literal`, such
    as the value of a variable, was written there as a whole.
    """

    start: int
    path: str
    line: int
    column: int
    literal: bool = True


@dataclass(frozen=True, slots=True)
class SharedUse:
    """The shared text in a page: where its parts were written, and the names of variables and snippets in it."""

    parts: tuple[WrittenPart, ...] = ()
    variables: frozenset[str] = frozenset()
    snippets: frozenset[str] = frozenset()


def locate(text: str, offset: int, parts: Sequence[WrittenPart]) -> tuple[str, int, int]:
    """Return the file, line and column at which the character at `offset` of an expanded `text` was written.

    `parts` begin with one at offset 0; an offset below 0 counts as 0.
    """
    wanted = max(0, offset)
    part = parts[bisect_right(parts, wanted, key=attrgetter("start")) - 1]
    if not part.literal:
        return part.path, part.line, part.column
    before = text[part.start : wanted]
    lines = before.count("\n")
    column = len(before) - before.rfind("\n") if lines else part.column + len(before)
    return part.path, part.line + lines, column
