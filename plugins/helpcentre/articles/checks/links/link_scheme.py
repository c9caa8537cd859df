"""A web address begins with https:// or another scheme that programs understand."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images, placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.scheme_typos import correct_address
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield addresses that look like web addresses but are not valid."""
    for link in (*placed_links(page, site), *placed_images(page, site)):
        better = correct_address(link.href)
        if better is not None:
            yield link.finding(f"'{link.href}' is not a valid address; did you mean '{better}'?")


RULE = Rule("link-scheme", "error", per_page(check))
