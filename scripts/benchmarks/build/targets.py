"""The targets of a run, each with the figure that was measured."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .measure import Cost
from .scenes import COLD

Runs = Mapping[tuple[int, str, str], Sequence[Cost]]
"""The costs by number of articles, generator and scene; rounds in their order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One target; `measured` is None if the run has not measured it."""

    name: str
    most: float
    measured: float | None
    unit: str = ""

    def cells(self) -> list[str]:
        """Return the row as text: name, target, measured, verdict."""
        if self.measured is None:
            return [self.name, f"≤ {self.most:g}{self.unit}", "–", "not measured"]
        verdict = "pass" if self.measured <= self.most else "MISSED"
        return [self.name, f"≤ {self.most:g}{self.unit}", f"{self.measured:.2f}{self.unit}", verdict]


def target_rows(runs: Runs) -> list[Row]:
    """Return the targets at the largest size that was measured."""
    sizes = sorted({size for size, _, _ in runs})
    size, smallest = sizes[-1], sizes[0]

    def figure(name: str, peer: str = "ours", scene: str = COLD, articles: int = size) -> float | None:
        costs = runs.get((articles, peer, scene))
        return statistics.median(getattr(cost, name) for cost in costs) if costs else None

    def per_article(articles: int) -> float | None:
        cpu = figure("cpu", articles=articles)
        return cpu / articles if cpu is not None and smallest < size else None

    hugo, edited = figure("wall", "hugo"), figure("wall", scene="one article edited")
    return [
        Row("cold, CPU : Hugo", 4.5, _divide(figure("cpu"), figure("cpu", "hugo"))),
        Row("cold, wall : Hugo", 3.5, _divide(figure("wall"), hugo)),
        Row("cold, CPU : Material with prune", 0.36, _divide(figure("cpu"), figure("cpu", "prune"))),
        Row("one article edited, wall : Hugo's whole build", 0.5, _divide(edited, hugo)),
        Row("nothing changed, wall", 0.6, figure("wall", scene="nothing changed"), " s"),
        Row("nothing changed, files written", 0, figure("files", scene="nothing changed")),
        Row(f"CPU per article, {size:,} : {smallest:,}", 1.1, _divide(per_article(size), per_article(smallest))),
        Row("cold, peak memory", 220 if size <= 3000 else 480, figure("mebibytes"), " MiB"),
    ]


def _divide(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None
