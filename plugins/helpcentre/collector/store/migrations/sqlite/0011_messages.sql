-- Messages of the contact form until they are passed on; `state` follows the id so that a row can be found in the file.
CREATE TABLE message (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held')),
  received INTEGER NOT NULL,
  body BLOB NOT NULL,
  signals TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL,
  problem TEXT NOT NULL
) STRICT, WITHOUT ROWID;
