"""Strings, plurals and dates of every language; nothing here knows a host."""
