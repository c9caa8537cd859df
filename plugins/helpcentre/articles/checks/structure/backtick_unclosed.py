"""Code within a line is closed by a backtick: otherwise readers see the one that opens it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_LEFT = re.compile(r"(?<![\w`])`[^`\s\ufffc][^`\n\ufffc]{0,40}(?![^`\n]*`)")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield backticks that readers see."""
    for offset, found in page.find_in_prose(_LEFT):
        yield page.in_body(offset, f"readers see the backtick of '{found[0].strip()}'; close the code with another one")


RULE = Rule("backtick-unclosed", "warning", per_page(check))
