"""A link by reference has its definition: without `[ref]: page.md`, readers see `[words][ref]`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_REFERENCE = re.compile(r"(?<![\w\]])!?\[(?P<words>[^\[\]^\n][^\[\]\n]{0,99})\]\[(?P<name>[^\[\]\n]{0,60})\]")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield links by reference that readers see as text."""
    for offset, found in page.find_in_prose(_REFERENCE):
        name = found["name"] or found["words"]
        message = f"readers see '{found[0]}' because [{name}] is not defined; write a line [{name}]: address"
        yield page.in_body(offset, message)


RULE = Rule("reference-undefined", "error", per_page(check))
