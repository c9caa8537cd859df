"""The interface strings that a site provides in `strings/<language>.yml`: read, checked, and those still missing.

The file is flat like those of the package. It may complete a language that the package lacks, and replace single
strings of one that it has.
"""

import re
import string
from collections.abc import Iterator
from pathlib import Path

from helpcentre.errors import Finding, FindingsError, did_you_mean, not_utf8
from helpcentre.language.builtin import STAFF_SECTIONS, builtin_strings, plural_bases, plural_forms, split_key
from helpcentre.language.strings import FALLBACK
from helpcentre.marked_yaml.loading import Document, load

RULE = "strings"
FOLDER = "strings"


def read_site_strings(folder: Path, language: str, *, name: str = "") -> dict[str, str]:
    """Return the strings of `strings/<language>.yml` in a folder; none if there is no such file.

    `name` is how messages call the folder, with its slash. Raises FindingsError with everything wrong in the file.
    """
    path = folder / FOLDER / f"{language}.yml"
    if not path.is_file():
        return {}
    shown = f"{name}{FOLDER}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise FindingsError([not_utf8(shown, error, RULE)]) from None
    return parse_site_strings(text, shown, language)


def list_strings_files(folder: Path) -> list[str]:
    """Return the files with interface strings in a content folder, as paths from it; no host may publish them."""
    inside = folder / FOLDER
    return sorted(f"{FOLDER}/{path.name}" for path in inside.glob("*.yml")) if inside.is_dir() else []


def parse_site_strings(text: str, path: str, language: str) -> dict[str, str]:
    """Return the strings of a site's file by key; `path` is its name in messages.

    Raises FindingsError with all errors at once: unknown keys, plural categories that the language does not use,
    `{names}` that differ from those of the English string, and empty strings.
    """
    document = load(text, path)
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        message = "strings are keys with their texts, for example frame.home: Startseite; write each on its own line"
        raise FindingsError([document.finding((), message, rule=RULE)])
    findings = [finding for key in document.value for finding in _check_string(document, str(key), language)]
    if findings:
        raise FindingsError(findings)
    return {str(key): str(value) for key, value in document.value.items()}


def _check_string(document: Document, key: str, language: str) -> Iterator[Finding]:
    base, category = split_key(key)
    english = builtin_strings(FALLBACK)
    if key in plural_bases() and key not in english:
        forms = ", ".join(f"{key}.{form}" for form in plural_forms(language))
        yield document.finding((key,), f"'{key}' needs plural forms; use {forms}", rule=RULE, of_key=True)
    elif key.startswith(STAFF_SECTIONS):
        message = f"'{key}' is a string of the reports, which a site cannot change; remove it"
        yield document.finding((key,), message, rule=RULE, of_key=True)
    elif key not in english and not category:
        yield document.finding((key,), _describe_unknown(key), rule=RULE, of_key=True)
    elif category and category not in plural_forms(language):
        forms = ", ".join(f"{base}.{form}" for form in plural_forms(language))
        message = f"'{category}' is not a plural form of '{language}'; use {forms}"
        yield document.finding((key,), message, rule=RULE, of_key=True)
    else:
        problem = _find_problem(document.value[key], english[f"{base}.other" if category else key], exact=not category)
        if problem:
            yield document.finding((key,), f"{key}: {problem}", rule=RULE)


def _describe_unknown(key: str) -> str:
    hint = did_you_mean(key, builtin_strings(FALLBACK))
    return f"unknown string '{key}'{hint or '; run helpcentre strings for the known ones'}"


def _find_problem(value: object, english: str, *, exact: bool) -> str:
    """Return what is wrong with a text, or an empty text; a plural form may leave out names of the English string."""
    if not isinstance(value, str):
        return f"write text, in quotes if it looks like a number (found {value!r})"
    if not value.strip():
        return "this is empty; write the text or remove the key"
    if value != value.strip():
        return "there are spaces at its beginning or end; remove them"
    try:
        names = _find_placeholders(value)
    except ValueError:
        return f"a brace does not belong to a name such as {{time}}; remove or complete it (found '{value}')"
    wanted = _find_placeholders(english)
    for name in sorted(names - wanted):
        known = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "none"
        hint = did_you_mean(name, wanted) or f"; known here: {known}"
        return f"unknown placeholder '{{{name}}}'{hint}"
    missing = sorted(wanted - names) if exact else []
    return f"the placeholder '{{{missing[0]}}}' is missing; add it (English: '{english}')" if missing else ""


def _find_placeholders(text: str) -> set[str]:
    """Return the names in braces; raises ValueError for braces that cannot be filled in."""
    names = set()
    if "{{" in text or "}}" in text:
        raise ValueError(text)
    for _, name, specification, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not re.fullmatch(r"[a-z_]+", name) or specification or conversion:
            raise ValueError(name)
        names.add(name)
    return names
