"""Signals other than votes: the behaviour of readers who do not answer.

Real sites see a vote from one reader in two thousand. Three other traces suggest that an article did not help, each
weaker than a No: a click on a contact channel in the article, a search that ended at the article and was then
reworded, and a search that failed (no result, no click, or "this is missing") before other words led to the article.
Every article has some of them (a returns page is meant to lead to a form), so they are compared with the site's own
rate. They are used twice:

* `trouble` is the logarithm of how much more often than usual readers leave traces, each kind drawn towards zero as
  far as there are few of them (gamma-Poisson shrinkage). It moves what is expected of an article before its votes.
* `weigh_traces` is the number of readers that the traces beyond the site's rate and chance stand for, excess =
  C - (r*e + z*sqrt(r*e)) with C signals from e readers, the site's rate r, and z for one-sided 95%. It raises an alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

Z95 = 1.6448536269514722
CONTACT_WEIGHT = 0.5  # about half of those who contact support after reading would have done so anyway
BOUNCE_WEIGHT = 0.25  # a reworded search may also have been a new question
SOUGHT_WEIGHT = 0.1  # these readers did arrive; they represent others who gave up searching
CONTACT_POWER, BOUNCE_POWER, SOUGHT_POWER = 0.6, 0.6, 0.1  # of a trace's relative rate that is due to the article
SHRINKAGE = 4.0  # traces that one has to expect before their rate counts for half


@dataclass(frozen=True, slots=True)
class Traces:
    """The traces of `exposed` readers of an article: `contacts` clicked, searches that `bounced` or `sought` it."""

    contacts: int = 0
    bounced: int = 0
    exposed: int = 0
    sought: int = 0


def trouble(traces: Traces, site: Traces) -> float:
    """Return the logarithm of how often readers leave traces, relative to the site: 0 as often, above 0 more often."""
    if not site.exposed:
        return 0.0
    kinds = (
        (CONTACT_POWER, traces.contacts, site.contacts),
        (BOUNCE_POWER, traces.bounced, site.bounced),
        (SOUGHT_POWER, traces.sought, site.sought),
    )
    return sum(
        power * log((mine + SHRINKAGE) / (traces.exposed * everyone / site.exposed + SHRINKAGE))
        for power, mine, everyone in kinds
    )


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
