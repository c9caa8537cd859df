-- How much addresses, networks and providers have sent in the current hour and day, by hashes keyed with the day's salt,
-- so that a restart or another process grants nothing extra: about this database only, never exported or copied.
CREATE TABLE usage (
  counter TEXT NOT NULL,
  span INTEGER NOT NULL,
  key BLOB NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (counter, span, key)
) STRICT, WITHOUT ROWID;
