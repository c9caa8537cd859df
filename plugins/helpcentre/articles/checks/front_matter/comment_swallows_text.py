"""A space and `#` begin a comment in YAML: in `title: Order #12`, the title is "Order"."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_COMMENT = re.compile(
    r"^(?P<key>title|description|owner):[ \t]+(?P<text>[^\s'\"#|>][^\n]*?)[ \t]+#(?P<lost>[^\n]*)$", re.M
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield texts of front matter that are cut at a `#`."""
    source = page.article.source
    front = "\n".join(source.split("\n")[: page.article.body_line - 1])
    for found in _COMMENT.finditer(front):
        if re.match(r"[ \t]*(?:helpcentre|yamllint|prettier)\b", found["lost"]):
            continue
        line = front.count("\n", 0, found.start()) + 1
        text = found[0].partition(":")[2].strip().replace("\\", "\\\\").replace('"', '\\"')
        message = f'{found["key"]}: the text after # is a comment and is not shown; write "{text}" in quotes'
        yield Finding(page.article.path, line, found.start("lost") - found.start(), message)


RULE = Rule("comment-swallows-text", "warning", per_page(check))
