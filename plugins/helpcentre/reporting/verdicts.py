"""Did the edit help, and is an article getting worse: two beliefs compared, never two bare percentages.

Both sides get the same prior, worth a few answers at the share of both together: "nothing changed". The site's prior
would not do here: it pulls the side with few answers towards the site's mean, and so finds changes in bad articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import hypot
from typing import Literal, NamedTuple

from helpcentre.reporting.ranking import Answers
from helpcentre.reporting.records import Version
from helpcentre.reporting.statistics import Beta, probability_above

Outcome = Literal["better", "worse", "no_difference", "not_enough"]
Trend = Literal["better", "worse", "steady", "unknown"]

NEEDED = 30  # answers on each side that show 40 % becoming 75 % at 80 % power (two-proportion formula)
LEAST = 8  # answers below which nothing is said
VERDICT_SURE = 0.9975  # asked again with every answer: then 96 % of what it says is right; with 0.99 it is 92 %
TREND_SURE = 0.99  # today; and that a week ago already TREND_SUSPECTED: a window that is asked again every day
TREND_SUSPECTED = (
    0.97  # strays beyond 99 % now and then (up to 0.17 times an article-year), but seldom for a week (0.07)
)
TREND_WAIT = 7  # days between the two looks
SCEPTICAL = 6.0  # the answers the prior is worth
TREND_MARGIN = 0.05  # a change smaller than this is no news
TREND_NEW, TREND_OLD = 28, 90  # days: the new window, and the one before it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an edit did. `sure` is P(after > before); `since` the instant the new text was first met."""

    outcome: Outcome
    before: Answers
    after: Answers
    since: datetime
    sure: float
    version: str
    needed: int = NEEDED


def unchanged(one: Answers, other: Answers) -> Beta:
    """Return the prior of both sides: what is believed when nothing changed."""
    share = (one.yes + other.yes + 0.5) / (one.total + other.total + 1)
    return Beta(SCEPTICAL * share, SCEPTICAL * (1 - share))


def verdict(before: Answers, after: Answers, since: datetime, version: str) -> Verdict:
    """Compare the answers before and after an edit."""
    prior = unchanged(before, after)
    sure = probability_above(prior.plus(*after), prior.plus(*before))
    outcome: Outcome = "not_enough"
    if min(before.total, after.total) >= LEAST and max(sure, 1 - sure) >= VERDICT_SURE:
        outcome = "better" if sure > 0.5 else "worse"
    elif min(before.total, after.total) >= NEEDED:
        outcome = "no_difference"
    return Verdict(outcome, before, after, since, sure, version)


def verdicts(texts: Sequence[Version], totals: Mapping[str, Answers]) -> tuple[Verdict, ...]:
    """Return the verdict on every edit of one article, oldest first; the first text of all has none.

    Before an edit stands the text just before it; where that had fewer than 8 answers (several edits in a row), the
    texts before it join in, newest first, until there are 30.
    """
    found = []
    for place in range(1, len(texts)):
        text = texts[place]
        before = _before(texts[:place], totals)
        found.append(verdict(before, totals.get(text.version, Answers()), text.first_seen, text.version))
    return tuple(found)


def _before(texts: Sequence[Version], totals: Mapping[str, Answers]) -> Answers:
    pool = totals.get(texts[-1].version, Answers())
    if pool.total >= LEAST:
        return pool
    for text in reversed(texts[:-1]):
        older = totals.get(text.version, Answers())
        pool = Answers(pool.yes + older.yes, pool.no + older.no)
        if pool.total >= NEEDED:
            break
    return pool


class Windows(NamedTuple):
    """The answers of the last 28 days up to a day, and of the 90 days before them."""

    new: Answers
    old: Answers


def trend(today: Windows, week_ago: Windows) -> tuple[Trend, float]:
    """Return whether the last 28 days differ from the 90 before, and how sure that is (0 unless worse or better).

    Speaks only when one side is surely (99 %) more than 5 points from the other, both have 8 answers, and a look a week
    ago was nearly as sure (97 %) of the same.
    """
    if min(today.new.total, today.old.total) < LEAST:
        return "unknown", 0.0
    direction, sure = _lean(today)
    if sure > TREND_SURE:
        before, suspected = _lean(week_ago)
        if before == direction and suspected > TREND_SUSPECTED:
            return direction, sure
    return "steady", 0.0


def _lean(windows: Windows) -> tuple[Trend, float]:
    """Return to which side the new answers lean, and P(more than 5 points); steady where that is surely under 97 %."""
    new, old = windows
    if min(new.total, old.total) < LEAST:
        return "steady", 0.0
    prior = unchanged(new, old)
    now, then = prior.plus(*new), prior.plus(*old)
    beyond = abs(now.mean - then.mean) - TREND_MARGIN
    if beyond < hypot(now.deviation, then.deviation):  # about 84 %: most articles need no integral
        return "steady", 0.0
    if then.mean > now.mean:
        return "worse", probability_above(then, now, TREND_MARGIN)
    return "better", probability_above(now, then, TREND_MARGIN)
