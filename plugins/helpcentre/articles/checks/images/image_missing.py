"""Every image exists, those that a browser chooses from `srcset` and the files of HTML videos among them."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import PlacedLink, placed_images
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import (
    HTML_IS_PUBLISHED,
    say,
    suggest_address,
    suggest_html_address,
    suggest_image,
)
from helpcentre.errors import Finding

_CANDIDATE = re.compile(r"(?:^|,)\s*(?P<address>[^\s,]+)")
_LOADED = {("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src"), ("video", "poster"),
           ("audio", "src"), ("track", "src")}  # fmt: skip


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield images and other files that are not there."""
    for image in placed_images(page, site):
        if image.destination is not None and image.destination.path is None:
            yield image.finding(f"the image '{image.href}' is not there{_suggest_remedy(image)}")
    for element in page.outline.elements:
        if (element.tag, element.name) in _LOADED:
            yield from _check_html_file(page, site, element.name, element.value)


def _check_html_file(page: CheckedPage, site: CheckedSite, name: str, value: str) -> Iterator[Finding]:
    addresses = _CANDIDATE.findall(value) if name == "srcset" else [value]
    for address in addresses:
        goal = site.resolve_link(page.article, address, in_html=True)
        if goal is not None and goal.path is None:
            near = suggest_html_address(site, page.article, address, goal, image=False)
            message = f"the file '{address}' in {name} is not there{say(near, HTML_IS_PUBLISHED)}"
            yield page.in_body(page.article.body.find(address), message)


def _suggest_remedy(image: PlacedLink) -> str:
    """Return what to write instead, as it has to be written in this place."""
    site, article, missing = image.places.site, image.places.page.article, image.destination
    assert missing is not None
    if missing.absolute:
        return say(suggest_address(site, missing, image=True), "name a file of the content folder")
    if image.target is not None and image.target.html:
        near = suggest_html_address(site, article, image.target.href, missing, image=True)
        return say(near, HTML_IS_PUBLISHED) + (f" {HTML_IS_PUBLISHED}" if near else "")
    return say(suggest_image(site, article, missing), "put the file in the content folder and name it from here")


RULE = Rule("image-missing", "error", per_page(check))
