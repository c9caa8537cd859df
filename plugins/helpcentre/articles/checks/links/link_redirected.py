"""A link leads to the current address of a page, not to an old one that redirects."""

import posixpath
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to old addresses."""
    for link in placed_links(page, site) if site.redirects else ():
        goal = link.destination
        if goal is None or goal.path is None:
            continue
        addresses = (goal.looked_for, f"{goal.looked_for}/")
        if any(address in site.redirects for address in addresses) and goal.path in site.pages:
            better = posixpath.relpath(goal.path, posixpath.dirname(page.article.path) or ".")
            yield link.finding(f"'{link.href}' is an old address of {goal.path}; link to '{better}'")


RULE = Rule("link-redirected", "warning", per_page(check))
