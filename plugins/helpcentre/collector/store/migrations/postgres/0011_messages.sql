-- Messages of the contact form until they are passed on.
CREATE TABLE message (
  id BYTEA PRIMARY KEY CHECK (length(id) = 16),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held')),
  received BIGINT NOT NULL,
  body BYTEA NOT NULL,
  signals TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  claimed_until BIGINT NOT NULL,
  problem TEXT NOT NULL
);
