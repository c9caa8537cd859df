"""Lists as Python-Markdown reads them: four spaces per level, and a blank line before the first item.

Other generators nest a list by two spaces, or by the width of `1. `, and let it follow a paragraph directly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpcentre.articles.adoption.code_lines import CodeTracker

_ITEM = re.compile(r"^(?P<indent> *)(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap> +)(?=\S)")
_BLOCK = re.compile(r"^ *(:::|\{%|\{\{[<%]|</?[A-Za-z])")
_RULE = re.compile(r"^ *([-*_])( *\1){2,} *$")


@dataclass(frozen=True, slots=True)
class _Level:
    """An open list item: the column of its marker, and of its text."""

    marker: int
    text: int


def indent_lists(lines: Sequence[str]) -> list[str]:
    """Return the lines with every list item, and what belongs to it, indented by four spaces per level."""
    out: list[str] = []
    levels: list[_Level] = []
    code = CodeTracker()
    after_blank = True
    for raw in lines:
        line = raw.expandtabs(4)
        fenced = code.is_code(line)
        item = None if fenced or _RULE.match(line) else _ITEM.match(line)
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            out.append("")
            after_blank = True
            continue
        if levels and not fenced and _BLOCK.match(line) and indent <= levels[0].marker:
            levels.clear()
        if item:
            follows_text = not levels and not after_blank
            _close_levels(levels, indent)
            if follows_text:
                out.append("")
            out.append(f"{'    ' * len(levels)}{_write_marker(item['marker'])}{line[item.end() :]}")
            levels.append(_Level(indent, item.end() if len(item["gap"]) <= 4 else indent + len(item["marker"]) + 1))
        elif levels and (indent > levels[0].marker or not after_blank) and not (indent == 0 and fenced):
            out.append(_shift_line(line, indent, levels, after_blank=after_blank and not fenced))
        else:
            levels.clear()
            out.append(line if not fenced else raw)
        after_blank = False
    return out


def _close_levels(levels: list[_Level], indent: int) -> None:
    """Drop the items that a marker in this column is not part of; one more column than the marker's is a child."""
    while levels and indent < min(levels[-1].text, levels[-1].marker + 2):
        levels.pop()


def _write_marker(marker: str) -> str:
    text = f"{marker[:-1]}." if marker[-1] in ".)" else "-"
    return text.ljust(3) + " " if len(text) < 4 else f"{text} "


def _shift_line(line: str, indent: int, levels: list[_Level], *, after_blank: bool) -> str:
    """Return a line within an item at its new column; after a blank line it may belong to an outer item."""
    while after_blank and len(levels) > 1 and indent < min(levels[-1].text, levels[-1].marker + 2):
        levels.pop()
    extra = max(0, indent - levels[-1].text)
    return f"{'    ' * len(levels)}{' ' * extra}{line.lstrip()}"
