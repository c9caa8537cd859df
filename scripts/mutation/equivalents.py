"""The mutants that change nothing anybody could notice: a short list, each with its reason."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from scripts.mutation.mutants import Mutant


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One such mutant: its file, the text of its line without indentation, and the change as it is printed."""

    path: str
    line: str
    change: str
    reason: str


@dataclass(frozen=True)
class Equivalents:
    """The list in a file; lines are looked up in the sources below `root`."""

    file: Path
    root: Path

    @cached_property
    def entries(self) -> tuple[Equivalent, ...]:
        """The entries of the file."""
        given = yaml.safe_load(self.file.read_text(encoding="utf-8")) or []
        return tuple(Equivalent(**{key: str(value) for key, value in one.items()}) for one in given)

    @cached_property
    def _keys(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((one.path, one.line, one.change) for one in self.entries)

    def matches(self, mutant: Mutant) -> bool:
        """Return whether a mutant is in the list."""
        if mutant.path not in {one.path for one in self.entries}:
            return False
        line = (self.root / mutant.path).read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
        return (mutant.path, line, mutant.change) in self._keys
