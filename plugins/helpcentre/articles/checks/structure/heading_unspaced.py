"""A space follows the `#` signs of a heading: some renderers print `##Company` as it is, and `#1` becomes a title."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.page import CheckedPage
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

_AS_TEXT = re.compile(r"^[ \t]{0,3}#{1,6}(?![#\s\d])(?=\w)", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings without a space, whether they are rendered as headings or as text."""
    for heading, place in page.headings:
        if place is not None and not place.spaced:
            yield page.at_heading(place, _explain_level(heading.level))
    for offset, _ in page.find_in_prose(_AS_TEXT):
        yield page.in_body(offset, "readers see the # signs because no space follows them; write one")


def _explain_level(level: int) -> str:
    if level == 1:
        return r"this line is read as a heading; write ## and a space for a heading, or \# for the sign itself"
    return f"a space is missing after {'#' * level}; write one"


RULE = Rule("heading-unspaced", "error", per_page(check))
