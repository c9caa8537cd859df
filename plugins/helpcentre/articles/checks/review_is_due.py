"""Somebody reads every article again in its rhythm. Time passing never breaks a build: this is a warning of `check`."""

from collections.abc import Iterator
from datetime import date

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

RULE = "review-is-due"


def check(site: CheckedSite, today: date) -> Iterator[Finding]:
    """Yield articles whose next review lies in the past, and reviews dated in the future."""
    for page in site.pages.values():
        article = page.article
        if article.reviewed and article.reviewed > today:
            message = f"reviewed: {article.reviewed} is not yet; write the day it was read"
            yield page.in_front(("reviewed",), message, RULE, "warning")
        elif article.due and article.due < today:
            owner = f" ({article.front.owner})" if article.front.owner else ""
            message = f"reviewed: the next review was due on {article.due}{owner}; read it and set reviewed: {today}"
            yield page.in_front(("reviewed",), message, RULE, "warning")
