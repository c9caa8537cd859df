"""A block is closed: otherwise it swallows the rest of the page, and usually drops it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_FENCE = re.compile(r"^[ \t]{0,3}(?P<signs>/{3,})[ \t]*(?P<name>[A-Za-z][\w-]*)?[^\n]*$", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield blocks that are never closed; those of no known extension are text, which another rule reports."""
    if "///" not in page.masked:
        return
    opened: list[re.Match[str]] = []
    for found in _FENCE.finditer(page.masked):
        if found["name"]:
            opened.append(found)
        elif opened and len(found["signs"]) == len(opened[-1]["signs"]):
            opened.pop()
    for found in opened:
        if f"{found['signs']} {found['name']}" not in page.outline.prose:
            message = f"the block '{found['name']}' is never closed; write {found['signs']} on a line after it"
            yield page.in_body(found.start("signs"), message)


RULE = Rule("block-unclosed", "error", per_page(check))
