"""The source of a diagram is code to readers unless something draws it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_FENCE = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*\.)?(?P<name>mermaid|plantuml|puml|dot|graphviz|d2|chart|vega-lite)\b",
    re.MULTILINE,
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield diagrams that are published as code."""
    for found in _FENCE.finditer(page.article.body):
        if f"language-{found['name']}" in page.outline.code_languages:
            message = f"readers see the code of this {found['name']} diagram; save it as an image with a description"
            yield page.in_body(found.start("name"), message)


RULE = Rule("diagram-code", "warning", per_page(check))
