-- Ids whose items were erased: a late retry of the same id does not bring them back.
CREATE TABLE erased (
  id BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys to the reports; only their hashes are kept.
CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'moderate')),
  created INTEGER NOT NULL,
  expires INTEGER,
  last_used INTEGER
) STRICT, WITHOUT ROWID;
