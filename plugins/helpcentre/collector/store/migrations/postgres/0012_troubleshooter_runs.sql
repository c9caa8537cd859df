-- Runs of troubleshooters: one more kind of item, with the ids of its steps.
ALTER TABLE item DROP CONSTRAINT item_kind_check;
ALTER TABLE item ADD CONSTRAINT item_kind_check
  CHECK (kind IN ('vote', 'comment', 'search', 'contact', 'csat', 'nps', 'troubleshooter'));
ALTER TABLE item ADD COLUMN steps TEXT NOT NULL DEFAULT '' CHECK (length(steps) <= 1300);
