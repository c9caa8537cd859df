"""A list needs an empty line before it: without one its items run together in the paragraph above."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import element_around
from helpcentre.errors import Finding

_MARKER = re.compile(r"[ \t]*(?:(?P<bullet>[-*+•])|(?P<number>[0-9]{1,2})(?P<sign>[.)]))[ \t]+\S")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the first item of each list that readers see as running text."""
    after = 0
    for block in _split_blocks(page.outline.prose):
        for line, message in _find_items(block):
            offset = page.find_line(line.replace("\ufffc", ""), after)
            if offset >= 0:
                after = page.masked.find("\n", offset) + 1 or len(page.masked)
            if element_around(page.masked, offset) is None:  # else markdown-in-html is the cause
                yield page.in_body(offset, message)


def _split_blocks(prose: str) -> Iterator[list[str]]:
    """Yield the lines of each paragraph; the outline ends a paragraph with an empty line."""
    for block in re.split(r"\n[ \t]*\n", prose):
        lines = block.strip("\n").split("\n")
        if len(lines) > 1:
            yield lines


def _find_items(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (line, message) of the first item of each list in a paragraph.

    A number counts if it is 1, or one more than that of the item before: a line of prose may begin with "24. May".
    """
    number_before, reported = 0, False
    for position, line in enumerate(lines):
        found = _MARKER.match(line)
        if found is None:
            continue
        number = int(found["number"]) if found["number"] else None
        counts = number is None or number in (1, number_before + 1)
        number_before = number if counts and number is not None else number_before
        others = sum(_MARKER.match(other) is not None for other in lines) - 1
        alone = not others and (position == 0 or number is not None)
        if not counts or alone or reported:
            continue
        reported = True
        if found["bullet"] == "•":
            yield line, "readers see this list as running text; begin each item with - and leave an empty line above"
        elif found["sign"] == ")":
            yield line, f"readers see this list as running text; write {number}. instead of {number})"
        else:
            yield line, "readers see this list as running text; leave an empty line above its first item"


RULE = Rule("list-as-text", "warning", per_page(check))
