"""Articles through a year: how often "getting worse" is said of one that did not change, how soon of one that did.

Days differ as they do on real sites: a weekly rhythm, and traffic that varies more than chance alone would (gamma,
variance a quarter of the mean squared). A badge that goes and comes back counts twice. Day 0 is a Monday.
"""

import random
from collections.abc import Callable
from itertools import accumulate

from scripts.planted_worlds.chance import poisson

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.trend import LONG, Trend, find_trend

YEAR = 365
PAST = 7 * (LONG.new_weeks + LONG.old_weeks + 2)  # days of answers before the year that is looked at
NEVER = 999
RHYTHM = (1.15, 1.10, 1.05, 1.05, 1.00, 0.85, 0.80)

# (answers per day, true share) at which two windows stray most, and some of the rest; the falls a badge has to find
STABLE = ((1, 0.6), (0.5, 0.5), (1, 0.8), (0.2, 0.7), (2, 0.7), (5, 0.8))
FALLS = ((1.1, 0.86, 0.50), (1, 0.80, 0.55), (2, 0.80, 0.55), (5, 0.80, 0.55))


class DailyAnswers:
    """The answers of one article, day by day; `share` gives the true share of helped readers on a day."""

    def __init__(self, chance: random.Random, days: int, rate: float, share: Callable[[int], float]) -> None:
        yes, total = [], []
        for day in range(days):
            readers = poisson(chance, rate * RHYTHM[day % 7] * chance.gammavariate(4, 1 / 4))
            total.append(readers)
            yes.append(sum(chance.random() < share(day) for _ in range(readers)))
        self.yes, self.total = (list(accumulate(counts, initial=0)) for counts in (yes, total))

    def answers(self, first: int, end: int) -> Answers:
        """Return the answers of the days `first` to before `end`."""
        first, end = max(0, first), max(0, end)
        yes = self.yes[end] - self.yes[first]
        return Answers(yes, self.total[end] - self.total[first] - yes)

    def trend(self, end: int) -> Trend:
        """Return the trend on the day before `end`, in calendar weeks of which the newest may be incomplete."""
        monday = (end - 1) // 7 * 7

        def count(first: int, last: int) -> Answers:
            newest = end if first == 0 else monday - 7 * (first - 1)
            return self.answers(monday - 7 * (last - 1), newest)

        return find_trend(count)

    def is_worse(self, end: int) -> bool:
        """Return whether the article has the badge on the day before `end`."""
        return self.trend(end).direction == "worse"


def false_badges(articles: int, rate: float, share: float, step: int = 1, seed: str = "") -> float:
    """Return badges per article-year if nothing changes, looked at every `step` days."""
    chance, found = random.Random(f"{rate} {share}{seed}"), 0
    for _ in range(articles):
        answers = DailyAnswers(chance, PAST + YEAR, rate, lambda _: share)
        said = [answers.is_worse(end) for end in range(PAST, PAST + YEAR, step)]
        found += sum(now and not before for before, now in zip([False, *said], said, strict=False))
    return found / articles


def days_until_seen(
    articles: int, rate: float, before: float, after: float, step: int = 1, seed: str = ""
) -> list[int]:
    """Return, sorted, after how many days a fall got its badge (999: not within 90)."""
    chance, seen = random.Random(f"{rate} {before} {after}{seed}"), []
    for _ in range(articles):
        answers = DailyAnswers(chance, PAST + 90, rate, lambda day: before if day < PAST else after)
        seen.append(next((day for day in range(step, 91, step) if answers.is_worse(PAST + day)), NEVER))
    return sorted(seen)


def declines_seen(articles: int, rate: float, before: float, after: float, step: int = 1, seed: str = "") -> float:
    """Return the share of articles with a badge at some time of the year in which they decline steadily."""
    chance, found = random.Random(f"decline {rate} {before} {after}{seed}"), 0
    for _ in range(articles):
        answers = DailyAnswers(
            chance, PAST + YEAR, rate, lambda day: before + (after - before) * max(0, day - PAST) / YEAR
        )
        found += any(answers.is_worse(PAST + day) for day in range(step, YEAR + 1, step))
    return found / articles
