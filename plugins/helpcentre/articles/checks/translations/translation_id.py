"""A translation has the id of its source: votes and searches in all languages are counted under one id."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations whose id differs from that of their source."""
    source = site.by_slug.get((site.languages.default, page.article.slug))
    if source is None or source is page or source.article.id == page.article.id:
        return
    message = f"id: this is '{page.article.id}' and {source.article.path} is '{source.article.id}'; write the same id"
    yield page.in_front(("id",), message)


RULE = Rule("translation-id", "warning", per_page(check), needs_front_matter=True)
