-- Decisions about failed searches, one row per wording; only the hash of a reader's words is kept.
CREATE TABLE gap_decision (
  wording BLOB PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('planned', 'answered', 'dismissed')),
  reason TEXT NOT NULL,
  article TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
