"""An image does not keep a reader on a phone waiting."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

MOST = 500_000
"""Bytes: a second on a slow phone connection of 4 Mbit/s."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield images that are heavier than advised."""
    for image in placed_images(page, site) if site.sizes else ():
        path = image.destination.path if image.destination else None
        size = site.sizes.get(path or "", 0)
        if size > MOST:
            message = f"{path} is {size / 1000:,.0f} kB; make it smaller, at most {MOST // 1000} kB (WebP is smallest)"
            yield image.finding(message)


RULE = Rule("image-heavy", "warning", per_page(check))
