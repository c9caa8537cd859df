"""A translation links to the same pages of the site as its source."""

from collections import Counter
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield pages that the source links to and the translation does not, unless it is known to be out of date."""
    source = site.source_of(page)
    if source is None or site.is_behind(page):
        return
    missing = _linked_slugs(source, site) - _linked_slugs(page, site)
    for slug in sorted(missing):
        message = f"{source.article.path} links to '{slug}' and this translation does not; add the link"
        yield page.in_body(-1, message)


def _linked_slugs(page: CheckedPage, site: CheckedSite) -> set[str]:
    """Return the pages of the site that a page links to, without their language; dead links are another rule's."""
    found: Counter[str] = Counter()
    for link in placed_links(page, site):
        path = link.destination.path if link.destination else None
        if path is not None and path.endswith(".md"):
            found[site.languages.slug(path)] += 1
    return set(found)


RULE = Rule("translation-links", "warning", per_page(check), needs_front_matter=True)
