"""A title in capitals is hard to read, and screen readers may spell it out."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

FEWEST_WORDS = 3
"""Shorter titles may be abbreviations, as "FAQ" or "VAT ID"."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield titles without a lower-case letter."""
    title = page.article.title
    if title.isupper() and len(title.split()) >= FEWEST_WORDS:
        yield page.in_front(("title",), f"title: this is in capitals; write '{title.capitalize()}'")


RULE = Rule("title-capitals", "warning", per_page(check), needs_front_matter=True)
