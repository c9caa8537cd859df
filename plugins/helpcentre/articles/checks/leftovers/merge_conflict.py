"""A merge that was never finished leaves both versions of a text, and Git's markers, on the page."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding
from helpcentre.marked_yaml.syntax_errors import MERGE_CONFLICT

_MARKER = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the first marker of each conflict; that in front matter is found when it is read."""
    last = ""
    for found in _MARKER.finditer(page.masked) if "<<<<<<<" in page.masked or ">>>>>>>" in page.masked else ():
        if found[0] != ">>>>>>>" or last != "<<<<<<<":
            yield page.in_body(found.start(), MERGE_CONFLICT)
        last = found[0]


RULE = Rule("merge-conflict", "error", per_page(check))
