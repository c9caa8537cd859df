"""Markdown is not rendered within an HTML element without the attribute `markdown`: readers see its signs."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.structure.html_tags import element_around
from helpcentre.errors import Finding

_MARKDOWN = re.compile(
    r"^[ \t]*\|[^\n]*\|[ \t]*$|^[ \t]*(?:[-*+]|[0-9]{1,2}\.|#{2,6})[ \t]+\S[^\n]*$"
    r"|(?<![*\w\\])\*\*[^\s*][^*\n]*(?<!\s)\*\*(?!\*)|(?<!`)`[^`\n]+`(?!`)"
    r"|(?<!\])\[[^\[\]\n]{1,100}\]\((?:https?:|mailto:|\.{0,2}/|#|[\w./%-]+\.md\b)[^()\s]*\)",
    re.MULTILINE,
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield each element that has complete Markdown in it which readers see as text."""
    reported: set[int] = set()
    for offset, found in page.find_in_prose(_MARKDOWN):
        outer = element_around(page.masked, offset)
        if outer is None or outer.start() in reported:
            continue
        reported.add(outer.start())
        name = outer["name"]
        message = (
            f"readers see '{found[0].strip()}' as it is, because Markdown is not read within <{name}>; "
            f"write <{name} markdown> and add md_in_html to markdown_extensions in mkdocs.yml"
        )
        yield page.in_body(outer.start(), message)


RULE = Rule("markdown-in-html", "error", per_page(check))
