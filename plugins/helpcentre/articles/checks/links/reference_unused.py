"""A definition of a link or footnote, `[ref]: page.md` or `[^1]: a note`, belongs to a use of it."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]\n]+)\]:[ \t]*\n?[ \t]*\S", re.MULTILINE)
_USE = re.compile(r"\[(?P<name>[^\[\]\n]+)\](?!:[ \t])")

_COMMENTS = frozenset({"//", "#", "comment", "_"})
"""Names of definitions that writers use as comments: `[//]: # (words)`."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield definitions that nothing uses."""
    definitions = list(_DEFINITION.finditer(page.masked))
    if not definitions:
        return
    body = _DEFINITION.sub("", page.article.body)
    used = {_fold_name(found["name"]) for found in _USE.finditer(body)}
    for found in definitions:
        if _fold_name(found["name"]) not in used and found["name"] not in _COMMENTS:
            yield page.in_body(found.start(), _explain_definition(found["name"]))


def _explain_definition(name: str) -> str:
    if name.startswith("^"):
        return f"nothing refers to the footnote [{name}]; write [{name}] where it belongs, or remove the note"
    return f"no link uses [{name}]; remove this line, or write [words][{name}]"


def _fold_name(name: str) -> str:
    return " ".join(name.split()).casefold()


RULE = Rule("reference-unused", "warning", per_page(check))
