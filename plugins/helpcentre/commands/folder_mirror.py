"""Make one folder equal to another while readers use it."""

import filecmp
import shutil
from pathlib import Path


def mirror(source: Path, target: Path) -> None:
    """Make `target` equal to `source`, writing only files that differ, so that no reader meets an empty folder."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in sorted(wanted):
        there = target / path
        if not there.is_file() or not filecmp.cmp(source / path, there, shallow=False):
            there.parent.mkdir(parents=True, exist_ok=True)
            fresh = there.with_name(f".{there.name}.new")
            shutil.copyfile(source / path, fresh)
            fresh.replace(there)  # a reader gets the old page or the new one, never half of either
    for there in sorted(target.rglob("*"), reverse=True):
        if there.is_file() and there.relative_to(target) not in wanted:
            there.unlink()
        elif there.is_dir() and not any(there.iterdir()):
            there.rmdir()
