"""A code block is closed: otherwise readers see its backticks, or the rest of the page as code."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.markdown_source import unclosed_fence
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the fence that is never closed."""
    body = page.article.body
    if "```" not in body and "~~~" not in body:
        return
    lines = body.split("\n")
    line = unclosed_fence(lines)
    if line is not None:
        indent = len(lines[line]) - len(lines[line].lstrip())
        fence = lines[line].strip()[:3]
        yield page.at_line(line, indent, f"this code block is never closed; write a line with {fence} after the code")


RULE = Rule("fence-unclosed", "error", per_page(check))
