"""`holidays.lock.yml`: read, made anew, compared. The file lies beside support.yml and is reviewed like any text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from pydantic import Field

from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml import load, validate
from helpcentre.support.field_types import AnyDay, Words
from helpcentre.support.holidays import LockedSet, Names, Year, resolve, source_key
from helpcentre.support.schedule_model import HolidaySet, StrictModel

RESCUE = (
    "this file is damaged; bring back its last good version, or delete it and run: helpcentre holidays --update "
    "(names added by hand are then lost)"
)
HEADER = """\
# Public holidays, frozen. Made by `helpcentre holidays --update`; read the difference before you commit it.
# Names in languages the library lacks may be added by hand: they are kept, also for the same holiday of later years.
"""


class _Set(StrictModel):
    source: dict[str, Any] = Field(alias="from")
    years: list[int]
    days: dict[AnyDay, Words]  # a lock may begin in the last year that can be asked about


class _Lock(StrictModel):
    version: int
    library: str
    sets: dict[str, _Set]


@dataclass(frozen=True)
class Change:
    """One line of the difference: `sign` is `+`, `-` or `~` (only the name changed)."""

    sign: str
    name: str
    day: date
    text: str

    def __str__(self) -> str:
        """Return `+ it-rome 2028-10-04 Saint Francis of Assisi`."""
        return f"{self.sign} {self.name} {self.day} {self.text}"


def read_lock(text: str, path: str) -> dict[str, LockedSet]:
    """Return the sets of a lock file; raises FindingsError, with the way out, where it was broken by hand."""
    try:
        document = load(text, path)
        if document.value is None:
            return {}
        lock = validate(_Lock, document, rule="holidays")
    except FindingsError as error:
        raise damaged(path, error.findings) from None
    return {
        name: LockedSet(_plain(part.source), tuple(part.years), dict(sorted(part.days.items())))
        for name, part in lock.sets.items()
    }


def damaged(path: str, findings: Iterable[Finding]) -> FindingsError:
    """Return the findings of a broken lock together with what to do about the file."""
    return FindingsError([Finding(path, 1, 1, RESCUE, "holidays"), *findings])


def _plain(source: Mapping[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, list) else value for key, value in source.items()}


def make_lock(
    sets: Mapping[str, HolidaySet],
    old: Mapping[str, LockedSet],
    *,
    first_year: int,
    languages: Iterable[str] = (),
) -> dict[str, LockedSet]:
    """Resolve every set with a `from:` for its `years` from `first_year` on.

    Only names in `languages` (and English) are kept, all when none are given. Names in other languages that stand in
    the old lock are kept for the same holiday, whichever year it is in.
    """
    keep = {*languages, "en"} if languages else None
    made = {}
    for name, rule in sets.items():
        if rule.source is None:
            continue
        years = tuple(range(first_year, first_year + rule.years))
        fresh: Year = {}
        for year in years:
            for day, names in resolve(rule.source, year).items():
                fresh[day] = {code: text for code, text in names.items() if keep is None or code in keep} or names
        made[name] = LockedSet(source_key(rule.source), years, _with_old_names(fresh, old.get(name)))
    return made


def _with_old_names(fresh: Year, old: LockedSet | None) -> dict[date, Names]:
    by_hand: dict[tuple[str, str], str] = {}
    for names in old.days.values() if old else ():
        for own in names.items():
            for language, text in names.items():
                by_hand.setdefault((f"{own[0]}={own[1]}", language), text)
    whole = {}
    for day, names in fresh.items():
        extra = {
            language: text
            for (same, language), text in by_hand.items()
            if language not in names and same in {f"{code}={name}" for code, name in names.items()}
        }
        whole[day] = dict(sorted((extra | names).items()))
    return whole


def write_lock(sets: Mapping[str, LockedSet], library: str) -> str:
    """Return the text of a lock file; the same sets give the same bytes."""
    value = {
        "version": 1,
        "library": library,
        "sets": {
            name: {
                "from": dict(part.source),
                "years": list(part.years),
                "days": {day.isoformat(): _Flow(names) for day, names in sorted(part.days.items())},
            }
            for name, part in sorted(sets.items())
        },
    }
    return HEADER + yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


class _Flow(dict[str, str]):
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(
    _Flow,
    lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True),
)
_Dumper.add_representer(
    list,
    lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True),
)


def compare(old: Mapping[str, LockedSet], new: Mapping[str, LockedSet]) -> Sequence[Change]:
    """Return what the new lock changes, by set and day."""
    changes = []
    for name in sorted({*old, *new}):
        before = old[name].days if name in old else {}
        after = new[name].days if name in new else {}
        for day in sorted({*before, *after}):
            if day not in after:
                changes.append(Change("-", name, day, _first(before[day])))
            elif day not in before:
                changes.append(Change("+", name, day, _first(after[day])))
            elif before[day] != after[day]:
                changes.append(Change("~", name, day, f"{_first(before[day])} -> {_first(after[day])}"))
    return changes


def _first(names: Names) -> str:
    return names.get("en") or next(iter(names.values()), "")
