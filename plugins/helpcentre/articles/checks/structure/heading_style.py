"""A heading is words only: the signs of a sentence at its end, or bold within it, are left from another use."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_]+)\1")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield headings that end in a colon, semicolon or comma, or are bold as a whole."""
    for heading, place in page.headings:
        if place is None:
            continue
        words = heading.text.rstrip()
        bold = _BOLD.fullmatch(place.text.strip())
        if words.endswith((":", ";", ",")):
            yield page.at_heading(place, f"a heading does not end in '{words[-1]}'; write '{words[:-1].rstrip()}'")
        elif bold:
            yield page.at_heading(place, f"headings are bold anyway; write '{bold['words']}' without {bold[1]}")


RULE = Rule("heading-style", "warning", per_page(check))
