"""A browser counts the items of a list: from 1 again if text interrupts the list, and without a gap."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.list_item_matching import match_items
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield items that readers see with another number than was written; a list may be written with ones only."""
    if not any(item.number for item in page.outline.items):
        return
    items = list(match_items(page))
    flattened = any(written.is_inner and published.depth == 1 for written, published in items)
    for written, published in items:
        same = written.number is None or written.number < 2 or published.number in (None, written.number)
        if same or (flattened and published.number != 1):  # a flattened list is another rule's, and moves all numbers
            continue
        remedy = (
            "indent what is between the items of this list with four spaces"
            if published.number == 1
            else "number the items in their order"
        )
        message = f"readers see {published.number} instead of {written.number}; {remedy}"
        yield page.at_line(written.line, written.indent, message)


RULE = Rule("list-number", "warning", per_page(check))
