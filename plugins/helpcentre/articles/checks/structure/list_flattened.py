"""A list within a list is indented by four spaces: with two or three, readers see both as one list."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.list_item_matching import match_items
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the items that were meant as part of the item above and are published next to it."""
    if not page.outline.items:
        return
    for written, published in match_items(page):
        if written.is_inner and published.depth == 1:
            message = "readers see this item next to the one it belongs to; indent it with four spaces"
            yield page.at_line(written.line, written.indent, message)


RULE = Rule("list-flattened", "warning", per_page(check))
