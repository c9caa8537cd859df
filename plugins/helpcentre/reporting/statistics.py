"""What can be said from a few answers: beta posteriors, Wilson intervals, and a prior fitted to the site.

Shares are floats from 0 to 1, counts may be fractions (decayed or carried-over votes). Nothing but `math` is needed.
Sources: the continued fraction of the incomplete beta is DLMF 8.17.22 evaluated by Lentz's method (W. J. Lentz 1976,
Thompson and Barnett 1986); the interval is E. B. Wilson, JASA 22 (1927); the prior is the moment estimator of the
beta-binomial, J. C. Kleinman, JASA 68 (1973).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import asin, cos, exp, floor, lgamma, log, log1p, pi, sin, sqrt
from typing import NamedTuple

Z90 = 1.6448536269514722  # two-sided 90 %
_TINY = 1e-300
_EPSILON = 1e-15
_SAMPLES, _CELLS = 48, 96  # of the grids on which two posteriors are compared


class Interval(NamedTuple):
    """The lower and the upper bound of a share."""

    low: float
    high: float


class Beta(NamedTuple):
    """A beta distribution: what is believed of a share after `a` counts for and `b` against."""

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
        """Return the belief after `yes` and `no` more answers."""
        return Beta(self.a + yes, self.b + no)

    def below(self, share: float) -> float:
        """Return the probability that the true share is under `share`."""
        return incomplete_beta(share, self.a, self.b)

    def shortfall(self, target: float) -> float:
        """Return E[(target - p)+], the expected gap to the target where there is one."""
        return self.against(target)[1]

    def against(self, target: float) -> tuple[float, float]:
        """Return `below` and `shortfall` together: I_x(a + 1, b) follows from I_x(a, b) by DLMF 8.17.20."""
        a, b = self
        below, step = self.below(target), 0.0
        if 0 < target < 1:
            step = exp(lgamma(a + b) - lgamma(a + 1) - lgamma(b) + a * log(target) + b * log1p(-target))
        return below, max(0.0, target * below - self.mean * (below - step))

    def quantile(self, probability: float) -> float:
        """Return the share below which the true one lies with this probability (by bisection, to 1e-12)."""
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
        return min(1.0, front * _fraction(x, a, b) / a)
    return max(0.0, 1.0 - front * _fraction(1 - x, b, a) / b)


def _fraction(x: float, a: float, b: float) -> float:
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


def wilson(yes: float, total: float, z: float = Z90) -> Interval:
    """Return Wilson's score interval for `yes` of `total`; with no answers at all it is 0 to 1."""
    if total <= 0:
        return Interval(0.0, 1.0)
    share = yes / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low = 0.0 if yes == 0 else max(0.0, centre - half)
    high = 1.0 if yes == total else min(1.0, centre + half)
    return Interval(low, high)


@lru_cache(maxsize=1 << 15)  # a report asks the same of every article whose answers did not change since the last one
def probability_above(new: Beta, old: Beta, margin: float = 0.0) -> float:
    """Return P(new > old + margin) for two independent beliefs, to 1e-4 (a shape under 2: 3e-3; under 1: 1e-2).

    The narrower belief is sampled in 48 even steps of the angle whose squared sine is the share: there its density
    falls smoothly to nothing at both ends. Each sample meets what the wider belief has below or above it.
    """
    narrow, wide = (new, old) if new.deviation <= old.deviation else (old, new)
    if min(narrow) < 1:
        return _by_cells(new, old, margin)
    samples = list(_samples(narrow))
    shift = -margin if narrow is new else margin
    met = total = 0.0
    for (_, density), below in zip(samples, _below_each(wide, [share + shift for share, _ in samples]), strict=True):
        total += density
        met += density * (below if narrow is new else 1 - below)
    return min(1.0, max(0.0, met / total))


