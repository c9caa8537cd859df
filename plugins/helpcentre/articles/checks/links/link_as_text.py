"""A link that is written wrongly is text to readers: `(words)[page.md]`, `[words] (page.md)`, `[words](my page.md)`."""

import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.errors import Finding

_TARGET = r"(?:https?:|mailto:|tel:|www\.|\.{0,2}/|#|[\w./%-]+\.(?:md|html?|png|jpe?g|webp|svg|pdf)\b)"
_KINDS = (
    re.compile(rf"(?P<words>[\w'’-]+(?: [\w'’-]+){{0,5}})\]\((?P<href>{_TARGET}[^()\n]*)\)"),
    re.compile(rf"\((?P<words>[^()\n]{{1,100}})\)\[(?P<href>{_TARGET}[^\]\n]*)\]"),
    re.compile(rf"\[(?P<words>[^\[\]\n]{{1,100}})\][ \t]+\((?P<href>{_TARGET}[^()\n]*)\)"),
    re.compile(rf"\[(?P<words>[^\[\]\n]{{1,100}})\]\((?P<href>{_TARGET}(?![^()\n]*\))[^\s()]*)"),
    re.compile(rf"\[(?P<words>[^\[\]()\n]{{1,100}})\((?P<href>{_TARGET}[^()\n]*)\)"),
)
"""`[` missing, round and square brackets swapped, a space between them, the last `)` missing, `]` missing."""

_SPACED_IMAGE = re.compile(r"^[ \t]*(?P<image>! \[[^\[\]\n]*\]\([^()\s]+\.(?:png|jpe?g|webp|svg|gif)\))", re.MULTILINE)


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:  # noqa: ARG001
    """Yield links that readers see as text; each once, however many of the patterns it fits."""
    for found in _SPACED_IMAGE.finditer(page.masked):
        yield page.in_body(
            found.start("image"), f"a space makes a link of this image; write {found['image'].replace('! [', '![', 1)}"
        )
    if "[" not in page.outline.prose and "](" not in page.outline.prose:
        return
    seen: set[int] = set()
    for pattern in _KINDS:
        for offset, found in page.find_in_prose(pattern):
            if offset not in seen and not _is_in_brackets(page.outline.prose, found):
                remedy = f"[{found['words'].strip()}]({found['href'].strip()})"
                yield page.in_body(offset, f"readers see '{found[0]}' as it is, not as a link; write {remedy}")
            seen.add(offset)


def _is_in_brackets(prose: str, found: re.Match[str]) -> bool:
    """Return whether `[` comes before what was found, so that another pattern has the whole of it."""
    return not found[0].startswith(("[", "(")) and "[" in re.split(r"[\]\n]", prose[: found.start()])[-1]


RULE = Rule("link-as-text", "error", per_page(check))
