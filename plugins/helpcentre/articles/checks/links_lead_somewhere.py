"""A link leads to a page that exists, an anchor to a heading that stands there, and an image to its file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from helpcentre.articles.checks.site import CheckedPage, CheckedSite, LinkDestination
from helpcentre.articles.checks.suggestions import (
    suggest_address,
    suggest_html_address,
    suggest_image,
    suggest_page,
)
from helpcentre.articles.link_targets import LinkTarget, find_link_targets
from helpcentre.errors import Finding

RULE = "links-lead-somewhere"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield dead links, dead anchors and missing images, each at its own place."""
    for page in site.pages.values():
        places = _Places(site, page)
        for image, hrefs in ((False, page.links), (True, page.images)):
            nth: Counter[object] = Counter()
            for href in hrefs:
                goal = site.resolve_link(page.article, href)
                if goal is None:
                    continue
                key = (goal.path, goal.anchor) if goal.path else href
                yield from _one(places, goal, href, nth[key], image=image)
                nth[key] += 1


class _Places:
    """Where the destinations of one page stand; its text is read only when that is asked."""

    def __init__(self, site: CheckedSite, page: CheckedPage) -> None:
        self.site, self.page = site, page
        self.has_html = "<a" in page.article.body or "<img" in page.article.body
        self._all: Sequence[LinkTarget] | None = None

    def nth(self, goal: LinkDestination, href: str, position: int, *, image: bool) -> LinkTarget | None:
        """Return the destination that is the one at `position` among those to the same goal."""
        if self._all is None:
            self._all = find_link_targets(self.page.article.body)
        same = [one for one in self._all if one.image in (image, None) and self._is(one, goal, href)]
        return same[min(position, len(same) - 1)] if same else None

    def _is(self, one: LinkTarget, goal: LinkDestination, href: str) -> bool:
        if one.href == href:
            return True
        other = self.site.resolve_target(self.page.article, one) if goal.path else None
        return other is not None and (other.path, other.anchor) == (goal.path, goal.anchor)

    def finding(self, one: LinkTarget | None, message: str, href: str, sign: str = "") -> Finding:
        """Return a finding at a destination, at its `sign` where one is given."""
        body = self.page.article.body
        if one is None:
            return self.page.in_body(body.find(href), message, RULE)
        return self.page.in_body(one.offset + max(0, one.raw.find(sign)), message, RULE)


def _one(places: _Places, goal: LinkDestination, href: str, position: int, *, image: bool) -> Iterator[Finding]:
    site, page = places.site, places.page
    one = None
    if goal.path is None or places.has_html:
        one = places.nth(goal, href, position, image=image)
        if one is not None and one.html:
            goal = site.resolve_target(page.article, one) or goal
    if goal.path is None:
        message = f"the image '{href}' is not there" if image else f"the link '{href}' leads nowhere"
        yield places.finding(one, message + _hint(places, goal, one, image=image), href)
        return
    anchors = site.anchors(goal.path) if goal.anchor and not image else None
    if anchors is not None and goal.anchor not in anchors:
        near = get_close_matches(goal.anchor, list(anchors), n=1, cutoff=0.5)
        hint = f"; did you mean '#{near[0]}'?" if near else "; link to one of its headings"
        one = one or places.nth(goal, href, position, image=image)
        message = f"the link '{one.href if one else href}' leads to a heading that {goal.path} does not have{hint}"
        yield places.finding(one, message, href, "#")


def _hint(places: _Places, goal: LinkDestination, one: LinkTarget | None, *, image: bool) -> str:
    """Return what to write instead, as it has to be written in this place."""
    site, article = places.site, places.page.article
    if goal.absolute:
        return _say(suggest_address(site, goal, image=image), "name a file of the content folder")
    if one is not None and one.html:
        near = suggest_html_address(site, article, one.href, goal, image=image)
        why = "HTML is published as it is: begin at the page's own address, or write it as Markdown"
        return f"{_say(near, why)} {why}" if near else f"; {why}"
    if image:
        return _say(suggest_image(site, article, goal), "put the file in the content folder and name it from here")
    return _say(suggest_page(site, article, goal), "link to a page of this folder, with .md at the end")


def _say(suggestion: str | None, otherwise: str) -> str:
    return f"; did you mean '{suggestion}'?" if suggestion is not None else f"; {otherwise}"
