"""Rules about variables and snippets."""
