"""An image has a description for everybody who does not see it; one that only decorates says so with `alt=""`."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield images without a description, but not those in HTML with an empty one: that is meant."""
    for image in placed_images(page, site):
        if image.words is None:
            yield image.finding('this image has no description; write alt="…", or alt="" if it only decorates')
        elif not image.words.strip() and not (image.target and image.target.html):
            yield image.finding("this image has no description; write it between ![ and ]")


RULE = Rule("alt-missing", "warning", per_page(check))
