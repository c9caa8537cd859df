"""Worlds of articles whose true shares are known: which list finds those that fail the most readers.

Two kinds of world. The first has 300 articles with traffic like 1 over rank, true shares Beta(6, 2), one in ten bad
with Beta(4, 6), and only votes. The second has 200 articles in four languages, with as many votes or none at all, and
views, contact clicks and reworded searches as well: unhelped readers leave these traces several times as often as
helped ones, and articles differ in how many they cause anyway (log-normal). Target 0.70; the lead fixes the first ten.
A list's catch is the future readers it would help, n * (T - p)+, as a share of what an oracle's ten would.

Rules: ours; kitsune's (kitsune/dashboards/tasks.py: the last seven days, only articles with more No than Yes, Bayesian
average over those); raw percentages; number of No votes; number of views.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from scripts.planted_worlds.chance import poisson

from helpcentre.reporting.answers import Answers
from helpcentre.reporting.ranking import TARGET, Evidence, fit_site_prior, fit_trust, score_article, sort_key
from helpcentre.reporting.ranking_signals import Traces, sum_traces, trouble, weigh_traces
from helpcentre.reporting.statistics.intervals import wilson
from helpcentre.reporting.statistics.prior import ENOUGH

ARTICLES, TOP = 300, 10
VOLUMES = (1, 5, 20, 100)
DAYS = 30
Counts = list[tuple[int, int, int, int]]  # yes and no of the window, yes and no of its last seven days
Rule = Callable[[Counts], list[int]]


def plant(chance: random.Random, mean_votes: float) -> tuple[list[float], list[float], Counts]:
    """Return traffic, true shares and the votes of one world."""
    weights = [1 / (rank + 1) for rank in range(ARTICLES)]
    scale = ARTICLES / sum(weights)
    traffic = [weight * scale for weight in weights]
    chance.shuffle(traffic)
    shares = [draw_share(chance) for _ in traffic]
    counts = []
    for popularity, share in zip(traffic, shares, strict=True):
        week = [chance.random() < share for _ in range(poisson(chance, popularity * mean_votes * 7 / 30))]
        rest = [chance.random() < share for _ in range(poisson(chance, popularity * mean_votes * 23 / 30))]
        yes, total = sum(week) + sum(rest), len(week) + len(rest)
        counts.append((yes, total - yes, sum(week), len(week) - sum(week)))
    return traffic, shares, counts


def draw_share(chance: random.Random) -> float:
    """Return the true share of an article: one in ten is bad."""
    return chance.betavariate(4, 6) if chance.random() < 0.1 else chance.betavariate(6, 2)


def ours(counts: Counts) -> list[int]:
    """Return the articles in the order of the report."""
    evidence = [Evidence(Answers(yes, no), Answers(), yes + no, None, 0.0, DAYS) for yes, no, _, _ in counts]
    return _order(evidence, [place for place, one in enumerate(evidence) if one.voters])


def _order(evidence: Sequence[Evidence], places: Sequence[int]) -> list[int]:
    prior = fit_site_prior(evidence)
    trust = fit_trust(evidence, prior)
    scores = {place: score_article(evidence[place], prior, trust=trust) for place in places}
    return sorted(places, key=lambda place: sort_key(scores[place], f"{place:04}", "en"))


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
    """Return the mean catch of each rule over some worlds with `volume` votes per article."""
    caught = dict.fromkeys(RULES, 0.0)
    for world in range(worlds):
        chance = random.Random(f"catch {seed}{world}")
        traffic, shares, counts = plant(chance, volume)
        harm = [popularity * max(0.0, TARGET - share) for popularity, share in zip(traffic, shares, strict=True)]
        for name, rule in RULES.items():
            caught[name] += _catch_share(harm, rule(counts)) / worlds
    return caught


def _catch_share(harm: Sequence[float], order: Sequence[int]) -> float:
    return sum(harm[place] for place in order[:TOP]) / sum(sorted(harm, reverse=True)[:TOP])


def coverage(worlds: int, volume: float = 20, seed: str = "") -> float:
    """Return how often the 90% interval holds the true share, over all articles that are shown one."""
    held = asked = 0
    for world in range(worlds):
        _, shares, counts = plant(random.Random(f"coverage {seed}{world}"), volume)
        for share, (yes, no, _, _) in zip(shares, counts, strict=True):
            if yes + no >= ENOUGH:
                low, high = wilson(yes, yes + no)
                asked, held = asked + 1, held + (low <= share <= high)
    return held / asked


VIEWS_PER_VOTE = 2500
VIEWS_WITHOUT_VOTES = 3000  # per article and language
LANGUAGES = (1.6, 1.3, 0.65, 0.45)  # of the traffic of an article, so that the mean is 1
SAME_IN_EVERY_LANGUAGE = 0.6
# Traces per view of a helped and an unhelped reader, and how much articles differ (deviation of the logarithm)
CONTACTS, BOUNCES, SOUGHT = (0.008, 0.06, 0.35), (0.012, 0.05, 0.30), (0.006, 0.006, 0.8)


@dataclass(frozen=True)
class ReadArticle:
    """One article in one language: its true share, views, votes and traces, and the readers it fails."""

    share: float
    votes: Answers
    traces: Traces

    @property
    def harm(self) -> float:
        """The readers left without an answer beyond the target."""
        return self.traces.exposed * max(0.0, TARGET - self.share)


def plant_readers(chance: random.Random, mean_votes: float, *, telling: bool = True) -> list[ReadArticle]:
    """Return the articles of one world; without `telling`, traces have nothing to do with how many are helped."""
    views = VIEWS_PER_VOTE * mean_votes or VIEWS_WITHOUT_VOTES
    weights = [1 / (rank + 1) for rank in range(200)]
    scale = len(weights) / sum(weights)
    found = []
    for weight in weights:
        usual = draw_share(chance)
        for part in LANGUAGES:
            own = usual if chance.random() < SAME_IN_EVERY_LANGUAGE else draw_share(chance)
            share = min(0.99, max(0.01, own + chance.gauss(0, 0.04)))
            read = poisson(chance, views * weight * scale * part)
            voters = poisson(chance, mean_votes * weight * scale * part) if mean_votes else 0
            yes = sum(chance.random() < share for _ in range(voters))
            seen = share if telling else 0.75
            contacts, bounced, sought = (
                poisson(chance, read * (seen * helped + (1 - seen) * unhelped) * exp(chance.gauss(0, spread)))
                for helped, unhelped, spread in (CONTACTS, BOUNCES, SOUGHT)
            )
            found.append(ReadArticle(share, Answers(yes, voters - yes), Traces(contacts, bounced, read, sought)))
    return found


def catch_with_traces(worlds: int, volume: float, seed: str = "", *, telling: bool = True) -> dict[str, float]:
    """Return the mean catch of our list, of the same without traces, and of the most-read articles."""
    caught = dict.fromkeys(("ours", "ours, votes and views only", "number of views"), 0.0)
    for world in range(worlds):
        articles = plant_readers(random.Random(f"readers {seed}{world} {volume}"), volume, telling=telling)
        site = sum_traces([one.traces for one in articles])
        silent = Traces()
        lists = {
            "ours": [_give_evidence(one, one.traces, site) for one in articles],
            "ours, votes and views only": [_give_evidence(one, silent, silent) for one in articles],
        }
        harm = [one.harm for one in articles]
        for name, evidence in lists.items():
            caught[name] += _catch_share(harm, _order(evidence, range(len(articles)))) / worlds
        most_read = sorted(range(len(articles)), key=lambda place: -articles[place].traces.exposed)
        caught["number of views"] += _catch_share(harm, most_read) / worlds
    return caught


def _give_evidence(article: ReadArticle, traces: Traces, site: Traces) -> Evidence:
    return Evidence(
        recent=article.votes,
        carried=Answers(),
        voters=int(article.votes.total),
        views=article.traces.exposed,
        signals=weigh_traces(traces, site),
        days=DAYS,
        trouble=trouble(traces, site),
    )
