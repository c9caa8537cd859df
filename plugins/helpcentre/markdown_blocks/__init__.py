"""Markdown blocks that run in any generator with Python-Markdown."""
