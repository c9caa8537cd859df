-- When maintenance last ran, and what is still to be done: about this database only, never exported or copied.
CREATE TABLE maintenance (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO maintenance (name, value) SELECT name, n FROM counter WHERE name = 'forgotten_seq';
DELETE FROM counter WHERE name = 'forgotten_seq';

-- Ids of erased rows that may still be in the files.
CREATE TABLE pending_wipe (
  id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
