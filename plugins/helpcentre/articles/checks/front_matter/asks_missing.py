"""An article lists the customers' own words, so that search finds it by them."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield articles without `asks`."""
    if page.article.kind.is_article and not page.article.front.asks:
        message = "asks: is missing; list three or more things customers type when they look for this"
        yield page.in_front((), message)


RULE = Rule("asks-missing", "warning", per_page(check), needs_front_matter=True)
