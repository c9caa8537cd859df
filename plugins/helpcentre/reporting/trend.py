"""The trend of an article: whether its last weeks differ from those before, over a quarter and over a year.

A short window finds a fall within weeks; a long one finds a slow decline that never looks like much from one month to
the next. Both are asked again every day, so both need two looks a week apart.
"""

from collections.abc import Callable
from math import hypot
from typing import NamedTuple

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.report_model import TrendDirection, TrendWindows
from helpcentre.reporting.statistics.comparison import probability_above
from helpcentre.reporting.statistics.prior import LEAST, no_change_prior


class Window(NamedTuple):
    """A window of calendar weeks: its newest ones against those before them.

    A trend is reported if both sides differ by more than `margin` with the probability `sure`, and a week ago it was
    already `suspected`.
    """

    new_weeks: int
    old_weeks: int
    margin: float
    sure: float
    suspected: float


SHORT = Window(5, 13, 0.05, 0.996, 0.983)
LONG = Window(17, 35, 0.05, 0.996, 0.985)


class Trend(NamedTuple):
    """A trend: its direction, the probability of it (0 unless worse or better), and what it was found in."""

    direction: TrendDirection
    sure: float
    window: Window
    answers: TrendWindows


def find_trend(count: Callable[[int, int], Answers]) -> Trend:
    """Return the trend of an article; `count` returns its answers of the weeks `first` to before `end`, 0 the newest.

    The short window takes precedence.
    """
    short = _look_twice(SHORT, count)
    if short.direction in ("better", "worse"):
        return short
    long = _look_twice(LONG, count)
    return long if long.direction in ("better", "worse") else short


def _look_twice(window: Window, count: Callable[[int, int], Answers]) -> Trend:
    today = _count_windows(window, count, 0)
    if min(today.new.total, today.old.total) < LEAST:
        return Trend("unknown", 0.0, window, today)
    direction, sure = _compare_windows(today, window.margin)
    if sure > window.sure:
        before, suspected = _compare_windows(_count_windows(window, count, 1), window.margin)
        if before == direction and suspected > window.suspected:
            return Trend(direction, sure, window, today)
    return Trend("steady", 0.0, window, today)


def _count_windows(window: Window, count: Callable[[int, int], Answers], back: int) -> TrendWindows:
    """Return the answers of a window that ended `back` weeks ago."""
    middle = back + window.new_weeks
    return TrendWindows(count(back, middle), count(middle, middle + window.old_weeks))


def _compare_windows(windows: TrendWindows, margin: float) -> tuple[TrendDirection, float]:
    """Return the direction of the new answers and P(more than the margin); steady if that is clearly too little."""
    new, old = windows
    if min(new.total, old.total) < LEAST:
        return "steady", 0.0
    prior = no_change_prior(new, old)
    now, then = prior.plus(*new), prior.plus(*old)
    beyond = abs(now.mean - then.mean) - margin
    if beyond < hypot(now.deviation, then.deviation):  # about 84%: most articles need no integral
        return "steady", 0.0
    if then.mean > now.mean:
        return "worse", probability_above(then, now, margin)
    return "better", probability_above(now, then, margin)
