"""An article lists the customers' own words, so that search finds it by them."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

RULE = "asks-are-given"


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield articles without `asks`, and the same words asked of two articles."""
    taken: dict[tuple[str, str], str] = {}
    for page in site.pages.values():
        article = page.article
        if article.kind.is_article and not article.front.asks:
            message = "asks: is missing; list three or more things customers type when they look for this"
            yield page.in_front((), message, RULE, "warning")
        for position, ask in enumerate(article.front.asks):
            first = taken.setdefault((article.language, ask.casefold()), article.path)
            if first != article.path:
                message = f"asks: '{ask}' is also asked of {first}; only one of the two can come first"
                yield page.in_front(("asks", position), message, RULE, "warning")
