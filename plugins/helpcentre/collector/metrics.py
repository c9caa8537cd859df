"""Counters and durations: received = accepted + refused, accepted = stored + updated + duplicate + quarantined."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

ACCEPTED = ("stored", "updated", "duplicate", "quarantined")
DROPPED = "dropped_"  # before a signal: quarantined items of a flood that were only counted
QUARANTINED = "quarantined_"  # before a signal: quarantined items, by the reason
MESSAGES = "messages_"  # before what became of a message of the contact form
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

    def quarantined(self, signals: str) -> None:
        """Count the signals of a quarantined item; one without any follows its quarantined vote."""
        for signal in signals.split() or ["vote"]:
            self.total[f"{QUARANTINED}{signal}"] += 1

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

    def messages(self, outcome: str, number: int = 1) -> None:
        """Count messages of the contact form: waiting, held, duplicate, refused, forwarded, failed or expired."""
        self.total[f"{MESSAGES}{outcome}"] += number

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


BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # upper bounds in seconds


@dataclass(slots=True)
class Histogram:
    """The distribution of durations, in seconds; a value equal to a bound of `BUCKETS` is within it."""

    numbers: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))  # the last is beyond every bound
    seconds: float = 0.0

    def observe(self, seconds: float) -> None:
        """Count one duration."""
        self.numbers[bisect_left(BUCKETS, seconds)] += 1
        self.seconds += seconds


@dataclass(slots=True)
class RequestTimes:
    """The durations of requests, by route and status of the response."""

    histograms: dict[tuple[str, int], Histogram] = field(default_factory=dict)

    def observe(self, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        found = self.histograms.get((route, status))
        if found is None:
            found = self.histograms[route, status] = Histogram()
        found.observe(seconds)
