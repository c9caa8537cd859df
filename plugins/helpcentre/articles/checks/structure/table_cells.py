"""Every row of a table has as many cells as its header: a cell too many is not published at all."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_DELIMITER = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield rows with too few or too many cells."""
    if "table" not in page.outline.tags:
        return
    lines = page.masked.split("\n")
    for number in range(1, len(lines)):
        if "|" not in lines[number] or not _DELIMITER.match(lines[number]) or "|" not in lines[number - 1]:
            continue
        expected = _count_cells(lines[number - 1])
        for row in range(number + 1, len(lines)):
            if "|" not in lines[row]:
                break
            cells = _count_cells(lines[row])
            if cells != expected:
                row_has = "1 cell" if cells == 1 else f"{cells} cells"
                remedy = _suggest_remedy(cells, expected)
                message = f"this row has {row_has} and the header has {expected}; {remedy}"
                yield page.at_line(row, len(lines[row]) - len(lines[row].lstrip()), message)


def _count_cells(line: str) -> int:
    text = line.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return len(re.findall(r"(?<!\\)\|", text)) + 1


def _suggest_remedy(cells: int, expected: int) -> str:
    return r"readers do not see the last ones; write a | in text as \|" if cells > expected else "add the others"


RULE = Rule("table-cells", "warning", per_page(check))
