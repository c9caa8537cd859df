-- Decisions about failed searches, one row per wording; only the hash of a reader's words is kept.
CREATE TABLE gap_decision (
  wording BYTEA PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('planned', 'answered', 'dismissed')),
  reason TEXT NOT NULL,
  article TEXT NOT NULL,
  at BIGINT NOT NULL
);
