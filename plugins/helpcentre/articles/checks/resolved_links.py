"""Every link and image of a page, with its destination and its place in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite, LinkDestination
from helpcentre.articles.link_targets import LinkTarget
from helpcentre.errors import Finding


@dataclass(frozen=True)
class PlacedLink:
    """One link or image that readers see: `href` as it was written, and the words of a link or an image."""

    places: "LinkPlaces"
    position: int
    href: str
    words: str | None
    image: bool

    @cached_property
    def target(self) -> LinkTarget | None:
        """The place in the text; None if it cannot be found, as with links that another plugin adds."""
        return self.places.targets(image=self.image)[self.position]

    @cached_property
    def destination(self) -> LinkDestination | None:
        """The destination; None if it is outside the site."""
        found = self.places.site.resolve_link(self.places.page.article, self.href)
        if found is not None and (found.path is None or self.places.has_html) and self.target and self.target.html:
            return self.places.site.resolve_target(self.places.page.article, self.target) or found
        return found

    def finding(self, message: str, sign: str = "") -> Finding:
        """Return a finding at its address, at `sign` within it if given."""
        page = self.places.page
        if self.target is None:
            return page.in_body(page.article.body.find(self.href) if self.href else -1, message)
        return page.in_body(self.target.offset + max(0, self.target.raw.find(sign)), message)


class LinkPlaces:
    """The links and images of one page; its text is read only if a place is asked for."""

    def __init__(self, site: CheckedSite, page: CheckedPage) -> None:
        self.site, self.page = site, page
        self.has_html = "<a" in page.article.body or "<img" in page.article.body
        self._targets: dict[bool, Sequence[LinkTarget | None]] = {}

    def links(self) -> Iterator[PlacedLink]:
        """Yield the links in their order."""
        for position, (href, link) in enumerate(zip(self.page.links, self.page.outline.links, strict=True)):
            yield PlacedLink(self, position, href, link.text, image=False)

    def images(self) -> Iterator[PlacedLink]:
        """Yield the images in their order."""
        for position, (href, image) in enumerate(zip(self.page.images, self.page.outline.images, strict=True)):
            yield PlacedLink(self, position, href, image.alt, image=True)

    def targets(self, *, image: bool) -> Sequence[LinkTarget | None]:
        """Return where each link (or image) was written, in their order."""
        if image not in self._targets:
            hrefs = self.page.images if image else self.page.links
            self._targets[image] = tuple(self._match_targets(hrefs, image=image))
        return self._targets[image]

    def _match_targets(self, hrefs: Sequence[str], *, image: bool) -> Iterator[LinkTarget | None]:
        """Yield for each address the next place it is written at; a definition serves any number of links."""
        unused = [target for target in self.page.targets if target.image is image]
        definitions = [target for target in self.page.targets if target.image is None]
        for href in hrefs:
            same = (target for target in (*unused, *definitions) if target.href == href)
            found = next(same, None) or self._match_destination(href, [*unused, *definitions])
            if found in unused:
                unused.remove(found)
            yield found

    def _match_destination(self, href: str, targets: Sequence[LinkTarget]) -> LinkTarget | None:
        """Return the next place whose address leads to the same page and heading as `href`."""
        article = self.page.article
        wanted = self.site.resolve_link(article, href)
        if wanted is None or wanted.path is None:
            return None
        for target in targets:
            other = self.site.resolve_target(article, target)
            if other is not None and (other.path, other.anchor) == (wanted.path, wanted.anchor):
                return target
        return None


def placed_links(page: CheckedPage, site: CheckedSite) -> Iterator[PlacedLink]:
    """Yield the links of a page."""
    return LinkPlaces(site, page).links()


def placed_images(page: CheckedPage, site: CheckedSite) -> Iterator[PlacedLink]:
    """Yield the images of a page."""
    return LinkPlaces(site, page).images()
