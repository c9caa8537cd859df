"""Names that refer to something defined elsewhere in support.yml."""

from collections.abc import Iterable, Iterator
from typing import Any

from helpcentre.errors import Finding, did_you_mean
from helpcentre.marked_yaml.loading import Document, Key
from helpcentre.support.raw_yaml import as_list

RULE = "support"


def unknown_name(document: Document, key: Key, name: Any, known: Iterable[Any], what: str) -> Iterator[Finding]:
    """Yield a finding if `name` is text that is not among `known`; `what` says what it should name."""
    names = [str(item) for item in known]
    if isinstance(name, str) and name not in names:
        hint = did_you_mean(name, names)
        listed = f" (defined: {', '.join(names)})" if names and not hint else ""
        message = f"unknown {what} '{name}'{hint or '; correct the name or add it'}{listed}"
        yield document.finding(key, message, rule=RULE)


def unknown_names(document: Document, key: Key, names: Any, known: Iterable[Any], what: str) -> Iterator[Finding]:
    """Yield a finding for each name of a list that is not among `known`."""
    names_known = list(known)
    for index, name in enumerate(as_list(names)):
        yield from unknown_name(document, (*key, index), name, names_known, what)
