"""Rules about the ways that lead to a page."""
