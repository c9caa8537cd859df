"""YAML with the line and column of every value, and pydantic models whose errors point at them.

Times, dates and words stay text: a bare `10:00` is not 600, `no` is not False and `2026-13-40` does not crash.
"""

from helpcentre.marked_yaml.document import Document, Key, Mark
from helpcentre.marked_yaml.loading import load
from helpcentre.marked_yaml.validation import validate

__all__ = ["Document", "Key", "Mark", "load", "validate"]
