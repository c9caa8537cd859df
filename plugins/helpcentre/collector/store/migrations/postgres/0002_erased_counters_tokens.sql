-- Ids whose items were erased: a late retry of the same id does not bring them back.
CREATE TABLE erased (
  id BYTEA PRIMARY KEY,
  at BIGINT NOT NULL
);

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  n BIGINT NOT NULL
);

-- Keys to the reports; only their hashes are kept.
CREATE TABLE token (
  hash BYTEA PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'moderate')),
  created BIGINT NOT NULL,
  expires BIGINT,
  last_used BIGINT
);
