-- seq is never used twice: salts.py keeps a mark in it.
-- Times are Unix milliseconds, days are date.toordinal() in UTC, ids and hashes are raw bytes.
CREATE TABLE item (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('vote', 'comment', 'search', 'contact', 'csat', 'nps')),
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
  signals TEXT NOT NULL
) STRICT;
-- Only the first and the counted of one reader's answers are ever looked up, so ten thousand of them cost no more.
CREATE INDEX item_ballot ON item (ballot) WHERE ballot IS NOT NULL AND (state = 0 OR slot IS NULL OR slot = id);
CREATE INDEX item_slot ON item (slot) WHERE slot IS NOT NULL AND (state = 0 OR slot = id);
CREATE INDEX item_replaces ON item (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX item_parent ON item (parent) WHERE parent IS NOT NULL;
CREATE INDEX item_text ON item (kind, occurred) WHERE text IS NOT NULL;
CREATE INDEX item_quarantined ON item (occurred) WHERE state = 2;

-- What reports read; changed in the same transaction as the items, kept when they are pruned. Day 0: all time.
CREATE TABLE tally (
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL,
  value INTEGER NOT NULL,
  label TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, day, article, language, version, value, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  topics TEXT NOT NULL,
  owner TEXT,
  reviewed TEXT,
  live INTEGER NOT NULL,
  PRIMARY KEY (article, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  sketch TEXT NOT NULL,
  headings TEXT NOT NULL,
  PRIMARY KEY (article, language, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel (
  channel TEXT PRIMARY KEY,
  first_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  default_language TEXT NOT NULL,
  languages TEXT NOT NULL
) STRICT;

CREATE TABLE salt (
  day INTEGER PRIMARY KEY,
  key BLOB NOT NULL
) STRICT;
