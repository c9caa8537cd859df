"""Which article fails the most readers: expected unhelped readers above the target.

The score of an article is S = n * E[(T - p)+]: `n` readers of the window (views where they are counted, else voters),
`T` the share a good article reaches, `p` its true share, of which the answers leave a beta posterior under a prior
fitted to the site. So a bad percentage of three answers does not push aside a middling one that hundreds meet; the
simulation in `scripts/benchmarks/report.py` compares it with other rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from helpcentre.reporting.statistics import ENOUGH, Beta, fit_prior

Band = Literal["act", "watch", "too_little"]

TARGET = 0.70  # the share of Yes a good article reaches
SURE = 0.90  # how sure "act" has to be that an article is under the target
FINE = 0.25  # the chance of being under the target up to which an article "works well"
SIGNAL_ALARM = 5.0  # weighted readers, beyond votes, that are enough to act on
MONTH = 30


class Answers(NamedTuple):
    """Yes and No of one article and language; `no` is without "I was looking for something else"."""

    yes: float = 0.0
    no: float = 0.0

    @property
    def total(self) -> float:
        """All that count."""
        return self.yes + self.no


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one article in one language, in a window of `days` days.

    `recent` are the decayed answers to the text as it is now, `carried` what older texts and days add as a prior,
    `voters` the readers who answered, `views` the readers counted (None: the site counts none), `signals` the weighted
    readers beyond votes.
    """

    recent: Answers
    carried: Answers
    voters: int
    views: int | None
    signals: float
    days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands: the belief of its share, P(p < T), unhelped readers a month, and its band."""

    belief: Beta
    below: float
    unhelped: float
    band: Band

    @property
    def fine(self) -> bool:
        """Whether the article probably reaches the target, so that there is nothing to watch."""
        return self.band == "watch" and self.below <= FINE


def decay(age: float, days: int) -> float:
    """Return the weight of an answer `age` days old: 1 today, a half at the far edge of the window."""
    return float(0.5 ** (max(0.0, age) / days))


def site_prior(evidence: Iterable[Evidence]) -> Beta:
    """Return the prior all articles share, fitted to what their readers said of the text as it is now."""
    return fit_prior(one.recent for one in evidence)


def standing(evidence: Evidence, prior: Beta, target: float = TARGET) -> Standing:
    """Judge one article against `target`."""
    recent, carried = evidence.recent, evidence.carried
    belief = prior.plus(recent.yes + carried.yes, recent.no + carried.no)
    readers = evidence.voters if evidence.views is None else max(evidence.views, evidence.voters)
    below, shortfall = belief.against(target)
    unhelped = (readers * shortfall + evidence.signals) * MONTH / evidence.days
    return Standing(belief, below, unhelped, _band(evidence, below))


def _band(evidence: Evidence, below: float) -> Band:
    if below >= SURE or evidence.signals >= SIGNAL_ALARM:
        return "act"
    known = evidence.voters + evidence.carried.total
    return "watch" if known >= ENOUGH or evidence.signals >= 1 else "too_little"


def order(standing: Standing, article: str, language: str) -> tuple[bool, float, str, str]:
    """Return the sort key of a row: too little data last, most unhelped readers first, then by name.

    The score is rounded, so that the last bits of a float, which differ between machines, never swap two rows.
    """
    return standing.band == "too_little", -round(standing.unhelped, 6), article, language
