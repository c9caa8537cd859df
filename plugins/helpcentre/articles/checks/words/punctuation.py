"""Slips of the keyboard at the end of a word: a space before a comma, two full stops, no space after one."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_KINDS = (
    (re.compile(r"(?<=\w) +(?P<sign>[,.])(?=\s|$)", re.MULTILINE), "a space comes before '{sign}'; remove it"),
    (
        re.compile(r"(?<=[^\W\d_])(?<!\.)\.\.(?=\s|$)", re.MULTILINE),
        "two full stops follow each other; write one, or … for three",
    ),
    (re.compile(r"(?<=[^\W\d_])(?P<sign>,),(?=\s|$)", re.MULTILINE), "two commas follow each other; write one"),
    (
        re.compile(r"(?<![\w./@-])[a-zà-ž]{3,}\.(?=[A-ZÀ-Ž][a-zà-ž]{1,15}(?:[ ,]))"),
        "a space is missing after the full stop; write one",
    ),
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield signs with a space too many or too few, and signs written twice."""
    for pattern, message in _KINDS:
        for found in pattern.finditer(page.outline.prose):
            context = page.outline.prose[max(0, found.start() - 12) : found.end()].split("\n")[-1].split("\ufffc")[-1]
            offset = page.masked.find(context)
            if offset >= 0:  # else markup comes between the sign and the words before it
                sign = found.groupdict().get("sign", "")
                yield page.in_body(offset + len(context) - 1, message.format(sign=sign))


RULE = Rule("punctuation", "warning", per_page(check))
