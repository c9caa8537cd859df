-- Runs of troubleshooters: one more kind of item, with the ids of its steps. SQLite cannot change a CHECK, so the table
-- is copied. Numbers that were used for rows since deleted are not given out again.
CREATE TABLE item_with_runs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('vote', 'comment', 'search', 'contact', 'csat', 'nps', 'troubleshooter')),
  language TEXT NOT NULL,
  received INTEGER NOT NULL,
  occurred INTEGER NOT NULL,
  article TEXT NOT NULL,
  version TEXT NOT NULL,
  value INTEGER,
  reason TEXT NOT NULL,
  heading TEXT NOT NULL,
  text TEXT CHECK (length(text) <= 1000),
  parent BLOB,
  replaces BLOB,
  channel TEXT NOT NULL,
  clicked TEXT NOT NULL,
  corrected TEXT CHECK (length(corrected) <= 1000),
  results INTEGER,
  missing INTEGER NOT NULL,
  repeat INTEGER NOT NULL,
  ballot BLOB,
  slot BLOB,
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3)),
  signals TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 0,
  steps TEXT NOT NULL DEFAULT '' CHECK (length(steps) <= 1300)
) STRICT;
INSERT INTO item_with_runs (
  seq, id, kind, language, received, occurred, article, version, value, reason, heading, text, parent, replaces, channel,
  clicked, corrected, results, missing, repeat, ballot, slot, state, signals, outcome, revision
) SELECT
  seq, id, kind, language, received, occurred, article, version, value, reason, heading, text, parent, replaces, channel,
  clicked, corrected, results, missing, repeat, ballot, slot, state, signals, outcome, revision
FROM item;
DELETE FROM sqlite_sequence WHERE name = 'item_with_runs';
INSERT INTO sqlite_sequence (name, seq) SELECT 'item_with_runs', seq FROM sqlite_sequence WHERE name = 'item';
DROP TABLE item;
ALTER TABLE item_with_runs RENAME TO item;
CREATE INDEX item_ballot ON item (ballot) WHERE ballot IS NOT NULL AND (state = 0 OR slot IS NULL OR slot = id);
CREATE INDEX item_slot ON item (slot) WHERE slot IS NOT NULL AND (state = 0 OR slot = id);
CREATE INDEX item_replaces ON item (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX item_parent ON item (parent) WHERE parent IS NOT NULL;
CREATE INDEX item_text ON item (kind, occurred) WHERE text IS NOT NULL;
CREATE INDEX item_quarantined ON item (occurred) WHERE state = 2;
