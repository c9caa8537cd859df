"""The keys before the text of a page, as MkDocs splits them off: YAML, or the lines of MultiMarkdown."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_YAML = re.compile(r"^-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_KEY = re.compile(r"^[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_MORE = re.compile(r"^([ ]{4}|\t)(\s*)(?P<value>.*)")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SplitPage:
    """The Markdown of a page, and the keys before it."""

    markdown: str
    meta: dict[str, Any] = field(default_factory=dict)


def split_page(text: str) -> SplitPage:
    """Return the parts of a page; a front matter that is not valid stays in the text."""
    match = _YAML.match(text)
    if match is None:
        return _split_multimarkdown(text)
    try:
        meta = yaml.load(match[1], Loader=_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        return SplitPage(text)
    return SplitPage(text[match.end() :].lstrip("\n"), meta) if isinstance(meta, dict) else SplitPage(text)


def _split_multimarkdown(text: str) -> SplitPage:
    """Read `key: value` lines up to the first blank line or other text."""
    meta: dict[str, str] = {}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    key = None
    for number, line in enumerate(lines):
        if not line.strip():
            return SplitPage("\n".join(lines[number + 1 :]).lstrip("\n"), dict(meta))
        more = _MORE.match(line)
        if match := _KEY.match(line):
            key, value = match["key"].lower(), match["value"].strip()
            meta[key] = f"{meta[key]} {value}" if key in meta else value
        elif more and key:
            meta[key] += f" {more['value'].strip()}"
        else:
            return SplitPage("\n".join(lines[number:]).lstrip("\n"), dict(meta))
    return SplitPage("", dict(meta))
