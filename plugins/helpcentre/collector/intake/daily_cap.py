"""The daily cap on items that count, which protects the disk."""

from helpcentre.collector.errors import DayIsFullError

RETRY_SECONDS = 3600
NEAR = 0.8  # the share of the cap from which on operators are warned


class DailyCap:
    """The number of items stored today, of which at most `limit` are allowed."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._day, self._stored = 0, 0

    def stored_on(self, day: int) -> int:
        """Return the number of items stored on a day; only the latest day is known."""
        return self._stored if day == self._day else 0

    def used_on(self, day: int) -> float:
        """Return the share of the cap that is used up on a day, from 0 to 1."""
        return min(1.0, self.stored_on(day) / self.limit) if self.limit else 1.0

    def add(self, day: int, number: int) -> float | None:
        """Count items stored on a day; return the used share of the cap if it has just come near 1 or reached it."""
        before = self.used_on(day)
        self._day, self._stored = day, self.stored_on(day) + number
        after = self.used_on(day)
        return after if before < NEAR <= after or before < 1 <= after else None

    def require_capacity(self, day: int, number: int) -> None:
        """Raise DayIsFullError if that many more items would exceed the cap."""
        if self.stored_on(day) + number > self.limit:
            raise DayIsFullError("the daily cap is reached", retry_after=RETRY_SECONDS)
