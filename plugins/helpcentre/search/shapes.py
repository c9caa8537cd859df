"""Known shapes: a site says which article the form of a number leads to, such as `BL-######` to the one on orders.

In a shape `#` is a digit, `@` a letter, `*` any number of letters and digits, and everything else is itself; hyphens,
dots, slashes, underscores and spaces do not matter. `search-shapes.js` reads the same shapes.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from helpcentre.search.tokens import fold, has_digit, normalise

MOST_PIECES = 4
"""Words of a query that may make one number: `RR 123 456 789`."""
_SEPARATORS = re.compile(r"[-_/. ]")


class Shape(NamedTuple):
    """A shape as a site writes it, and the id of the article it leads to."""

    shape: str
    article: str


def normalise_shape(shape: str) -> str:
    """Return a shape folded, in lower case and without separators."""
    return fold(_SEPARATORS.sub("", normalise(shape)))


def match_shapes(shapes: Sequence[tuple[str, int]], words: Sequence[str]) -> dict[int, str]:
    """Return the articles that numbers among the words of a query lead to, with the number.

    `shapes` are from `normalise_shape`, each with the number of its article.
    """
    found: dict[int, str] = {}
    if not shapes:
        return found
    folded = [fold(word) for word in words]
    for start in range(len(folded)):
        for end in range(start + 1, min(start + MOST_PIECES, len(folded)) + 1):
            text = "".join(folded[start:end])
            if not has_digit(text):
                continue
            for shape, article in shapes:
                if _compile_shape(shape).fullmatch(text):
                    found.setdefault(article, text)
    return found


@cache
def _compile_shape(shape: str) -> re.Pattern[str]:
    parts = {"#": r"\d", "@": r"[^\W\d_]", "*": r"[^\W_]*"}
    return re.compile("".join(parts.get(sign) or re.escape(sign) for sign in shape))
