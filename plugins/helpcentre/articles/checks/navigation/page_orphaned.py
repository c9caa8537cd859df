"""A page that is not an article is linked from another: articles are listed by topic and kind, other pages are not."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule
from helpcentre.errors import Finding

_LINKED_BY_THE_FRAME = ("index", "contact", "search", "help-panel", "404")


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield pages of kind `page` that no other page links to."""
    linked = {
        link.destination.path
        for page in site.pages.values()
        for link in placed_links(page, site)
        if link.destination is not None and link.destination.path != page.article.path
    }
    for page in site.pages.values():
        article = page.article
        listed = article.kind.is_article or article.kind.value == "notice"
        known = article.slug in _LINKED_BY_THE_FRAME or article.slug.endswith(("/index", "README"))
        if not listed and not known and article.path not in linked:
            yield page.in_front((), "no page links to this one, so readers cannot find it; link to it, or delete it")


RULE = Rule("page-orphaned", "warning", check, needs_front_matter=True)
