"""A link that is written wrongly is text to readers: `(words)[page.md]`, `[words] (page.md)`, `[words](my page.md)`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_TARGET = r"(?:https?:|mailto:|tel:|www\.|\.{0,2}/|#|[\w./%-]+\.(?:md|html?|png|jpe?g|webp|svg|pdf)\b)"
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\([^()\n]{{1,100}}\)\[{_TARGET}[^\]\n]*\]"), "write [words](address): square brackets come first"),
    (re.compile(rf"\[[^\[\]\n]{{1,100}}\][ \t]+\({_TARGET}[^()\n]*\)"), "remove the space between ] and ("),
    (re.compile(rf"\[[^\[\]\n]{{1,100}}\]\({_TARGET}(?![^()\n]*\))"), "write ) after its address"),
    (re.compile(rf"\[[^\[\]()\n]{{1,100}}\({_TARGET}[^()\n]*\)"), "write ] before ("),
)  # fmt: skip


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield links that readers see as text; each once, however many of the patterns it fits."""
    if "[" not in page.outline.prose:
        return
    seen: set[int] = set()
    for pattern, remedy in _KINDS:
        for offset, found in page.find_in_prose(pattern):
            if offset not in seen:
                yield page.in_body(offset, f"readers see '{found[0]}' as it is, not as a link; {remedy}")
            seen.add(offset)


RULE = Rule("link-as-text", "error", per_page(check))
