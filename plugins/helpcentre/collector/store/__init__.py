"""The database of the answers: SQLite by default, PostgreSQL if one machine is not enough, behind one class."""
