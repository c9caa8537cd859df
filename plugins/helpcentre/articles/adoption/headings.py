"""Headings of a page below its title: from level two on, and without gaps between levels."""

import re
import unicodedata
from collections.abc import Sequence

from helpcentre.articles.adoption.code_lines import CodeTracker

_ATX = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<words>\S.*)$")
_UNDERLINE = re.compile(r"^(?:=+|-{2,}) *$")
_NOT_A_HEADING = re.compile(r"^\s*(?:[#>|<:!-]|\d+[.)] |$)| {4}")


def level_headings(lines: Sequence[str]) -> list[str]:
    """Return the lines with headings at the levels that their order gives them, the highest at level two."""
    out: list[str] = []
    above: list[int] = []
    code = CodeTracker()
    for line in _mark_underlined(lines):
        match = None if code.is_code(line) else _ATX.match(line)
        if match is None:
            out.append(line)
            continue
        level = len(match["signs"])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        out.append(f"{'#' * min(6, len(above) + 1)} {match['words']}")
    return out


def heading_ids(text: str) -> dict[str, str]:
    """Return the id of each heading, by the anchors under which other generators know it.

    Ids are those of `pymdownx.slugs` in lower case, with `_1` for a second heading of the same words; other generators
    write `-1`, and some keep capital letters or join hyphens.
    """
    found: dict[str, str] = {}
    code = CodeTracker()
    for line in text.split("\n"):
        match = None if code.is_code(line) else _ATX.match(line)
        if match is None:
            found.update((each, each) for each in re.findall(r"""<[^<>]*\b(?:id|name)=["']([^"']+)["']""", line))
            continue
        given = re.search(r"\{:?\s*#([^\s}]+)[^}]*\}\s*$", match["words"])
        slug = given[1] if given else slug_heading(match["words"])
        new, count = slug, 0
        while new in found.values():
            count += 1
            new = f"{slug}_{count}"
        for old in (new, new.lower(), f"{slug}-{count}" if count else slug, re.sub("-+", "-", new)):
            found.setdefault(old, new)
    return found


def slug_heading(words: str) -> str:
    """Return the id of a heading: its words in lower case, with `-` for spaces and without punctuation."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[ \t]+#+[ \t]*$", "", words))
    plain = unicodedata.normalize("NFC", re.sub(r"</?[^>]*>|&\w+;|[`*]|(?<!\w)_|_(?!\w)", "", plain)).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")


def _mark_underlined(lines: Sequence[str]) -> list[str]:
    """Return the lines with headings that are underlined by `===` or `---` written with `#`."""
    out: list[str] = []
    code = CodeTracker()
    for line in lines:
        fenced = code.is_code(line)
        words = out[-1] if out else ""
        starts = len(out) < 2 or not out[-2].strip()
        if not fenced and starts and _UNDERLINE.match(line) and not _NOT_A_HEADING.match(words):
            out[-1] = f"{'#' if line[0] == '=' else '##'} {words.strip()}"
        else:
            out.append(line)
    return out
