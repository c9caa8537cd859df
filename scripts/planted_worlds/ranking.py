"""Worlds of articles whose true shares are known: which list finds those that fail the most readers.

300 articles, traffic like 1 over rank, true shares Beta(6, 2), one in ten bad: Beta(4, 6); target 0.70; the lead mends
the first ten. A list's catch is the future readers it would help, n * (T - p)+, as a share of what an oracle's ten
would. Rules: ours; kitsune's (kitsune/dashboards/tasks.py: the last seven days, only articles with more No than Yes,
Bayesian average over those); raw percentages; number of No votes.
"""

import random
from collections.abc import Callable

from scripts.planted_worlds.chance import poisson

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import TARGET, Evidence, fit_site_prior, score_article, sort_key
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.statistics.prior import ENOUGH

ARTICLES, TOP = 300, 10
VOLUMES = (1, 5, 20, 100)
Counts = list[tuple[int, int, int, int]]  # yes and no of the window, yes and no of its last seven days
Rule = Callable[[Counts], list[int]]


def plant(chance: random.Random, mean_votes: float) -> tuple[list[float], list[float], Counts]:
    """Return traffic, true shares and the votes of one world."""
    weights = [1 / (rank + 1) for rank in range(ARTICLES)]
    scale = ARTICLES / sum(weights)
    traffic = [weight * scale for weight in weights]
    chance.shuffle(traffic)
    shares = [chance.betavariate(4, 6) if chance.random() < 0.1 else chance.betavariate(6, 2) for _ in traffic]
    counts = []
    for popularity, share in zip(traffic, shares, strict=True):
        week = [chance.random() < share for _ in range(poisson(chance, popularity * mean_votes * 7 / 30))]
        rest = [chance.random() < share for _ in range(poisson(chance, popularity * mean_votes * 23 / 30))]
        yes, total = sum(week) + sum(rest), len(week) + len(rest)
        counts.append((yes, total - yes, sum(week), len(week) - sum(week)))
    return traffic, shares, counts


def ours(counts: Counts) -> list[int]:
    """Return the articles in the order of the report."""
    evidence = [Evidence(Answers(yes, no), Answers(), yes + no, None, 0.0, 30) for yes, no, _, _ in counts]
    prior = fit_site_prior(evidence)
    keys = {
        place: sort_key(score_article(one, prior), f"{place:04}", "en")
        for place, one in enumerate(evidence)
        if one.voters
    }
    return sorted(keys, key=lambda place: keys[place])


def kitsune(counts: Counts) -> list[int]:
    """Return kitsune's unhelpful list: seven days, No > Yes, average drawn to the mean of those articles."""
    bad = [(place, yes, no) for place, (_, _, yes, no) in enumerate(counts) if no > yes]
    if not bad:
        return []
    mean_votes = sum(yes + no for _, yes, no in bad) / len(bad)
    mean_share = sum(yes / (yes + no) for _, yes, no in bad) / len(bad)
    drawn = {place: (mean_votes * mean_share + yes) / (mean_votes + yes + no) for place, yes, no in bad}
    return sorted(drawn, key=lambda place: (drawn[place], place))


def raw(counts: Counts) -> list[int]:
    """Return the lowest percentages first."""
    voted = [(yes / (yes + no), place) for place, (yes, no, _, _) in enumerate(counts) if yes + no]
    return [place for _, place in sorted(voted)]


def most_no(counts: Counts) -> list[int]:
    """Return the most No votes first."""
    return sorted(range(len(counts)), key=lambda place: (-counts[place][1], place))


RULES: dict[str, Rule] = {"ours": ours, "number of No": most_no, "kitsune": kitsune, "raw percentage": raw}


def catch(worlds: int, volume: float, seed: str = "") -> dict[str, float]:
    """Return the mean catch of each rule over some worlds with `volume` votes an article."""
    caught = dict.fromkeys(RULES, 0.0)
    for world in range(worlds):
        chance = random.Random(f"catch {seed}{world}")
        traffic, shares, counts = plant(chance, volume)
        harm = [popularity * max(0.0, TARGET - share) for popularity, share in zip(traffic, shares, strict=True)]
        best = sum(sorted(harm, reverse=True)[:TOP])
        for name, rule in RULES.items():
            caught[name] += sum(harm[place] for place in rule(counts)[:TOP]) / best / worlds
    return caught


def coverage(worlds: int, volume: float = 20, seed: str = "") -> float:
    """Return how often the 90 % interval holds the true share, over all articles that are shown one."""
    held = asked = 0
    for world in range(worlds):
        _, shares, counts = plant(random.Random(f"coverage {seed}{world}"), volume)
        for share, (yes, no, _, _) in zip(shares, counts, strict=True):
            if yes + no >= ENOUGH:
                low, high = wilson(yes, yes + no)
                asked, held = asked + 1, held + (low <= share <= high)
    return held / asked
