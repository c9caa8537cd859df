"""Priors: the one that all articles of a site share, and the one that expects no change.

Source: the moment estimator of the beta-binomial, J. C. Kleinman, JASA 68 (1973).
"""

from collections.abc import Iterable

from helpcentre.reporting.statistics.beta import Beta

FALLBACK = Beta(6.0, 2.0)  # three of four readers helped, worth eight answers
WEAKEST, STRONGEST = 2.0, 200.0
ENOUGH = 5  # answers needed before an article counts towards the prior and its percentage is shown
ARTICLES_FOR_PRIOR = 5
LEAST = 8  # answers on each side below which no change is reported
SCEPTICAL = 6.0  # the answers that the prior of a comparison is worth


def fit_prior(counts: Iterable[tuple[float, float]]) -> Beta:
    """Fit the beta distribution of the articles' true shares, by moments, to (yes, no) per article.

    Articles with fewer than 5 answers are left out; if fewer than 5 articles are left, or all of their answers are the
    same, the result is the fallback (6, 2). The strength a + b stays within 2 to 200.
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


def no_change_prior(one: tuple[float, float], other: tuple[float, float]) -> Beta:
    """Return the prior of both sides of a comparison, each (yes, no): a few answers at the share of both together.

    The site's prior would not do here: it pulls the side with few answers towards the site's mean, and so finds changes
    in bad articles.
    """
    share = (one[0] + other[0] + 0.5) / (sum(one) + sum(other) + 1)
    return Beta(SCEPTICAL * share, SCEPTICAL * (1 - share))
