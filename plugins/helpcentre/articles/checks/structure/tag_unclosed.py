"""An HTML element is closed: otherwise it contains the rest of the page."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import KNOWN, find_unpaired_starts
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield elements that are never closed."""
    for name in dict.fromkeys(page.outline.unclosed):
        if name in KNOWN:
            for place in find_unpaired_starts(page.masked, name):
                yield page.in_body(place, f"<{name}> is never closed; write </{name}> where it ends")


RULE = Rule("tag-unclosed", "error", per_page(check))
