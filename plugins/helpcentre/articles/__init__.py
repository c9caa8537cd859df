"""Articles: front matter, kinds, versions and checks, from plain text and without any generator."""
