"""A fenced code block within a list is code only with the extension superfences: else its lines run together."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.markdown_source import closed_fences
from helpcentre.errors import Finding


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield indented fences whose first line begins no block of code."""
    if "```" not in page.article.body and "~~~" not in page.article.body:
        return
    lines = page.article.body.split("\n")
    for first, last in closed_fences(lines):
        indent = len(lines[first]) - len(lines[first].lstrip())
        code = next((line.strip() for line in lines[first + 1 : last] if line.strip()), "")
        if indent and code and code not in page.outline.code_blocks:
            message = (
                "readers do not see this as code; indent all of its lines by four spaces, "
                "or add pymdownx.superfences to markdown_extensions in mkdocs.yml"
            )
            yield page.at_line(first, indent, message)


RULE = Rule("fence-indented", "warning", per_page(check))
