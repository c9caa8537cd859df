-- Items filed together as one thing to do.
CREATE TABLE issue (
  issue INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  nature TEXT NOT NULL,
  severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
  status TEXT NOT NULL CHECK (status IN ('open', 'planned', 'fixed', 'declined')),
  article TEXT,
  language TEXT,
  owner TEXT,
  opened INTEGER NOT NULL,
  closed INTEGER
) STRICT;

CREATE TABLE issue_item (
  issue INTEGER NOT NULL REFERENCES issue,
  id BLOB NOT NULL,
  linked INTEGER NOT NULL,
  PRIMARY KEY (issue, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_item_id ON issue_item (id);
