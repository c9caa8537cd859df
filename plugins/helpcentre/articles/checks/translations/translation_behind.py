"""A translation says which version of the source text it was made from; once the source changes, it is out of date."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield translations whose `source_version` is not the current version of the source."""
    source = site.source_of(page)
    if source is not None and site.is_behind(page):
        message = (
            f"source_version: {source.article.path} has changed since this translation; "
            f"bring it up to date and set source_version: {source.article.version}"
        )
        yield page.in_front(("source_version",), message)


RULE = Rule("translation-behind", "warning", per_page(check), needs_front_matter=True)
