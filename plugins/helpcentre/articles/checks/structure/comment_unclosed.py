"""A comment is closed: otherwise readers see it, or nothing of the page after it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield comments that are never closed."""
    offset = page.masked.find("<!--") if "<!--" in page.article.body else -1
    if offset >= 0:
        yield page.in_body(offset, "this comment is never closed; write --> at its end")


RULE = Rule("comment-unclosed", "error", per_page(check))
