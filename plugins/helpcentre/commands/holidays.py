"""`helpcentre holidays`: how the lock file differs from the current holidays, and `--update` to write it."""

import importlib.metadata
from datetime import UTC, datetime
from pathlib import Path

from helpcentre.errors import HelpCentreError
from helpcentre.support.holiday_lock import compare, make_lock, write_lock
from helpcentre.support.load import load_support
from helpcentre.support.model import LOCK, Support


def run(support_file: Path, *, update: bool, from_year: int | None) -> None:
    """Print the differences between the lock and the library; with `update` write the lock."""
    support = load_support(support_file, check_lock=False)
    old = support.lock or {}
    first_year = from_year or datetime.now(UTC).year
    new = make_lock(support.file.holidays, old, first_year=first_year, languages=support.languages)
    changes = compare(old, new)
    for change in changes:
        print(change)
    path = support_file.with_name(LOCK)
    is_same = not changes and all(name in old and old[name] == new[name] for name in new) and len(old) == len(new)
    if update:
        text = write_lock(new, f"holidays {importlib.metadata.version('holidays')}")
        path.write_text(text, encoding="utf-8")
        print(_summarise_update(support, path, len(changes), first_year))
    elif not is_same:
        days = "1 day" if len(changes) == 1 else f"{len(changes)} days"
        raise HelpCentreError(f"{days} in {path} would change. Run: helpcentre holidays --update")
    else:
        print(f"{path} is up to date")


def _summarise_update(support: Support, path: Path, changed: int, first_year: int) -> str:
    locked = [name for name, rule in support.file.holidays.items() if rule.source]
    sets = ", ".join(f"{name} {first_year}–{first_year + support.file.holidays[name].years - 1}" for name in locked)
    return f"{path}: {changed} {'day' if changed == 1 else 'days'} changed; sets: {sets or 'none has a from:'}"
