"""Counters of what arrived: received = accepted + refused, accepted = stored + updated + duplicate + quarantined."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

ACCEPTED = ("stored", "updated", "duplicate", "quarantined")
DROPPED = "dropped_"  # before a signal: quarantined items of a flood that were only counted
FORWARDED_BY_STRANGERS = "forwarded_by_strangers"  # requests with X-Forwarded-For from an address that is not trusted


@dataclass(slots=True)
class Counts:
    """Counters of this process since it started; `take_new` returns what was added since the last call."""

    total: Counter[str] = field(default_factory=Counter)
    _saved: Counter[str] = field(default_factory=Counter)

    def accepted(self, outcome: str) -> None:
        """Count an accepted item: stored, updated, duplicate or quarantined."""
        self.total[outcome] += 1
        self.total["accepted"] += 1
        self.total["received"] += 1

    def refused(self, reason: str, number: int = 1) -> None:
        """Count items that were not stored."""
        self.total[f"refused_{reason}"] += number
        self.total["refused"] += number
        self.total["received"] += number

    def dropped(self, signals: str) -> None:
        """Count a quarantined item of a flood that was not kept, and its signals."""
        self.refused("flood")
        for signal in signals.split():
            self.total[f"{DROPPED}{signal}"] += 1

    def forwarded_by_stranger(self) -> None:
        """Count a request with X-Forwarded-For from an address that is not trusted."""
        self.total[FORWARDED_BY_STRANGERS] += 1

    def take_new(self) -> dict[str, int]:
        """Return what was counted since the last call, to be saved in the store."""
        new = self.total - self._saved
        self._saved = Counter(self.total)
        return dict(new)

    def give_back(self, counts: dict[str, int]) -> None:
        """Undo `take_new` for counts that could not be saved."""
        self._saved -= Counter(counts)


def prometheus(counts: Counts, *, waiting: int, batches: int, ready: bool, cap_used: float) -> str:
    """Return the counters as Prometheus text (exposition format 0.0.4)."""
    total = counts.total
    lines: list[str] = []
    for name, meaning in (
        ("received", "Items that arrived, whatever became of them: accepted + refused."),
        ("accepted", "Items accepted: stored + updated + duplicate + quarantined."),
        ("stored", "Items stored and counted."),
        ("updated", "Searches whose outcome was sent again and replaced."),
        ("duplicate", "Items whose id was already known."),
        ("quarantined", "Items stored and kept out of every count."),
    ):
        lines += _format_metric(f"helpcentre_items_{name}_total", "counter", meaning, {"": total[name]})
    reasons = {name.removeprefix("refused_"): n for name, n in sorted(total.items()) if name.startswith("refused_")}
    labelled = {f'{{reason="{reason}"}}': n for reason, n in reasons.items()} or {'{reason="none"}': 0}
    lines += _format_metric("helpcentre_items_refused_total", "counter", "Items not stored, by reason.", labelled)
    dropped = {name.removeprefix(DROPPED): n for name, n in sorted(total.items()) if name.startswith(DROPPED)}
    labelled = {f'{{signal="{signal}"}}': n for signal, n in dropped.items()} or {'{signal="none"}': 0}
    lines += _format_metric("helpcentre_items_dropped_total", "counter", "Items of floods only counted.", labelled)
    lines += _format_metric(
        "helpcentre_forwarded_by_strangers_total",
        "counter",
        "Requests with X-Forwarded-For from an address that is not trusted: is --behind-proxy missing?",
        {"": total[FORWARDED_BY_STRANGERS]},
    )
    lines += _format_metric("helpcentre_batches_total", "counter", "Transactions written.", {"": batches})
    lines += _format_metric("helpcentre_waiting_items", "gauge", "Items waiting to be written.", {"": waiting})
    lines += _format_metric("helpcentre_daily_cap_used", "gauge", "Share of the daily cap used up.", {"": cap_used})
    lines += _format_metric("helpcentre_ready", "gauge", "1 while writes work.", {"": int(ready)})
    return "\n".join(lines) + "\n"


def _format_metric(name: str, kind: str, meaning: str, values: Mapping[str, float]) -> list[str]:
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}", *(f"{name}{label} {n}" for label, n in values.items())]
