"""Edits with a known effect, in sites where other things happen too: how many get a verdict, and how many are right.

Each site has 12 articles that are edited on day 0 and 30 that are not; a year of answers before. Scenarios in which the
edit changes nothing: `idle`; the whole site falls by 20 points on that day; the edited articles decline from 85 to 50%
over the year before, and then stay there or go on falling; the whole site, or each article at another time, has a
season of 12 points up and down; a new text is liked 20 points better for three weeks. Scenarios in which it does:
`real` changes by 15 to 40 points up or down, and a repair from 50 to 70% after such a decline.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from scripts.planted_worlds.edited_site import EDITED, HISTORY, EditedSite, PlantedArticle, Share

from helpcentre.reporting.report import make_report

OLD, NEW = "a" * 16, "b" * 16
EDITED_ARTICLES, OTHERS = 12, 30
NOVELTY_DAYS = 21


@dataclass(frozen=True)
class Spoken:
    """The verdicts on some edits on one day: the number of edits, of clear verdicts, and of verdicts that are right.

    `covered` is how many 90% intervals hold the true effect.
    """

    edits: int
    spoken: int
    right: int
    covered: int

    @property
    def share(self) -> float:
        """The share of edits with a verdict."""
        return self.spoken / self.edits


def decline(day: int) -> float:
    """Return the share on a day of an article that falls from 85 to 50% in the year before day 0, and goes on."""
    return 0.85 - 0.35 * (day + HISTORY) / HISTORY


def season(day: int, phase: float) -> float:
    """Return what a season adds on a day."""
    return 0.12 * math.sin(2 * math.pi * day / 365 + phase)


def draw_level(chance: random.Random, low: float = 0.35, high: float = 0.93) -> float:
    """Return the share of an article on which nothing happens."""
    return min(high, max(low, chance.betavariate(6, 2)))


def draw_real(chance: random.Random) -> tuple[float, float]:
    """Return a share, and the 15 to 40 points by which an edit changes it."""
    while True:
        level, change = chance.betavariate(6, 2), chance.choice((-1, 1)) * chance.uniform(0.15, 0.40)
        if 0.05 < level + change < 0.97:
            return level, change


def plant_share(scenario: str, chance: random.Random, phase: float, *, edited: bool) -> Share:
    """Return the true share by day of one article; `phase` is that of the site's season."""
    level = draw_level(chance)
    lower = min(level, 0.78)
    if scenario == "the whole site falls":
        level = max(level, 0.45)
        return lambda day: level - (0.2 if day >= 0 else 0)
    if scenario == "the whole site has a season":
        return lambda day: lower + season(day, phase)
    if scenario == "each article has its season":
        phase = chance.uniform(0, 2 * math.pi)
        return lambda day: lower + season(day, phase)
    if not edited:
        return lambda _: level
    level_real, change = draw_real(chance)
    of_the_edited: dict[str, Share] = {
        "idle": lambda _: level,
        "a decline that ends": lambda day: decline(min(0, day)),
        "a decline that goes on": decline,
        "novelty": lambda day: lower + (0.2 if 0 <= day < NOVELTY_DAYS else 0),
        "repair after a decline": lambda day: decline(day) if day < 0 else 0.70,
        "real": lambda day: level_real + (change if day >= 0 else 0),
    }
    return of_the_edited[scenario]


IDLE = (
    "idle", "the whole site falls", "a decline that ends", "a decline that goes on", "the whole site has a season",
    "each article has its season", "novelty",
)  # fmt: skip


def plant_site(scenario: str, rate: float, seed: str, last: int) -> EditedSite:
    """Return a site of a scenario with `rate` answers per day and article, up to day `last`."""
    chance = random.Random(f"{scenario} {rate} {seed}")
    phase = chance.uniform(0, 2 * math.pi)
    articles = []
    for number in range(EDITED_ARTICLES + OTHERS):
        edited = number < EDITED_ARTICLES
        share = plant_share(scenario, chance, phase, edited=edited)
        texts = {-9999: OLD, 0: NEW} if edited else {-9999: OLD}
        articles.append(PlantedArticle(f"article-{number:02}", "en", share, rate, texts))
    return EditedSite(articles, last, chance)


def judge(
    scenario: str, rate: float, sites: int, day: int, seed: str = "", plant: Callable[..., EditedSite] = plant_site
) -> Spoken:
    """Return the verdicts on the edits of some sites as of a day."""
    spoken = right = covered = edits = 0
    for number in range(sites):
        site = plant(scenario, rate, f"{seed}{number}", day)
        report = make_report(site.records(day), EDITED + timedelta(day))
        for article in site.articles[:EDITED_ARTICLES]:
            row = report.row(article.name, article.language)
            edits += 1
            if row is None or row.verdict is None:
                continue
            # In idle scenarios the share may change, but not because of the edit.
            truth = 0.0 if scenario in IDLE else article.share(day) - article.share(-1)
            low, high = row.verdict.effect.interval
            covered += low <= truth <= high
            if row.verdict.outcome in ("better", "worse"):
                spoken += 1
                right += truth != 0 and (row.verdict.outcome == "better") == (truth > 0)
    return Spoken(edits, spoken, right, covered)
