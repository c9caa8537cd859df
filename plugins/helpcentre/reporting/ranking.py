"""Which articles fail the most readers: the expected number of unhelped readers, and a band for each article.

The score of an article is S = n * E[(T - p)+] with `n` readers in the window (views if they are counted, otherwise
voters), `T` the share a good article reaches, and `p` its true share: a beta posterior from its answers and a prior
fitted to the site. A bad percentage of three answers therefore does not push aside a middling one that hundreds of
readers meet; `scripts/bench report` compares the score with other rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.statistics.beta import Beta
from helpcentre.reporting.statistics.prior import ENOUGH, fit_prior

Band = Literal["act", "watch", "too_little"]

TARGET = 0.70  # the share of Yes a good article reaches
SURE = 0.90  # the probability of being below the target that makes an article one to act on
FINE = 0.25  # the probability of being below the target up to which an article "works well"
SIGNAL_ALARM = 5.0  # weighted readers, from signals other than votes, that are enough to act on
MONTH = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence about one article in one language, from a window of `days` days.

    `recent` are the decayed answers to the current text, `carried` the answers lent by older texts and days, `voters`
    the readers who answered, `views` the readers counted (None: the site counts none), `signals` the weighted readers
    from signals other than votes.
    """

    recent: Answers
    carried: Answers
    voters: int
    views: int | None
    signals: float
    days: int


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The score of an article: the posterior of its share, P(p < T), unhelped readers per month, and its band."""

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


def fit_site_prior(evidence: Iterable[Evidence]) -> Beta:
    """Return the prior all articles share, fitted to the answers about their current texts."""
    return fit_prior(one.recent for one in evidence)


def score_article(evidence: Evidence, prior: Beta, target: float = TARGET) -> ArticleScore:
    """Score one article against `target`."""
    recent, carried = evidence.recent, evidence.carried
    belief = prior.plus(recent.yes + carried.yes, recent.no + carried.no)
    readers = evidence.voters if evidence.views is None else max(evidence.views, evidence.voters)
    below, shortfall = belief.against(target)
    unhelped = (readers * shortfall + evidence.signals) * MONTH / evidence.days
    return ArticleScore(belief, below, unhelped, _choose_band(evidence, below))


def _choose_band(evidence: Evidence, below: float) -> Band:
    if below >= SURE or evidence.signals >= SIGNAL_ALARM:
        return "act"
    known = evidence.voters + evidence.carried.total
    return "watch" if known >= ENOUGH or evidence.signals >= 1 else "too_little"


def sort_key(score: ArticleScore, article: str, language: str) -> tuple[bool, float, str, str]:
    """Return the sort key of a row: too little data last, most unhelped readers first, then by name.

    The score is rounded, so that the last bits of a float, which differ between machines, never swap two rows.
    """
    return score.band == "too_little", -round(score.unhelped, 6), article, language
