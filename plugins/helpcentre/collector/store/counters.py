"""Named counters that outlive a restart."""

from helpcentre.collector.store.connection import Connection


def add_counters(connection: Connection, counts: dict[str, int]) -> None:
    """Add to counters; a name that is new starts at 0."""
    connection.execute_many(
        "INSERT INTO counter (name, n) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = counter.n + excluded.n",
        sorted(counts.items()),
    )


def counters(connection: Connection) -> dict[str, int]:
    """Return every counter by name."""
    return dict(connection.rows("SELECT name, n FROM counter ORDER BY name"))
