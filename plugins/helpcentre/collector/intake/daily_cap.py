"""The daily cap on stored items, which protects the disk."""

from helpcentre.collector.items import DayIsFullError

RETRY_SECONDS = 3600


class DailyCap:
    """How many items have been stored today; at most `limit` may be."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._day, self._stored = 0, 0

    def stored_on(self, day: int) -> int:
        """Return how many items have been stored on a day; only the latest day is known."""
        return self._stored if day == self._day else 0

    def add(self, day: int, number: int) -> None:
        """Count items stored on a day; a new day starts at zero."""
        self._day, self._stored = day, self.stored_on(day) + number

    def require_room(self, day: int, number: int) -> None:
        """Raise DayIsFullError if that many more items would exceed the cap."""
        if self.stored_on(day) + number > self.limit:
            raise DayIsFullError("the daily cap is reached", retry_after=RETRY_SECONDS)
