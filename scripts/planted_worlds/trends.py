"""Articles through a year: how often "getting worse" is said of one that did not change, how soon of one that did.

Days differ as they do on real sites: a weekly rhythm, and traffic that varies more than chance alone would (gamma,
variance a quarter of the mean squared). A badge that goes and comes back counts twice.
"""

import random
from collections.abc import Callable
from itertools import accumulate

from scripts.planted_worlds.ranking import poisson

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.trend import NEW_DAYS, OLD_DAYS, WAIT_DAYS, TrendWindows, find_trend
from helpcentre.reporting.vote_counts import TREND_DAYS

YEAR = 365
NEVER = 999
RHYTHM = (1.15, 1.10, 1.05, 1.05, 1.00, 0.85, 0.80)

# (answers a day, true share) where two windows stray most, and some of the rest; the falls a badge has to find
STABLE = ((1, 0.6), (0.5, 0.5), (1, 0.8), (0.2, 0.7), (2, 0.7), (5, 0.8))
FALLS = ((1.1, 0.86, 0.50), (1, 0.80, 0.55), (2, 0.80, 0.55), (5, 0.80, 0.55))


class Story:
    """The answers of one article, day by day; `share` gives the true share of helped readers on a day."""

    def __init__(self, chance: random.Random, days: int, rate: float, share: Callable[[int], float]) -> None:
        yes, asked = [], []
        for day in range(days):
            readers = poisson(chance, rate * RHYTHM[day % 7] * chance.gammavariate(4, 1 / 4))
            asked.append(readers)
            yes.append(sum(chance.random() < share(day) for _ in range(readers)))
        self.yes, self.asked = (list(accumulate(counts, initial=0)) for counts in (yes, asked))

    def answers(self, first: int, end: int) -> Answers:
        """Return the answers of the days `first` to before `end`."""
        yes = self.yes[end] - self.yes[first]
        return Answers(yes, self.asked[end] - self.asked[first] - yes)

    def windows(self, end: int) -> TrendWindows:
        """Return what the trend compares on the day before `end`."""
        middle = end - NEW_DAYS
        return TrendWindows(self.answers(middle, end), self.answers(middle - OLD_DAYS, middle))

    def worse(self, end: int) -> bool:
        """Tell whether the badge stands on the day before `end`."""
        return find_trend(self.windows(end), self.windows(end - WAIT_DAYS))[0] == "worse"


def false_badges(articles: int, rate: float, share: float, step: int = 1) -> float:
    """Return badges per article-year where nothing changes, looked at every `step` days."""
    chance, found = random.Random(f"{rate} {share}"), 0
    for _ in range(articles):
        story = Story(chance, TREND_DAYS + YEAR, rate, lambda _: share)
        said = [story.worse(end) for end in range(TREND_DAYS, TREND_DAYS + YEAR, step)]
        found += sum(now and not before for before, now in zip([False, *said], said, strict=False))
    return found / articles


def days_until_seen(articles: int, rate: float, before: float, after: float, step: int = 1) -> list[int]:
    """Return, sorted, after how many days a fall got its badge (999: not within 90)."""
    chance, seen = random.Random(f"{rate} {before} {after}"), []
    for _ in range(articles):
        story = Story(chance, TREND_DAYS + 90, rate, lambda day: before if day < TREND_DAYS else after)
        seen.append(next((day for day in range(step, 91, step) if story.worse(TREND_DAYS + day)), NEVER))
    return sorted(seen)
