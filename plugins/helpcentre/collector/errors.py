"""Reasons why the collector cannot store an item now; each becomes a response that says what the client can do."""

from helpcentre.errors import HelpCentreError


class StoreUnavailableError(HelpCentreError):
    """The store cannot be written now; the response is 503 and the client tries again."""


class UnfitError(StoreUnavailableError):
    """The database's own rules forbid an item; nothing is wrong with the database or with other items."""


class BusyError(StoreUnavailableError):
    """More items are waiting than the queue may hold."""

    def __init__(self, message: str, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class DayIsFullError(BusyError):
    """The daily cap is reached."""
