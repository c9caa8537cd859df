-- What became of a search, and how many times its page has changed that.
ALTER TABLE item ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
