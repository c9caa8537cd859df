-- Items filed together as one thing to do.
CREATE TABLE issue (
  issue BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title TEXT NOT NULL,
  nature TEXT NOT NULL,
  severity BIGINT NOT NULL CHECK (severity BETWEEN 1 AND 4),
  status TEXT NOT NULL CHECK (status IN ('open', 'planned', 'fixed', 'declined')),
  article TEXT,
  language TEXT,
  owner TEXT,
  opened BIGINT NOT NULL,
  closed BIGINT
);

CREATE TABLE issue_item (
  issue BIGINT NOT NULL REFERENCES issue,
  id BYTEA NOT NULL,
  linked BIGINT NOT NULL,
  PRIMARY KEY (issue, id)
);
CREATE INDEX issue_item_id ON issue_item (id);
