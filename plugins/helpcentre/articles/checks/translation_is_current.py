"""A translation says which version of the source text it was made from; when the source moves on, it is behind."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

RULE = "translation-is-current"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield translations whose `source_version` is not the default language's version of today."""
    for page in site.pages.values():
        article = page.article
        wanted = article.front.source_version
        source = site.by_id.get((site.languages.default, article.id))
        if wanted and article.language != site.languages.default and source and source.article.version != wanted:
            message = (
                f"source_version: {source.article.path} has changed since this translation; "
                f"bring it up to date and set source_version: {source.article.version}"
            )
            yield page.in_front(("source_version",), message, RULE, "warning")
