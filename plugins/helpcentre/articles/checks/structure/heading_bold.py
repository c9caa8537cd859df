"""A line in bold that serves as a heading is invisible to the table of contents, to search and to screen readers."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_BOLD_LINE = re.compile(
    r"(?:\A|\n)[ \t]*\n?(?P<line>(?P<sign>\*\*|__)(?=\S)(?P<text>[^*_\n]{2,60}?)(?P=sign))[ \t]*\n"
    r"[ \t]*\n[ \t]*(?=[^\s:])"
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield paragraphs of a few bold words, without a full stop, that text follows."""
    if "**" not in page.masked and "__" not in page.masked:
        return
    for found in _BOLD_LINE.finditer(page.masked):
        before = page.masked[: found.start("line")]
        starts_paragraph = not before.strip() or before.endswith("\n\n") or not before.rsplit("\n", 2)[-2].strip()
        if starts_paragraph and not found["text"].rstrip().endswith((".", "!", "?", ",", ";", ":")):
            message = f"'{found['text']}' looks like a heading but is only bold; write it with ##"
            yield page.in_body(found.start("line"), message)


RULE = Rule("heading-bold", "warning", per_page(check))
