"""A web address in the text is not a link unless it is written as one."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_ADDRESS = re.compile(r"(?<![\w/.])https?://[^\s<>()\[\]{}\"'“”‘’\ufffc]*[^\s<>()\[\]{}\"'“”‘’\ufffc.,:;!?…]")


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield addresses that readers see and cannot follow."""
    linked = [link.text for link in page.outline.links if "://" in link.text]
    for offset, found in page.find_in_prose(_ADDRESS):
        before = page.masked[max(0, offset - 1) : max(0, offset)]
        if any(found[0] in text for text in linked) or before in ("(", "=", '"', "'"):
            continue
        message = f"readers cannot follow '{found[0]}'; write <{found[0]}>, or put it in backticks if it is not a link"
        yield page.in_body(offset, message)


RULE = Rule("link-bare", "warning", per_page(check))
