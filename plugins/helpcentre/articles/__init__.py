"""Articles: front matter, kinds, versions, checks. Reads text, knows no generator."""
