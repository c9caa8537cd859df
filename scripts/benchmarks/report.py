"""The accuracy of the report in planted worlds (see `scripts/planted_worlds`), next to its targets and other rules.

scripts/bench report [--fresh] [--rounds 1.0] [--only ranking|edits|trends|gaps] [--json]

The worlds are the same each time; --fresh draws others. Fewer rounds take less time and leave more to chance.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.planted_worlds import edits, ranking, trends

VOLUMES = (1, 5, 20, 100)
LOOK_DAYS = (59, 90)


class Figure(NamedTuple):
    """A measured figure; `target` is what it has to reach, or stay at or below if `most` is set (None: no target)."""

    section: str
    name: str
    value: float
    target: float | None = None
    most: bool = False

    @property
    def met(self) -> bool | None:
        """True if the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.most else self.value >= self.target


def measure_ranking(rounds: float, seed: str) -> Iterator[Figure]:
    """Yield what the first ten of the list catch of what an oracle's would, and how often intervals hold the truth."""
    worlds = max(10, int(200 * rounds))
    for volume in VOLUMES:
        for name, share in ranking.catch(worlds, volume, seed).items():
            yield Figure("harm caught by the first ten, without views", f"{name}, {volume} votes per article", share)
        covered = ranking.coverage(max(10, worlds // 10), volume, seed)
        yield Figure("90% interval holds the true share", f"{volume} votes per article", covered)
    for traced, target in ((0, 0.80), (0.3, None), (1.3, 0.88), (5, 0.95), (25, None)):
        for name, share in ranking.catch_with_traces(max(5, worlds // 5), traced, seed).items():
            goal = target if name == "ours" else None
            name = f"{name}, {traced} votes per article and language"
            yield Figure("harm caught by the first ten, with views, contacts and searches", name, share, goal)
    counts = ranking.plant(random.Random(3), 20)[2]
    start = time.process_time()
    ranking.ours(counts)
    yield Figure("CPU ms", "ranking 300 articles", 1000 * (time.process_time() - start))


def measure_edits(rounds: float, seed: str) -> Iterator[Figure]:
    """Yield the shares of edits with a verdict, in every scenario."""
    sites = max(2, int(40 * rounds))
    for scenario in edits.IDLE:
        for rate in (0.17, 1, 3) if scenario == "idle" else (1, 3) if scenario == "novelty" else (1,):
            for day in LOOK_DAYS:
                found = edits.judge(scenario, rate, sites, day, seed)
                yield Figure(
                    "false verdicts on idle edits", f"{scenario}, {rate} per day, day {day}", found.share, 0.05, True
                )
    for rate, target in ((0.17, 0.15), (1, 0.80), (3, None)):
        found = edits.judge("real", rate, sites, 59, seed)
        yield Figure("real edits of 15 to 40 points with a verdict", f"{rate} per day, day 59", found.share, target)
        yield Figure(
            "right, of those with a verdict", f"{rate} per day, day 59", found.right / max(1, found.spoken), 0.95
        )
        yield Figure("90% interval holds the true effect", f"{rate} per day, day 59", found.covered / found.edits, 0.85)
    for day, target in ((59, None), (90, 0.60)):
        found = edits.judge("repair after a decline", 1, sites, day, seed)
        yield Figure("repair from 50 to 70% after a decline found", f"1 per day, day {day}", found.share, target)


def measure_trends(rounds: float, seed: str) -> Iterator[Figure]:
    """Yield the badges on stable articles per year, and how soon falls and declines get theirs."""
    articles = max(10, int(200 * rounds))
    for rate, share in trends.STABLE:
        badges = trends.false_badges(articles, rate, share, seed=seed)
        yield Figure(
            "false badges per stable article and year, looked at every day",
            f"{rate} per day, {share:.0%}",
            badges,
            0.02,
            True,
        )
    for rate, before, after in trends.FALLS:
        days = trends.days_until_seen(articles, rate, before, after, seed=seed)
        for limit in (30, 60, 90):
            seen = sum(day <= limit for day in days) / len(days)
            yield Figure(
                "falls with a badge", f"{before:.0%} to {after:.0%}, {rate} per day, within {limit} days", seen
            )
    for rate, target in ((0.3, None), (1, 0.50), (3, None)):
        seen = trends.declines_seen(articles, rate, 0.85, 0.50, step=7, seed=seed)
        yield Figure("declines from 85 to 50% over a year with a badge", f"{rate} per day", seen, target)


PARTS: dict[str, Callable[[float, str], Iterator[Figure]]] = {
    "ranking": measure_ranking, "edits": measure_edits, "trends": measure_trends,
}  # fmt: skip


def show(figures: Iterator[Figure]) -> None:
    """Print each figure as soon as it is measured, with its target."""
    section = ""
    for one in figures:
        if one.section != section:
            section = one.section
            print(f"\n{section}")
        target = "" if one.target is None else f"  target {'≤' if one.most else '≥'} {one.target:g}"
        missed = "  MISSED" if one.met is False else ""
        print(f"  {one.name:<58}{one.value:>9.3f}{target}{missed}", flush=True)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fresh", action="store_true", help="draw other worlds than last time")
    parser.add_argument("--rounds", type=float, default=1.0, help="a factor on the number of worlds")
    parser.add_argument("--only", choices=PARTS, help="one part only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seed = f"{time.time_ns()} " if options.fresh else ""
    parts = [PARTS[options.only]] if options.only else list(PARTS.values())
    figures = (figure for part in parts for figure in part(options.rounds, seed))
    if options.json:
        print(json.dumps([one._asdict() | {"met": one.met} for one in figures]))
    else:
        show(figures)


if __name__ == "__main__":
    main()
