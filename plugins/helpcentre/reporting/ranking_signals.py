"""Signals other than votes: what readers do who answer nothing.

Real sites see a vote from one reader in two thousand. Three other traces suggest that an article did not help, each
weaker than a No: a click on a contact channel in the article, a search that ended at the article and was then
reworded, and a search that failed (no result, no click, or "this is missing") before other words led to the article.
Every article has some of them (a returns page is meant to lead to a form), so only the part beyond the site's own rate
and beyond chance counts: excess = C - (r*e + z*sqrt(r*e)), with C signals from e readers, the site's rate r, and z for
one-sided 95%.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.6448536269514722
CONTACT_WEIGHT = 0.5  # about half of those who contact support after reading would have done so anyway
BOUNCE_WEIGHT = 0.25  # a reworded search may also have been a new question
SOUGHT_WEIGHT = 0.1  # these readers did arrive; they stand in for others who gave up searching


@dataclass(frozen=True, slots=True)
class Traces:
    """What `exposed` readers of one article did: `contacts` clicked, searches `bounced`, or failed and `sought` it."""

    contacts: int = 0
    bounced: int = 0
    exposed: int = 0
    sought: int = 0


def excess(count: int, exposed: int, rate: float) -> float:
    """Return how much of `count` the site's `rate` and chance do not explain."""
    expected = rate * exposed
    return max(0.0, count - expected - Z95 * sqrt(expected))


def weigh_traces(traces: Traces, site: Traces) -> float:
    """Return the number of unhelped readers the traces suggest, given those of the whole site."""
    if not site.exposed:
        return 0.0
    counts = (
        (CONTACT_WEIGHT, traces.contacts, site.contacts),
        (BOUNCE_WEIGHT, traces.bounced, site.bounced),
        (SOUGHT_WEIGHT, traces.sought, site.sought),
    )
    return sum(weight * excess(mine, traces.exposed, everyone / site.exposed) for weight, mine, everyone in counts)


def sum_traces(parts: Sequence[Traces]) -> Traces:
    """Return the traces of the whole site."""
    return Traces(
        sum(one.contacts for one in parts),
        sum(one.bounced for one in parts),
        sum(one.exposed for one in parts),
        sum(one.sought for one in parts),
    )
