-- Closures and notices of the site: marks on the charts, kept when the site has forgotten them. Days: date.toordinal().
CREATE TABLE event (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  first BIGINT NOT NULL,
  last BIGINT NOT NULL,
  words TEXT NOT NULL,
  topics TEXT NOT NULL,
  languages TEXT NOT NULL,
  PRIMARY KEY (kind, name, first)
);
