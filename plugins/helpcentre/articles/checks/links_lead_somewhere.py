"""A link leads to a page that exists, an anchor to a heading that stands there, and an image to its file."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from helpcentre.articles.checks.site import CheckedPage, CheckedSite, LinkDestination
from helpcentre.articles.link_targets import LinkTarget, find_link_targets
from helpcentre.errors import Finding

RULE = "links-lead-somewhere"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".ico")


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
    """Return the nearest thing that is there, written as it would stand in place of what is not."""
    site, article = places.site, places.page.article
    if goal.absolute:
        near = _near(goal.looked_for, (name for name in site.addresses if _alike(name, goal.looked_for, image=image)))
        return f"; did you mean '{site.root}{near}'?" if near is not None else "; name a file of the content folder"
    if one is not None and one.html:
        wanted = re.sub(r"\.md$", "/", goal.looked_for)
        near = _near(wanted, (name for name in site.addresses if _alike(name, wanted, image=image)))
        found = posixpath.relpath(f"/{near}", f"/{article.url}") + ("/" if near and near.endswith("/") else "")
        meant = f"; did you mean '{found}'? " if near is not None else "; "
        return f"{meant}HTML is published as it stands: begin at the page's own address, or write it as Markdown"
    if image:
        near = _near(goal.looked_for, (name for name in site.files if name.lower().endswith(_PICTURES)))
        found = posixpath.relpath(near, posixpath.dirname(article.path)) if near else ""
        return f"; did you mean '{found}'?" if near else "; put its file below the content folder and name it from here"
    near = _near(goal.looked_for, (name for name in site.files if name.endswith(".md")))
    return f"; did you mean '{near}'?" if near else "; link to a page of this folder, with its .md ending"


def _near(value: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(value, sorted(known), n=1, cutoff=0.6)), None)


def _alike(address: str, wanted: str, *, image: bool) -> bool:
    """Return whether an address is of the kind wanted: a picture, a file with an ending, or a page."""
    if image:
        return address.lower().endswith(_PICTURES)
    return ("." in posixpath.basename(address)) == ("." in posixpath.basename(wanted))
