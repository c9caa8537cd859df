"""A description fits into a search engine's result."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

MOST = 160
"""Characters that search engines show."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield descriptions that are longer than advised."""
    length = len(page.article.front.description or "")
    if length > MOST:
        message = f"description: this is {length} characters long and search engines cut it; write at most {MOST}"
        yield page.in_front(("description",), message)


RULE = Rule("description-long", "warning", per_page(check), needs_front_matter=True)
