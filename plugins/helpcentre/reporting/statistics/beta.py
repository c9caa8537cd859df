"""The beta distribution of the true share of helped readers, given a few answers.

Shares are floats from 0 to 1; counts may be fractions (decayed or carried-over votes). The continued fraction of the
incomplete beta function is DLMF 8.17.22, evaluated by Lentz's method (W. J. Lentz 1976; Thompson and Barnett 1986).
"""

from math import exp, lgamma, log, log1p, sqrt
from typing import NamedTuple

_TINY = 1e-300
_EPSILON = 1e-15


class Beta(NamedTuple):
    """A beta distribution: the belief about a share after `a` counts for and `b` against."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected share."""
        return self.a / (self.a + self.b)

    @property
    def deviation(self) -> float:
        """The standard deviation of the share."""
        total = self.a + self.b
        return sqrt(self.a * self.b / (total + 1)) / total

    def plus(self, yes: float, no: float) -> "Beta":
        """Return the distribution after `yes` and `no` more answers."""
        return Beta(self.a + yes, self.b + no)

    def below(self, share: float) -> float:
        """Return the probability that the true share is below `share`."""
        return incomplete_beta(share, self.a, self.b)

    def shortfall(self, target: float) -> float:
        """Return E[(target - p)+], the expected gap to the target (0 above it)."""
        return self.against(target)[1]

    def against(self, target: float) -> tuple[float, float]:
        """Return `below` and `shortfall` together: I_x(a + 1, b) follows from I_x(a, b) by DLMF 8.17.20."""
        a, b = self
        below, step = self.below(target), 0.0
        if 0 < target < 1:
            step = exp(lgamma(a + b) - lgamma(a + 1) - lgamma(b) + a * log(target) + b * log1p(-target))
        return below, max(0.0, target * below - self.mean * (below - step))

    def quantile(self, probability: float) -> float:
        """Return the share that the true one is below with this probability (by bisection, to 1e-12)."""
        low, high = 0.0, 1.0
        while high - low > 1e-12:
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < probability else (low, middle)
        return (low + high) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for a, b > 0."""
    if a <= 0 or b <= 0:
        raise ValueError(f"a and b must be above 0, not {a} and {b}")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    # The fraction converges fast on the near side of the mean; the other side is the mirror image.
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _evaluate_fraction(x, a, b) / a)
    return max(0.0, 1.0 - front * _evaluate_fraction(1 - x, b, a) / b)


def _evaluate_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of DLMF 8.17.22 from the front (modified Lentz)."""
    c, d = 1.0, 1.0 / ((1 - (a + b) * x / (a + 1)) or _TINY)
    value = d
    for m in range(1, 200 + int(10 * sqrt(max(a, b)))):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 / ((1 + even * d) or _TINY)
        c = (1 + even / c) or _TINY
        value *= c * d
        d = 1.0 / ((1 + odd * d) or _TINY)
        c = (1 + odd / c) or _TINY
        value *= c * d
        if abs(c * d - 1) < _EPSILON:
            break
    return value
