"""A space follows the `#` signs of a heading: some renderers print `##Company` as it is, and `#1` becomes a title."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_AS_TEXT = re.compile(r"^[ \t]{0,3}(?P<written>#{1,6}[^\W\d]\w*)", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings without a space, whether they are rendered as headings or as text."""
    for heading, place in page.headings:
        if place is not None and not place.spaced:
            yield page.at_heading(place, _explain_level(heading.level, place.text))
    rendered = {place.line for _, place in page.headings if place is not None}
    for found in _AS_TEXT.finditer(page.masked):
        line = page.masked.count("\n", 0, found.start())
        if line not in rendered and found["written"] in page.outline.prose:
            message = "readers see the # signs because no space follows them; write one"
            yield page.in_body(found.start("written"), message)


def _explain_level(level: int, text: str) -> str:
    if level == 1:
        return r"this line is read as a heading; write ## and a space for a heading, or \# for the sign itself"
    return f"a space is missing after {'#' * level}; write '{'#' * level} {text}'"


RULE = Rule("heading-unspaced", "error", per_page(check))
