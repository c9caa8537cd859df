"""The trend of an article: whether its last 28 days differ from the 90 days before them."""

from math import hypot
from typing import Literal, NamedTuple

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.statistics.comparison import probability_above
from helpcentre.reporting.statistics.prior import LEAST, no_change_prior

Trend = Literal["better", "worse", "steady", "unknown"]

# A window that is looked at every day exceeds 99% now and then without any change (0.17 times per article-year), but
# seldom for a whole week (0.07). So a trend needs two looks.
SURE = 0.99  # today
SUSPECTED = 0.97  # a week ago
WAIT_DAYS = 7  # between the two looks
MARGIN = 0.05  # a change smaller than this is not news
NEW_DAYS, OLD_DAYS = 28, 90  # the new window, and the one before it


class TrendWindows(NamedTuple):
    """The answers of the last 28 days up to a day, and of the 90 days before them."""

    new: Answers
    old: Answers


def find_trend(today: TrendWindows, week_ago: TrendWindows) -> tuple[Trend, float]:
    """Return whether the last 28 days differ from the 90 before, and its probability (0 unless worse or better).

    A trend is reported only if the two sides differ by more than 5 points with 99% probability, both have 8 answers,
    and a week ago the probability of the same was already 97%.
    """
    if min(today.new.total, today.old.total) < LEAST:
        return "unknown", 0.0
    direction, sure = _compare_windows(today)
    if sure > SURE:
        before, suspected = _compare_windows(week_ago)
        if before == direction and suspected > SUSPECTED:
            return direction, sure
    return "steady", 0.0


def _compare_windows(windows: TrendWindows) -> tuple[Trend, float]:
    """Return the direction of the new answers and P(more than 5 points); steady if that is clearly below 97%."""
    new, old = windows
    if min(new.total, old.total) < LEAST:
        return "steady", 0.0
    prior = no_change_prior(new, old)
    now, then = prior.plus(*new), prior.plus(*old)
    beyond = abs(now.mean - then.mean) - MARGIN
    if beyond < hypot(now.deviation, then.deviation):  # about 84%: most articles need no integral
        return "steady", 0.0
    if then.mean > now.mean:
        return "worse", probability_above(then, now, MARGIN)
    return "better", probability_above(now, then, MARGIN)
