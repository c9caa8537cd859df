"""Addresses of the last release that the site no longer has: bookmarks and search engines still lead to them."""

from collections.abc import Iterator
from urllib.parse import unquote

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import Finding

RULE = "address-lost"


def find_lost_addresses(released: Manifest, site: CheckedSite) -> Iterator[Finding]:
    """Yield an error for each article of the released manifest whose address is neither a page nor a redirect.

    An article that has moved is named, at its front matter; of one that is gone, the former file. One that is no longer
    published because of its dates is not lost.
    """
    left_out = {unquote(article.url) for article in site.unpublished.values()}
    for article in released.articles:
        address = unquote(article.url)
        if address in site.addresses or address in left_out:
            continue
        slug = _find_slug(address, article.language, site)
        moved = site.by_id.get((article.language, article.id))
        lost = f"'/{address}' was published with the last release and is now missing"
        if moved:
            yield moved.in_front((), f"{lost}; add redirect_from: [{slug}]", RULE)
        else:
            message = f"{lost}; add '{slug}' to redirect_from of the page that answers it now"
            folder = f"{article.language}/" if site.languages.folders else ""
            yield Finding(f"{folder}{slug}.md", 0, 0, message, RULE)


def _find_slug(address: str, language: str, site: CheckedSite) -> str:
    """Return the path of a page within its language: `faq/x` of `it/faq/x/`."""
    path = address.removesuffix("index.html").removesuffix(".html").strip("/")
    return path.removeprefix(f"{language}/") if language != site.languages.default else path
