"""The title of a FAQ is the question, as customers ask it."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding

_MARKS = ("?", "？", "؟", ";")  # the last is the Greek question mark as keyboards type it


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield FAQ titles that do not end in a question mark."""
    if page.article.kind is Kind.FAQ and not page.article.title.rstrip().endswith(_MARKS):
        message = f"title: '{page.article.title}' is not a question; write it as customers ask it, ending in ?"
        yield page.in_front(("title",), message)


RULE = Rule("title-not-a-question", "warning", per_page(check), needs_front_matter=True)
