"""Chance that the planted worlds share."""

import math
import random


def poisson(chance: random.Random, mean: float) -> int:
    """Return a count with this mean; a normal one if the mean is large."""
    if mean > 60:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    count, left = 0, mean
    while (left := left - chance.expovariate(1.0)) > 0:
        count += 1
    return count
