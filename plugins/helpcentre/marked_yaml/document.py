"""A parsed YAML text that knows where everything in it was written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpcentre.errors import Finding

Key = tuple[str | int, ...]
"""The way to a value: keys of mappings as text, positions in lists from 0."""
Mark = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True)
class Document:
    """A parsed YAML text: plain `value`, and for every key path the place of the value (and of the key itself)."""

    path: str
    value: Any
    values: Mapping[Key, Mark] = field(default_factory=dict)
    keys: Mapping[Key, Mark] = field(default_factory=dict)
    twice: tuple[Finding, ...] = ()
    """Keys that are defined twice, if `load` was asked to keep them for `validate` to report."""

    def place(self, key: Key, *, of_key: bool = False) -> Mark:
        """Return (line, column) of the nearest known place for `key`."""
        marks = self.keys if of_key else self.values
        for end in range(len(key), -1, -1):
            if key[:end] in marks:
                return marks[key[:end]]
        return (1, 1)

    def finding(self, key: Key, message: str, *, rule: str = "yaml", of_key: bool = False) -> Finding:
        """Return a finding at the place of `key`."""
        line, column = self.place(key, of_key=of_key)
        return Finding(self.path, line, column, message, rule)
