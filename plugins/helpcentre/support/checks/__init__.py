"""Checks of support.yml: what its values say about each other, as findings at their place."""
