"""A table has a line of hyphens below its header and an empty line above it: otherwise readers see its signs."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import element_around
from helpcentre.errors import Finding

_TABLE = re.compile(r"(?:^[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z)){2,}", re.MULTILINE)
_DELIMITER = re.compile(r"^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield tables that readers see as text."""
    for offset, found in page.find_in_prose(_TABLE):
        rows = found[0].strip().split("\n")
        remedy = (
            "leave an empty line above it and give each row the same number of cells"
            if any(_DELIMITER.match(row) for row in rows)
            else "write a line such as |---|---| below the header"
        )
        if element_around(page.masked, offset) is None:  # else markdown-in-html is the cause
            yield page.in_body(offset, f"readers see this table as text; {remedy}")


RULE = Rule("table-as-text", "error", per_page(check))
