"""Limit the open connections: when the limit is reached, close the one that has been idle for longest.

A process may hold only so many files open. Once slow or silent clients hold all of them, the event loop closes every
new connection at once, and no reader gets through until a timeout frees one. So the collector keeps fewer connections
than that: a new one is always accepted, and the one that has gone longest without sending a complete request is closed
instead. A connection whose request is being stored stays open until it has its response.
"""

from collections import OrderedDict
from typing import Protocol

LIMIT = 512
RESERVED_FILES = 64  # the database, its log, files of the site, the listening socket


class Connection(Protocol):
    """An open connection."""

    def awaits_response(self) -> bool:
        """Return whether a complete request from it is being stored."""
        ...

    def close(self) -> None:
        """Close it at once."""
        ...


class ConnectionLimiter:
    """The open connections, ordered by their last complete request, oldest first."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self._connections: OrderedDict[Connection, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._connections)

    def add(self, connection: Connection) -> None:
        """Add a new connection; at the limit, close the oldest one that awaits no response, if there is one."""
        if len(self._connections) >= self.limit:
            oldest = next((one for one in self._connections if not one.awaits_response()), None)
            if oldest is not None:
                del self._connections[oldest]
                oldest.close()
        self._connections[connection] = None

    def touch(self, connection: Connection) -> None:
        """Note that a complete request has arrived on a connection."""
        if connection in self._connections:
            self._connections.move_to_end(connection)

    def remove(self, connection: Connection) -> None:
        """Forget a connection that has been closed."""
        self._connections.pop(connection, None)


def connection_limit() -> int:
    """Return how many connections this process can keep open, given the operating system's limit on open files."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows has no such limit
        return LIMIT
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return LIMIT if files == resource.RLIM_INFINITY else max(16, min(LIMIT, files - RESERVED_FILES))
