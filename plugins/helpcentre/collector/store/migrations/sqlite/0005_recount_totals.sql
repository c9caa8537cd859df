-- Totals are what is said of a text: "I was looking for something else" is not. Day sums have the reasons, and are kept.
DELETE FROM tally WHERE kind = 'total';
INSERT INTO tally (kind, day, article, language, version, value, label, n)
  SELECT 'total', 0, article, language, version, value, '', SUM(n) FROM tally
  WHERE kind = 'vote' AND NOT (value = 0 AND label = 'wrong_page')
  GROUP BY article, language, version, value;
