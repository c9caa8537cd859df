"""A link leads to a page in the language of the reader, if that page exists."""

import posixpath
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to a page in another language that has a translation in the language of this one."""
    own = page.article.language
    for link in placed_links(page, site):
        other = site.pages.get((link.destination.path if link.destination else None) or "")
        if other is None or other.article.language == own:
            continue
        translated = site.by_slug.get((own, other.article.slug)) or site.by_id.get((own, other.article.id))
        if translated is not None:
            better = posixpath.relpath(translated.article.path, posixpath.dirname(page.article.path) or ".")
            message = f"this links to the page in '{other.article.language}'; link to '{better}', its translation"
            yield link.finding(message)


RULE = Rule("link-other-language", "warning", per_page(check))
