"""Signals beyond votes: what readers do who answer nothing.

Real sites see a vote from one reader in two thousand. Three other traces say that an article did not help, each
weaker than a No: a click on a contact channel from the article, a search that ended at the article and was then
reworded, and a search that failed (no result, no click, or "this is missing") before other words led to the article.
Every article has some of them (a returns page is meant to lead to a form), so only what lies beyond the site's own
rate, and beyond chance, counts: excess = C - (r*e + z*sqrt(r*e)) with C signals on e readers at the site's rate r and
z for one-sided 95 %.
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.6448536269514722
CONTACT_WEIGHT = 0.5  # half of those who write to support after reading did so because the article failed them
BOUNCE_WEIGHT = 0.25  # a reworded search may as well have been a new question
SOUGHT_WEIGHT = 0.1  # they did arrive; one in ten stands for a reader who gave up searching


@dataclass(frozen=True, slots=True)
class Traces:
    """What `exposed` readers of one article did: `contacts` clicked, searches `bounced`, or `sought` in vain."""

    contacts: int = 0
    bounced: int = 0
    exposed: int = 0
    sought: int = 0


def excess(count: int, exposed: int, rate: float) -> float:
    """Return how many of `count` lie beyond what the site's `rate` and chance explain."""
    expected = rate * exposed
    return max(0.0, count - expected - Z95 * sqrt(expected))


def weighted(traces: Traces, site: Traces) -> float:
    """Return the readers the traces stand for, given those of the whole site."""
    if not site.exposed:
        return 0.0
    counts = (
        (CONTACT_WEIGHT, traces.contacts, site.contacts),
        (BOUNCE_WEIGHT, traces.bounced, site.bounced),
        (SOUGHT_WEIGHT, traces.sought, site.sought),
    )
    return sum(weight * excess(mine, traces.exposed, all_of_it / site.exposed) for weight, mine, all_of_it in counts)


def total(parts: list[Traces]) -> Traces:
    """Return the sum over the site."""
    return Traces(
        sum(one.contacts for one in parts),
        sum(one.bounced for one in parts),
        sum(one.exposed for one in parts),
        sum(one.sought for one in parts),
    )
