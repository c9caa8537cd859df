"""The numbers of a list are counted by the browser: a list that is interrupted starts at 1 again."""

from collections.abc import Iterator

from helpcentre.articles.checks.page import CheckedPage
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.site import CheckedSite
from helpcentre.articles.checks.structure.list_items import match_items
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield items written with a number above 1 that readers see as number 1."""
    if not any(item.number for item in page.outline.items):
        return
    for written, published in match_items(page):
        if written.number is not None and written.number > 1 and published.number == 1:
            message = (
                f"readers see 1 instead of {written.number}; indent what is between the items of this list "
                "with four spaces"
            )
            yield page.at_line(written.line, written.indent, message)


RULE = Rule("list-restarted", "warning", per_page(check))
