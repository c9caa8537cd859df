"""The database of the answers: SQLite by default, PostgreSQL if one machine is not enough, behind one class."""

from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store

__all__ = ["Store", "open_store"]
