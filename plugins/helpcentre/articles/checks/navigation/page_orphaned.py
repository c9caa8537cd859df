"""Every page can be reached by links: from a list of a topic, folder or kind, or from another page."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule
from helpcentre.articles.kinds import SECTIONS, Kind
from helpcentre.articles.model import Article
from helpcentre.errors import Finding

_LINKED_BY_THE_FRAME = ("index", "contact", "search", "help-panel", "404")
_KIND_FOLDERS = frozenset(kind.folder for kind in SECTIONS)


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield pages that no list shows and no other page links to."""
    unlisted = [page for page in site.pages.values() if not _is_listed(page.article, site)]
    linked = {
        link.destination.path
        for page in (site.pages.values() if unlisted else ())
        for link in placed_links(page, site)
        if link.destination is not None and link.destination.path != page.article.path
    }
    for page in unlisted:
        if page.article.path not in linked:
            yield page.in_front((), "no page links to this one, so readers cannot find it; link to it, or delete it")


def _is_listed(article: Article, site: CheckedSite) -> bool:
    """Return whether the frame or a list leads to a page; notices are in the banner while they are true."""
    if article.slug in _LINKED_BY_THE_FRAME or article.kind is Kind.NOTICE:
        return True
    if site.listed is not None:
        folder, _, name = article.slug.rpartition("/")
        return article.path in site.listed or (name == "index" and folder in _KIND_FOLDERS)
    return article.kind.is_article or article.slug.endswith(("/index", "README"))


RULE = Rule("page-orphaned", "warning", check, needs_front_matter=True)
