"""The shop's own pattern of order numbers: compiled, and refused if matching could take too long.

Python's regular expressions try every way to match. A pattern such as `(a+)+$` has more ways on a text of a few dozen
letters than there is time, and the collector would answer nobody meanwhile. So the ways are counted before the pattern
is used, from above: a sequence has the product of the ways of its parts, a choice their sum, a repetition one way for
each number of repetitions of each way of its part.
"""

import re
import warnings
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined] # the only way to see the structure of a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from helpcentre.errors import HelpCentreError

TEXT_LENGTH = 1_000  # characters of the longest text that is searched
MOST_WAYS = 5_000  # from each character of a text
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class OrderPatternError(HelpCentreError):
    """A pattern that is not a regular expression, or not a safe one."""


def compile_order_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern, ignoring case. Raises OrderPatternError with the reason and what to write instead."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pattern, parsed = re.compile(text, re.IGNORECASE), parser.parse(text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise OrderPatternError(f"'{text}' is not a valid regular expression: {error}") from None
    if parsed.getwidth()[0] == 0:
        raise OrderPatternError(
            f"'{text}' also matches no characters at all, so it would match everywhere. Require at least one, for "
            "example \\d{4,12} instead of \\d*."
        )
    if count_ways(parsed) > MOST_WAYS:
        raise OrderPatternError(
            f"'{text}' could take very long on some texts. Do not put a repetition or a choice into a repetition, and "
            "limit the length of repetitions, for example \\d{1,12} instead of \\d+."
        )
    return pattern


def count_ways(parsed: Iterable[tuple[Any, Any]]) -> int:
    """Return an upper bound on the ways in which a parsed pattern can match from one place, at most MOST_WAYS + 1."""
    ways = 1
    for code, argument in parsed:
        ways = min(ways * _count_ways_of(code, argument), MOST_WAYS + 1)
    return ways


def _count_ways_of(code: Any, argument: Any) -> int:
    if code in _REPEATS:
        least, most, part = argument
        return _count_repetitions(least, min(most, TEXT_LENGTH), count_ways(part))
    if code is codes.BRANCH:
        return sum(map(count_ways, argument[1]))
    if code is codes.SUBPATTERN:
        return count_ways(argument[3])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return count_ways(argument[1])
    if code is codes.ATOMIC_GROUP:
        return count_ways(argument)
    if code is codes.GROUPREF_EXISTS:
        return sum(count_ways(part) for part in argument[1:] if part)
    return 1  # a character, a set of them, a position, a reference


def _count_repetitions(least: int, most: int, ways: int) -> int:
    """Return the ways to repeat a part `least` to `most` times, if it has `ways` itself."""
    if ways == 1:
        return max(1, most - least + 1)
    total = 0
    for number in range(least, most + 1):
        total += ways**number
        if total > MOST_WAYS:
            return MOST_WAYS + 1
    return max(1, total)
