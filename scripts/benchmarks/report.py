"""How right the report is, in planted worlds (see `scripts/planted_worlds`) and beside other published rules.

scripts/bench report [--worlds 200] [--articles 100] [--edits 400] [--json]
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.planted_worlds import edits, ranking, trends

VOLUMES = (1, 5, 20, 100)
Figures = dict[str, Any]


def measured(worlds: int, articles: int, planted_edits: int) -> Figures:
    """Return every figure."""
    counts = ranking.plant(random.Random(3), 20)[2]
    start = time.process_time()
    ranking.ours(counts)
    seconds = time.process_time() - start
    right, wrong, silent = edits.spoken(planted_edits, step=2)
    return {
        "catch": {volume: ranking.catch(worlds, volume) for volume in VOLUMES},
        "coverage": {volume: ranking.coverage(max(10, worlds // 10), volume) for volume in VOLUMES},
        "seconds_for_300_articles": seconds,
        "false_badges": {f"{rate} a day, {share:.0%}": trends.false_badges(articles, rate, share)
                         for rate, share in trends.STABLE},
        "seen": {f"{rate} a day, {before:.0%} to {after:.0%}": trends.days_until_seen(articles, rate, before, after)
                 for rate, before, after in trends.FALLS},
        "verdicts": {"right": right, "wrong": wrong, "not spoken": silent},
    }  # fmt: skip


def show(found: Figures, worlds: int) -> None:
    """Print the figures as tables."""
    print(f"Share of the oracle's harm the first {ranking.TOP} of {ranking.ARTICLES} articles catch ({worlds} worlds)")
    print(f"{'votes an article':<24}" + "".join(f"{volume:>8}" for volume in VOLUMES))
    for name in ranking.RULES:
        print(f"{name:<24}" + "".join(f"{found['catch'][volume][name]:>8.2f}" for volume in VOLUMES))
    print(f"{'90 % interval holds it':<24}" + "".join(f"{found['coverage'][volume]:>8.3f}" for volume in VOLUMES))
    print(f"ranking 300 articles: {1000 * found['seconds_for_300_articles']:.0f} ms\n")
    print("False 'worse' badges an article-year, looked at every day")
    for name, badges in found["false_badges"].items():
        print(f"{name:<24}{badges:>8.3f}")
    print("\nA fall gets its badge within 30, 60, 90 days; median days")
    for name, days in found["seen"].items():
        shares = "".join(f"{sum(day <= limit for day in days) / len(days):>8.2f}" for limit in (30, 60, 90))
        middle = days[len(days) // 2]
        print(f"{name:<24}{shares}{middle if middle != trends.NEVER else '-':>8}")
    verdicts = found["verdicts"]
    spoken = verdicts["right"] + verdicts["wrong"]
    print(f"\nVerdicts on edits: {verdicts['right']} of {spoken} spoken are right ({verdicts['right'] / spoken:.1%}), "
          f"{verdicts['not spoken']} not spoken")  # fmt: skip


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--articles", type=int, default=100, help="of the trend proof, each a year long")
    parser.add_argument("--edits", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measured(options.worlds, options.articles, options.edits)
    if options.json:
        print(json.dumps(found))
    else:
        show(found, options.worlds)


if __name__ == "__main__":
    main()
