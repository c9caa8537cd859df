-- Decisions about quarantined items, so that they can be undone for a day: about this database only, never exported.
CREATE TABLE decision (
  at BIGINT NOT NULL,
  id BYTEA NOT NULL,
  action TEXT NOT NULL,
  state INTEGER NOT NULL,
  signals TEXT NOT NULL,
  PRIMARY KEY (at, id)
);
