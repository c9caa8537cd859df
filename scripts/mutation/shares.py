"""The share of mutants that tests kill: of a package, and of all with the sizes of the packages as weights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.959964  # of 95%


@dataclass(frozen=True, slots=True)
class Share:
    """The number of mutants of a package, of those that were tried, and of those that were killed."""

    name: str
    every: int
    tried: int
    killed: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval of the share, narrower the more of all mutants were tried."""
        if self.tried >= self.every:
            return self.killed / self.tried, self.killed / self.tried
        share = self.killed / self.tried
        n = self.tried * (self.every - 1) / (self.every - self.tried)  # with the finite population correction
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """Return the share as a line."""
        low, high = self.interval
        return (
            f"{self.name:26} {self.killed:5} of {self.tried:5} killed ({self.every:5} in all): "
            f"{100 * self.killed / self.tried:5.1f}% (95% interval {100 * low:.1f} to {100 * high:.1f})"
        )


def overall(shares: Sequence[Share]) -> tuple[float, float, float]:
    """Return the share of all mutants, each package weighted by its size, and the 95% interval of it.

    A stratified estimate. Its variance uses (killed + 1) / (tried + 2), so that a package without a survivor in the
    sample does not count as certain.
    """
    every = sum(share.every for share in shares)
    mean = sum(share.every / every * share.killed / share.tried for share in shares)
    variance = 0.0
    for share in shares:
        p = (share.killed + 1) / (share.tried + 2)
        left = (share.every - share.tried) / max(1, share.every - 1)
        variance += (share.every / every) ** 2 * p * (1 - p) / share.tried * left
    half = Z * math.sqrt(variance)
    return mean, max(0.0, mean - half), min(1.0, mean + half)
