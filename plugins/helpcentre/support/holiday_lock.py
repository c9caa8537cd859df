"""`holidays.lock.yml`, the reviewed list of public holidays next to support.yml: read, made, compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from pydantic import Field

from helpcentre.errors import Finding, FindingsError
from helpcentre.marked_yaml.loading import load
from helpcentre.marked_yaml.validation import validate
from helpcentre.support.field_types import AnyDay, LocalisedText, StrictModel
from helpcentre.support.holiday_library import HolidaysOfYear, NamesByLanguage
from helpcentre.support.holidays import HolidaySet, LockedSet, resolve_source, source_key

RECOVERY = (
    "this file is damaged; restore its last good version, or delete it and run: helpcentre holidays --update "
    "(names added by hand are then lost)"
)
HEADER = """\
# Public holidays, written by `helpcentre holidays --update`; review the changes before you commit them.
# NamesByLanguage in languages that the library lacks can be added by hand: they are kept, also for later years.
"""


class _Set(StrictModel):
    source: dict[str, Any] = Field(alias="from")
    years: list[int]
    days: dict[AnyDay, LocalisedText]  # any day: a lock may run past the last year for which hours are computed


class _Lock(StrictModel):
    version: int
    library: str
    sets: dict[str, _Set]


@dataclass(frozen=True)
class Change:
    """A day that differs between two locks: `sign` is `+`, `-` or `~` (only the name changed)."""

    sign: str
    name: str
    day: date
    text: str

    def __str__(self) -> str:
        """Return `+ it-rome 2028-10-04 Saint Francis of Assisi`."""
        return f"{self.sign} {self.name} {self.day} {self.text}"


def read_lock(text: str, path: str) -> dict[str, LockedSet]:
    """Return the sets of a lock file; raises FindingsError with the errors and the remedy if it is damaged."""
    try:
        document = load(text, path)
        if document.value is None:
            return {}
        lock = validate(_Lock, document, rule="holidays")
    except FindingsError as error:
        raise damaged_lock(path, error.findings) from None
    return {
        name: LockedSet(_normalise_source(part.source), tuple(part.years), dict(sorted(part.days.items())))
        for name, part in lock.sets.items()
    }


def damaged_lock(path: str, findings: Iterable[Finding]) -> FindingsError:
    """Return the findings of a damaged lock together with the remedy."""
    return FindingsError([Finding(path, 1, 1, RECOVERY, "holidays"), *findings])


def _normalise_source(source: Mapping[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, list) else value for key, value in source.items()}


def make_lock(
    sets: Mapping[str, HolidaySet],
    old: Mapping[str, LockedSet],
    *,
    first_year: int,
    languages: Iterable[str] = (),
) -> dict[str, LockedSet]:
    """Resolve every set with a `from:` for its `years` from `first_year` on.

    Only names in `languages` and English are kept, or all names if none are given. Names in further languages that
    were added to the old lock by hand are kept for the same holiday in any year.
    """
    keep = {*languages, "en"} if languages else None
    made = {}
    for name, rule in sets.items():
        if rule.source is None:
            continue
        years = tuple(range(first_year, first_year + rule.years))
        fresh: HolidaysOfYear = {}
        for year in years:
            for day, names in resolve_source(rule.source, year).items():
                fresh[day] = {code: text for code, text in names.items() if keep is None or code in keep} or names
        made[name] = LockedSet(source_key(rule.source), years, _keep_added_names(fresh, old.get(name)))
    return made


def _keep_added_names(fresh: HolidaysOfYear, old: LockedSet | None) -> dict[date, NamesByLanguage]:
    """Return the days of `fresh`, with the names that only the old lock has for a holiday of the same name."""
    added: dict[tuple[tuple[str, str], str], str] = {}
    for names in old.days.values() if old else ():
        for same_name in names.items():
            for language, text in names.items():
                added.setdefault((same_name, language), text)
    merged = {}
    for day, names in fresh.items():
        extra = {
            language: text
            for (same_name, language), text in added.items()
            if language not in names and same_name in names.items()
        }
        merged[day] = dict(sorted((extra | names).items()))
    return merged


def write_lock(sets: Mapping[str, LockedSet], library: str) -> str:
    """Return the text of a lock file; the same sets give the same bytes."""
    value = {
        "version": 1,
        "library": library,
        "sets": {
            name: {
                "from": dict(part.source),
                "years": list(part.years),
                "days": {day.isoformat(): _FlowMapping(names) for day, names in sorted(part.days.items())},
            }
            for name, part in sorted(sets.items())
        },
    }
    return HEADER + yaml.dump(value, Dumper=_LockDumper, allow_unicode=True, sort_keys=False, width=1000)


class _FlowMapping(dict[str, str]):
    """A mapping written on one line."""


class _LockDumper(yaml.SafeDumper):
    pass


_LockDumper.add_representer(
    _FlowMapping,
    lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True),
)
_LockDumper.add_representer(
    list,
    lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True),
)


def compare(old: Mapping[str, LockedSet], new: Mapping[str, LockedSet]) -> Sequence[Change]:
    """Return the differences between two locks, by set and day."""
    changes = []
    for name in sorted({*old, *new}):
        before = old[name].days if name in old else {}
        after = new[name].days if name in new else {}
        for day in sorted({*before, *after}):
            if day not in after:
                changes.append(Change("-", name, day, _main_name(before[day])))
            elif day not in before:
                changes.append(Change("+", name, day, _main_name(after[day])))
            elif before[day] != after[day]:
                changes.append(Change("~", name, day, f"{_main_name(before[day])} -> {_main_name(after[day])}"))
    return changes


def _main_name(names: NamesByLanguage) -> str:
    return names.get("en") or next(iter(names.values()), "")
