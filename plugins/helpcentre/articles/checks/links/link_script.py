"""A link leads somewhere; it does not run a script."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_SCHEMES = ("javascript:", "vbscript:", "data:text/html")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links that run a script."""
    for link in placed_links(page, site):
        if "".join(link.href.split()).lower().startswith(_SCHEMES):
            yield link.finding(f"'{link.href}' runs a script, which browsers block here; link to a page instead")


RULE = Rule("link-script", "error", per_page(check))
