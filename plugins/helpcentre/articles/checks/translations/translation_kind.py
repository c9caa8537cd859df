"""A translation is the same kind of page as its source."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations of another kind than their source."""
    source = site.source_of(page)
    if source is not None and source.article.kind is not page.article.kind:
        own, other = page.article.kind.value, source.article.kind.value
        yield page.in_front(
            ("kind",), f"kind: this is '{own}' and {source.article.path} is '{other}'; write kind: {other}"
        )


RULE = Rule("translation-kind", "warning", per_page(check), needs_front_matter=True)
