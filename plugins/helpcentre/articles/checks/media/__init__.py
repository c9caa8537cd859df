"""Rules about videos, captions and other files."""
