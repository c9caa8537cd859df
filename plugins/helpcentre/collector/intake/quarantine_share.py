"""The separate daily share of quarantined items: a flood is sampled, and takes no capacity from honest readers.

Items that are not kept are only counted, so the support lead sees examples of what is sent without the disk filling up.
"""

from helpcentre.collector.intake.counters import WindowCounter
from helpcentre.contract.limits import DAY_MS, day_of

KEPT_OF_EACH_NETWORK = 200  # of a day's quarantined items; of the others every 10th, every 100th and so on
NETWORKS = 5_000


class QuarantineShare:
    """The quarantined items of a day; at most `limit` are kept."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._day, self._kept = 0, 0
        self.networks = WindowCounter(DAY_MS, NETWORKS)

    def kept_on(self, day: int) -> int:
        """Return the number of items kept on a day; only the latest day is known."""
        return self._kept if day == self._day else 0

    def used_on(self, day: int) -> float:
        """Return the part of the limit that is used up on a day, from 0 to 1."""
        return min(1.0, self.kept_on(day) / self.limit) if self.limit else 1.0

    def add(self, day: int, number: int) -> None:
        """Count items that were kept on a day; a new day starts at zero."""
        self._day, self._kept = day, self.kept_on(day) + number

    def keep(self, network: bytes, now: int) -> bool:
        """Count one more quarantined item of a network (its hash) at `now` (Unix ms); return whether to keep it."""
        sampled = is_sampled(self.networks.add(network, now))
        if not sampled or self.kept_on(day_of(now)) >= self.limit:
            return False
        self.add(day_of(now), 1)
        return True


def is_sampled(number: int) -> bool:
    """Return whether to keep the item of this number, from 1: the first 200, then every 10th up to 2,000, and so on."""
    step = 1
    while number > KEPT_OF_EACH_NETWORK * step:
        step *= 10
    return number % step == 0