def _below_each(belief: Beta, shares: Sequence[float]) -> Iterator[float]:
    """Yield what a belief has below each of ascending shares: from one to the next by Simpson's rule, to 1e-6.

    The steps are short against its deviation. Where the density bends sharply, at an end, the fraction is asked anew.
    """
    below = belief.below(shares[0])
    yield below
    a, b = belief.a - 1, belief.b - 1
    front = lgamma(a + b + 2) - lgamma(a + 1) - lgamma(b + 1)
    smooth, then = min(a, b) >= 1, None
    for left, right in pairwise(shares):
        if smooth and left > 0 and right < 1:
            middle = (left + right) / 2
            first = exp(front + a * log(left) + b * log1p(-left)) if then is None else then
            then = exp(front + a * log(right) + b * log1p(-right))
            below += (right - left) / 6 * (first + 4 * exp(front + a * log(middle) + b * log1p(-middle)) + then)
        else:
            below, then = belief.below(right), None
        yield below


def _samples(belief: Beta) -> Iterator[tuple[float, float]]:
    """Yield shares about the mean and their densities by angle, as parts of the density at the mean."""
    centre, reach = asin(sqrt(belief.mean)), 3.5 / sqrt(belief.a + belief.b)  # seven deviations of the angle
    low = max(0.0, centre - reach)
    step = (min(pi / 2, centre + reach) - low) / _SAMPLES
    a, b = 2 * belief.a - 1, 2 * belief.b - 1
    middle = a * log(sin(centre)) + b * log(cos(centre))
    for number in range(_SAMPLES):
        angle = low + (number + 0.5) * step
        yield sin(angle) ** 2, exp(a * log(sin(angle)) + b * log(cos(angle)) - middle)


def _by_cells(new: Beta, old: Beta, margin: float) -> float:
    """Return the same by the mass of `new` in cells, so that no density is ever infinite."""
    low = max(0.0, new.mean - 7 * new.deviation)
    high = min(1.0, new.mean + 7 * new.deviation)
    edges = [low + (high - low) * step / _CELLS for step in range(_CELLS + 1)]
    masses = [new.below(edge) for edge in edges]
    olds = [old.below(edge - margin) for edge in edges]
    total = masses[-1] - masses[0]
    met = sum(
        (upper - lower) * (left + right) / 2
        for (lower, upper), (left, right) in zip(pairwise(masses), pairwise(olds), strict=True)
    )
    return min(1.0, met / total) if total > 0 else float(new.mean > old.mean + margin)


FALLBACK = Beta(6.0, 2.0)  # three of four readers helped, worth eight answers
WEAKEST, STRONGEST = 2.0, 200.0
ENOUGH = 5  # answers an article needs to tell the prior anything
ARTICLES_FOR_PRIOR = 5


def fit_prior(counts: Iterable[tuple[float, float]]) -> Beta:
    """Fit the beta that the articles' true shares come from, by moments, to (yes, no) per article.

    Articles with fewer than 5 answers are left out; with fewer than 5 articles left, or all of them at 0 or 1, the
    fallback (6, 2) is returned. The strength a + b stays within 2 to 200.
    """
    used = [(yes, yes + no) for yes, no in counts if yes + no >= ENOUGH]
    answers = sum(total for _, total in used)
    if len(used) < ARTICLES_FOR_PRIOR:
        return FALLBACK
    mean = sum(yes for yes, _ in used) / answers
    if not 0 < mean < 1:
        return FALLBACK
    spread = sum(total * (yes / total - mean) ** 2 for yes, total in used) / (mean * (1 - mean))
    others = len(used) - 1
    rho = (spread - others) / (answers - sum(total * total for _, total in used) / answers - others)
    strength = STRONGEST if rho <= 1 / (1 + STRONGEST) else max(WEAKEST, 1 / rho - 1)
    return Beta(mean * strength, (1 - mean) * strength)


def whole(value: float) -> int:
    """Round half up, the way people do: 0.5 is 1 and 2.5 is 3 on every machine."""
    return floor(value + 0.5)
