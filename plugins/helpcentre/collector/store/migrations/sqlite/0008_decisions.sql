-- Decisions about quarantined items, so that they can be undone for a day: about this database only, never exported.
CREATE TABLE decision (
  at INTEGER NOT NULL,
  id BLOB NOT NULL,
  action TEXT NOT NULL,
  state INTEGER NOT NULL,
  signals TEXT NOT NULL,
  PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;
