"""Decisions about gaps (planned, answered, dismissed), and whether an answer helped.

A decision belongs to the wordings that a gap had when it was made, as hashes: the readers' words are kept no longer for
it. A later gap has the decision that covers at least half of its readers, the newest if there are several.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from math import exp, fsum, lgamma, log
from typing import get_args

from helpcentre.reporting.records import GapDecision, GapState

STATES: tuple[GapState, ...] = get_args(GapState)
COVERED = 0.5  # of a gap's readers, who must have used wordings of the decision
HELPED, NOT_HELPED = 0.05, 0.1  # the greatest probabilities of a result by chance
HALF = 0.5  # an answer after which searches fail at half of the former rate helped


def hash_wording(language: str, wording: str) -> bytes:
    """Return the hash of a wording as `normalise_wording` writes it; 16 bytes."""
    return blake2b(f"{language}\0{wording}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def find_decision(
    language: str, wordings: Mapping[str, int], decisions: Mapping[bytes, GapDecision]
) -> GapDecision | None:
    """Return the newest decision about at least half of the readers of a gap, or None."""
    if not decisions:
        return None
    readers: dict[GapDecision, int] = {}
    for wording, n in wordings.items():
        found = decisions.get(hash_wording(language, wording))
        if found:
            about = found._replace(wording=b"")
            readers[about] = readers.get(about, 0) + n
    enough = COVERED * sum(wordings.values())
    return max((one for one, n in readers.items() if n >= enough), key=lambda one: one.at, default=None)


def has_helped(before: int, days_before: int, since: int, days_since: int) -> bool | None:
    """Return whether fewer readers fail since an answer; None while that may be chance, or nothing is known before.

    Given all readers, those since are binomial with the share of the days since. It helped if so few are unlikely at
    the former rate; it did not if so many are unlikely at half of it (conditional test of two Poisson rates:
    Przyborowski and Wilenski, Biometrika 31, 1940).
    """
    if before <= 0 or days_before <= 0 or days_since <= 0:
        return None
    readers, share = before + since, days_since / (days_before + days_since)
    if binomial_tail(readers, share, range(since + 1)) <= HELPED:
        return True
    halved = HALF * share / (HALF * share + 1 - share)
    return False if binomial_tail(readers, halved, range(since, readers + 1)) <= NOT_HELPED else None


def binomial_tail(n: int, share: float, counts: Iterable[int]) -> float:
    """Return the probability of any of these counts among `n` trials; `share` is above 0 and below 1."""
    ways = lgamma(n + 1)
    logarithms = (ways - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share) for k in counts)
    return fsum(map(exp, logarithms))
