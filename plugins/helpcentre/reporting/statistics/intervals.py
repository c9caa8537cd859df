"""Confidence intervals: Wilson's score interval for a share, and order statistics around a median.

Sources: E. B. Wilson, JASA 22 (1927); W. R. Thompson, Annals of Mathematical Statistics 7 (1936).
"""

from collections.abc import Sequence
from math import exp, lgamma, log, sqrt
from typing import NamedTuple

Z90 = 1.6448536269514722  # two-sided 90%
CONFIDENCE = 0.90


class Interval(NamedTuple):
    """The lower and the upper bound of a share."""

    low: float
    high: float


def wilson(yes: float, total: float, z: float = Z90) -> Interval:
    """Return Wilson's score interval for `yes` out of `total`; without any answers it is 0 to 1."""
    if total <= 0:
        return Interval(0.0, 1.0)
    share = yes / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if yes == 0 else max(0.0, centre - half)
    high = 1.0 if yes == total else min(1.0, centre + half)
    return Interval(low, high)


def median_interval(values: Sequence[int]) -> Interval:
    """Return the order statistics around the median of sorted values, of which there are at least five.

    They are x(k) and x(n + 1 - k) with the largest k for which the binomial chance that the true median is between them
    is at least 90%.
    """
    count, outside, place = len(values), 0.0, 0
    while (outside := outside + 2 * _coin_probability(count, place)) <= 1 - CONFIDENCE:
        place += 1
    return Interval(values[place - 1], values[count - place])


def _coin_probability(count: int, heads: int) -> float:
    """Return the probability of exactly so many heads in `count` throws of a fair coin."""
    return exp(lgamma(count + 1) - lgamma(heads + 1) - lgamma(count - heads + 1) - count * log(2))
