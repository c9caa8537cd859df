"""A link has words, or an image with a description: otherwise nobody can see or hear it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links without words."""
    for link in placed_links(page, site):
        if not link.words:
            yield link.finding(f"the link to '{link.href}' has no words, so readers cannot see it; write them")


RULE = Rule("link-text-missing", "error", per_page(check))
