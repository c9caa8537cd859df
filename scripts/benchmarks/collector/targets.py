"""The targets, each with what was measured and whether it is met."""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from .load import Figures
from .million import Timed

PRODUCT = "sqlite"


class Runs:
    """All runs in their order, and by server."""

    def __init__(self) -> None:
        self._order: list[tuple[str, Figures]] = []

    def add(self, kind: str, figures: Figures) -> None:
        """Add the next run."""
        self._order.append((kind, figures))

    def of(self, kind: str) -> list[Figures]:
        """Return the runs of one server."""
        return [figures for name, figures in self._order if name == kind]

    def ratios_to_neighbours(self, kind: str) -> list[float]:
        """Return the product's votes per second before and after each run of a server, as a ratio to that run's."""
        found = []
        for place, (name, figures) in enumerate(self._order):
            near = [run.rate for other, run in self._order[max(0, place - 1) : place + 2] if other == PRODUCT]
            if name == kind != PRODUCT and near:
                found.append(statistics.mean(near) / figures.rate)
        return found


@dataclass(frozen=True)
class Row:
    """One target: `met` is None if it has no target or this run has not measured it."""

    name: str
    target: str
    measured: str
    met: bool | None


def ratio(runs: Runs, kind: str) -> float | None:
    """Return the median of the product's votes per second to those of a server that ran next to it."""
    if kind == PRODUCT:
        return 1.0 if runs.of(kind) else None
    found = runs.ratios_to_neighbours(kind)
    return statistics.median(found) if found else None


def rows(runs: Runs, reports: Mapping[str, Timed], connections: int) -> list[Row]:
    """Return every target row."""
    c, asgi, postgres = ratio(runs, "c"), ratio(runs, "asgi"), ratio(runs, "postgres")
    memory = [run.pss for run in runs.of(PRODUCT)]
    return [
        least("to a raw ASGI no-op", 0.18, asgi),
        least("the same, moonshot", 0.25, asgi),
        Row("to a C no-op", "none", shown(c), None),
        least("to a commit per request", 5, ratio(runs, "single")),
        least("to synchronous=NORMAL", 0.9, ratio(runs, "normal")),
        least("to acknowledging first", 0.8, ratio(runs, "ack-first")),
        least("to Isso", 30, ratio(runs, "isso")),
        least("PostgreSQL to SQLite", 0.8, 1 / postgres if postgres else None),
        most(f"memory at {connections} connections", 36, "MiB PSS", statistics.median(memory) if memory else None),
        *(
            most(f"30-day report, {timed.items:,} items, {name}", 60, "ms", timed.sums)
            for name, timed in reports.items()
        ),
    ]


def shown(value: float | None) -> str:
    """Return a figure to three significant digits."""
    return "–" if value is None else f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def least(name: str, target: float, value: float | None) -> Row:
    """Return the row of a figure that should be large."""
    return Row(name, f"at least {target:g}", shown(value), None if value is None else value >= target)


def most(name: str, target: float, unit: str, value: float | None) -> Row:
    """Return the row of a figure that should be small."""
    measured = "–" if value is None else f"{value:.1f} {unit}"
    return Row(name, f"at most {target:g} {unit}", measured, None if value is None else value <= target)
