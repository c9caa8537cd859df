"""Strings, plurals and dates of every language, without any host."""
