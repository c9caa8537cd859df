"""Rank the articles that fail the most readers: the expected number of unhelped readers, and a band for each article.

The score of an article is S = n * E[(T - p)+] with `n` readers in the window (views if they are counted, otherwise
voters), `T` the share a good article reaches, and `p` its true share: a beta posterior from its answers and a prior
fitted to the site, moved by what readers do who answer nothing. A bad percentage of three answers therefore does not
push aside a middling one that hundreds of readers meet, and a site with hardly a vote still has an order;
`scripts/bench report` compares the score with other rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.report_model import Band
from helpcentre.reporting.statistics.beta import Beta
from helpcentre.reporting.statistics.prior import ENOUGH, fit_prior

TARGET = 0.70  # the share of Yes a good article reaches
SURE = 0.90  # the probability of being below the target that makes an article one to act on
FINE = 0.25  # the probability of being below the target up to which an article "works well"
SIGNAL_ALARM = 5.0  # weighted readers, from signals other than votes, that are enough to act on
MONTH = 30
TRUSTS = ((0.0, 1.0), (0.5, 2.0), (1.0, 4.0), (1.5, 2.0))  # how far traces may be trusted, with prior weights
EXTREME = 0.02  # no prior mean is closer to 0 or 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence about one article in one language, from a window of `days` days.

    `recent` are the decayed answers to the current text, `carried` the answers lent by older texts and days, `voters`
    the readers who answered, `views` the readers counted (None: the site counts none), `signals` the weighted readers
    from signals other than votes, `trouble` the logarithm of how often there are such signals relative to the site.
    """

    recent: Answers
    carried: Answers
    voters: int
    views: int | None
    signals: float
    days: int
    trouble: float = 0.0


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The score of an article: the posterior of its share from votes, P(p < T), unhelped readers per month, its band.

    `unhelped` also takes into account what readers did who did not vote.
    """

    belief: Beta
    below: float
    unhelped: float
    band: Band

    @property
    def fine(self) -> bool:
        """True if the article probably reaches the target, so that there is nothing to watch."""
        return self.band == "watch" and self.below <= FINE


def fit_site_prior(evidence: Iterable[Evidence]) -> Beta:
    """Return the prior all articles share, fitted to the answers about their current texts."""
    return fit_prior(one.recent for one in evidence)


def fit_trust(evidence: Sequence[Evidence], prior: Beta) -> float:
    """Return how far traces say what votes say on this site: 1 as far as expected, 0 not at all.

    It is the posterior mean over a grid; the votes of each article are beta-binomial around the moved prior.
    """
    voted = [one for one in evidence if one.recent.total and one.trouble]
    scores = [sum(_predict_votes(one, move_prior(prior, trust * one.trouble)) for one in voted) for trust, _ in TRUSTS]
    best = max(scores)
    weights = [weight * exp(score - best) for score, (_, weight) in zip(scores, TRUSTS, strict=True)]
    return sum(weight * trust for weight, (trust, _) in zip(weights, TRUSTS, strict=True)) / sum(weights)


def _predict_votes(evidence: Evidence, prior: Beta) -> float:
    """Return the logarithm of the probability of an article's votes, but for a constant."""
    after = prior.plus(evidence.recent.yes, evidence.recent.no)
    return sum(sign * (lgamma(a) + lgamma(b) - lgamma(a + b)) for sign, (a, b) in ((1, after), (-1, prior)))


def move_prior(prior: Beta, trouble: float) -> Beta:
    """Return a prior of the same strength whose share of unhelped readers is exp(`trouble`) times as large."""
    strength = prior.a + prior.b
    mean = min(1 - EXTREME, max(EXTREME, 1 - (1 - prior.mean) * exp(trouble))) if trouble else prior.mean
    return Beta(mean * strength, (1 - mean) * strength)


def score_article(evidence: Evidence, prior: Beta, target: float = TARGET, trust: float = 1.0) -> ArticleScore:
    """Score one article against `target`; `trust` is how far its traces may be trusted."""
    yes, no = (mine + lent for mine, lent in zip(evidence.recent, evidence.carried, strict=True))
    belief = prior.plus(yes, no)
    below, shortfall = belief.against(target)
    if evidence.trouble:
        shortfall = move_prior(prior, trust * evidence.trouble).plus(yes, no).shortfall(target)
    if evidence.views is None:
        unhelped = evidence.voters * shortfall + evidence.signals
    else:  # those who left traces are among the readers counted
        unhelped = max(max(evidence.views, evidence.voters) * shortfall, evidence.signals)
    return ArticleScore(belief, below, unhelped * MONTH / evidence.days, _choose_band(evidence, below))


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
