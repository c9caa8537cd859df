"""The interface strings that come with the package, from `strings/<language>.yml`.

A file is flat: `feedback.yes: Yes`. Plural forms are under the key with their CLDR category: `search.ui.found.one`,
`search.ui.found.other`. English is complete. Some languages are for readers only and leave out the strings of the
reports.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from babel.core import get_global

from helpcentre.language.locales import locale, plural_category

FOLDER = Path(__file__).parent / "strings"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR, of which each language uses some."""
STAFF_SECTIONS = ("report.", "pages.")
"""The sections that only the people behind the help centre see."""


@cache
def shipped_languages() -> tuple[str, ...]:
    """Return the languages for whose readers the package has strings."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


@cache
def report_languages() -> tuple[str, ...]:
    """Return the languages in which the reports are available too."""
    return tuple(language for language in shipped_languages() if "report.title" in _read_file(language))


@cache
def builtin_strings(language: str) -> Mapping[str, str]:
    """Return the strings of a language, of its script (`zh-CN` is `zh-Hans`) or its base language; empty if unknown."""
    found: dict[str, str] = {}
    for name in reversed(closest_codes(language)):
        if name in shipped_languages():
            found |= _read_file(name)
    return found


@cache
def plural_bases() -> frozenset[str]:
    """Return the keys that have plural forms, without the category."""
    english = _read_file("en")
    return frozenset(key.removesuffix(".one") for key in english if key.endswith(".one"))


def split_key(key: str) -> tuple[str, str]:
    """Return a key without its plural category, and the category; `""` if it is not a plural form."""
    base, _, last = key.rpartition(".")
    return (base, last) if last in CATEGORIES and base in plural_bases() else (key, "")


@cache
def plural_forms(language: str) -> tuple[str, ...]:
    """Return the plural categories that whole numbers up to a thousand use in a language, in the order of CLDR.

    CLDR also has forms for millions and fractions (Italian `many`, Polish `other`), which no string needs.
    """
    used = {plural_category(language, number) for number in range(1001)}
    return tuple(category for category in CATEGORIES if category in used)


def reader_keys() -> tuple[str, ...]:
    """Return the keys of all strings that readers and writers see, without plural categories, in order."""
    keys = dict.fromkeys(split_key(key)[0] for key in _read_file("en") if not key.startswith(STAFF_SECTIONS))
    return tuple(keys)


def closest_codes(language: str) -> tuple[str, ...]:
    """Return the codes under which a text for a language may be found, the closest first: `zh-CN`, `zh-Hans`, `zh`."""
    parts = locale(language)
    base = parts.language
    likely = str(get_global("likely_subtags").get(f"{base}_{parts.territory}" if parts.territory else base, ""))
    script = parts.script or next((part for part in likely.split("_") if len(part) == 4), "")
    return tuple(dict.fromkeys((language, f"{base}-{script}", base)))


@cache
def _read_file(language: str) -> dict[str, str]:
    text = (FOLDER / f"{language}.yml").read_text(encoding="utf-8")
    value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes text of everything
    return dict(value)
