"""The title of a FAQ is the question, as customers ask it."""

from collections.abc import Iterator

from helpcentre.articles.checks.site import CheckedSite
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding

RULE = "faq-title-is-a-question"
_MARKS = ("?", "？", "؟", ";")


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield FAQ titles that do not end in a question mark."""
    for page in site.pages.values():
        if page.article.kind is Kind.FAQ and not page.article.title.rstrip().endswith(_MARKS):
            message = f"title: '{page.article.title}' is no question; write it as customers ask it, ending in ?"
            yield page.in_front(("title",), message, RULE, "warning")
