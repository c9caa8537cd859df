"""Related links go to articles, not to lists of articles."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield ids in `related` and `most_asked` of pages that are not articles."""
    article = page.article
    for key, names in (("related", article.front.related), ("most_asked", article.front.most_asked)):
        for position, name in enumerate(names):
            other = site.by_id.get((article.language, name))
            if other is not None and not other.article.kind.is_article:
                message = f"{key}: '{name}' is a {other.article.kind.value}; name an article instead"
                yield page.in_front((key, position), message)


RULE = Rule("related-not-an-article", "warning", per_page(check), needs_front_matter=True)
