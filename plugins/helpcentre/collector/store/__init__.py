"""Where the items are kept: SQLite by default, PostgreSQL when one machine is not enough, behind one class."""

from helpcentre.collector.store.base import Store, open_store

__all__ = ["Store", "open_store"]
