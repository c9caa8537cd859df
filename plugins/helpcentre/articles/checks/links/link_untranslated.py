"""A link to a page that is not translated yet takes readers to a note that says so."""

import posixpath
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_links
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield links to pages that exist in other languages only."""
    own = page.article.language
    for link in placed_links(page, site):
        path = link.destination.path if link.destination else None
        if path is None or path in site.pages or not path.endswith(".md") or site.languages.of(path) != own:
            continue
        slug = site.languages.slug(path)
        others = (site.by_slug.get((language, slug)) for language in site.languages.all)
        source = next((other for other in others if other is not None), None)
        if source is not None:
            better = posixpath.relpath(source.article.path, posixpath.dirname(page.article.path) or ".")
            yield link.finding(
                f"'{slug}' is not translated into '{own}', so readers get a note that says so; "
                f"translate it, or link to '{better}'"
            )


RULE = Rule("link-untranslated", "warning", per_page(check))
