"""Nothing is left of the skeleton that `helpcentre new` wrote."""

import re
from collections.abc import Iterator
from functools import cache

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding
from helpcentre.language.builtin import shipped_languages
from helpcentre.language.strings import strings

_INSTRUCTIONS = (
    "answer",
    "more_text",
    "symptom",
    "cause",
    "how_to_tell",
    "step_1",
    "step_2",
    "stuck_text",
    "promise_text",
)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield lines that are still those of a skeleton, in any language, and its example of `asks`."""
    texts = _skeleton_lines()
    for line, written in enumerate(page.masked.split("\n")):
        words = re.sub(r"^[ \t]*(?:[-*+]|[0-9]+\.|#{1,6})?[ \t]*", "", written).strip()
        if words in texts:
            message = f"'{words}' is the text of a new article; write your own"
            yield page.at_line(line, written.index(words), message)
    for position, ask in enumerate(page.article.front.asks):
        if ask in _skeleton_asks():
            yield page.in_front(("asks", position), f"asks: '{ask}' is the text of a new article; write your own")


@cache
def _skeleton_lines() -> frozenset[str]:
    found = [strings(language).under("new") for language in shipped_languages()]
    return frozenset(words[key] for words in found for key in _INSTRUCTIONS if key in words)


@cache
def _skeleton_asks() -> frozenset[str]:
    return frozenset(strings(language)["new.ask"] for language in shipped_languages())


RULE = Rule("skeleton-text", "warning", per_page(check))
