"""A title fits on one line of a search engine's results, and of the site's lists on a phone."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

MOST = 80
"""Characters; search engines show about 60, and words in Estonian or Indonesian are longer than in English."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield titles that are longer than advised."""
    length = len(page.article.title)
    if length > MOST:
        message = f"title: this is {length} characters long and search engines cut it; write at most {MOST}"
        yield page.in_front(("title",), message)


RULE = Rule("title-long", "warning", per_page(check), needs_front_matter=True)
