"""Which connection has to go when there is no room for another.

A process may hold only so many files open. Once slow or silent clients hold them all, the event loop closes each new
connection at once, and no reader gets through until a deadline frees a place. So the collector keeps fewer connections
than that: a new one always comes in, and the one goes that has waited longest since it sent its last whole request. A
connection that has just sent something whole keeps its place until it is told what became of it.
"""

from collections import OrderedDict
from typing import Protocol

PLACES = 512
OTHER_FILES = 64  # the database, its log, what is read of the site, the listening socket


class Guest(Protocol):
    """A connection."""

    def is_owed_an_answer(self) -> bool:
        """Tell whether what it sent is being stored."""
        ...

    def turn_out(self) -> None:
        """Close it at once."""
        ...


class Crowd:
    """The open connections, the one first that has been without a whole request for longest."""

    def __init__(self, places: int = PLACES) -> None:
        self.places = places
        self._guests: OrderedDict[Guest, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._guests)

    def enter(self, guest: Guest) -> None:
        """Let a new connection in, in place of another if there is no room; if all are owed an answer, beside them."""
        if len(self._guests) >= self.places:
            longest = next((one for one in self._guests if not one.is_owed_an_answer()), None)
            if longest is not None:
                del self._guests[longest]
                longest.turn_out()
        self._guests[guest] = None

    def has_asked(self, guest: Guest) -> None:
        """Note that a whole request came in."""
        if guest in self._guests:
            self._guests.move_to_end(guest)

    def leave(self, guest: Guest) -> None:
        """Forget a connection that is gone."""
        self._guests.pop(guest, None)


def places() -> int:
    """Return how many connections this process has room for, by the operating system's limit on open files."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows has no such limit
        return PLACES
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return PLACES if files == resource.RLIM_INFINITY else max(16, min(PLACES, files - OTHER_FILES))
