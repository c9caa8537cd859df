"""The targets, each with what was measured and whether it is met."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .load import Figures
from .million import Timed

Runs = Mapping[str, Sequence[Figures]]


@dataclass(frozen=True)
class Row:
    """One target: `met` is None where this run has not measured it."""

    name: str
    target: str
    measured: str
    met: bool | None


def ratio(runs: Runs, ours: str, other: str) -> float | None:
    """Return the median over the rounds of votes a second, ours to the other's in the same round."""
    pairs = zip(runs.get(ours, ()), runs.get(other, ()), strict=False)
    found = [one.rate / another.rate for one, another in pairs]
    return statistics.median(found) if found else None


def rows(runs: Runs, reports: Mapping[str, Timed], connections: int) -> list[Row]:
    """Return every target row."""
    c, asgi = ratio(runs, "sqlite", "c"), ratio(runs, "sqlite", "asgi")
    either = None if c is None and asgi is None else (c or 0) >= 0.09 or (asgi or 0) >= 0.40
    memory = [run.pss for run in runs.get("sqlite", ())]
    return [
        Row("votes/s to no-ops", "0.09 of C or 0.40 of raw ASGI", f"{shown(c)} · {shown(asgi)}", either),
        Row("the same, stretch", "0.12 of C", shown(c), None if c is None else c >= 0.12),
        least("to a commit for each request", 3, ratio(runs, "sqlite", "single")),
        least("to synchronous=NORMAL", 0.9, ratio(runs, "sqlite", "normal")),
        least("to acknowledging first", 0.8, ratio(runs, "sqlite", "ack-first")),
        least("to Isso", 20, ratio(runs, "sqlite", "isso")),
        least("PostgreSQL to SQLite", 0.8, ratio(runs, "postgres", "sqlite")),
        most(f"memory at {connections} connections", 34, "MiB PSS", statistics.median(memory) if memory else None),
        *(
            most(f"30-day report, {timed.items:,} items, {name}", 60, "ms", timed.sums)
            for name, timed in reports.items()
        ),
    ]


def shown(value: float | None) -> str:
    """Return a figure to three digits that matter."""
    return "–" if value is None else f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def least(name: str, target: float, value: float | None) -> Row:
    """Return the row of a figure that is to be large."""
    return Row(name, f"at least {target:g}", shown(value), None if value is None else value >= target)


def most(name: str, target: float, unit: str, value: float | None) -> Row:
    """Return the row of a figure that is to be small."""
    measured = "–" if value is None else f"{value:.1f} {unit}"
    return Row(name, f"at most {target:g} {unit}", measured, None if value is None else value <= target)
