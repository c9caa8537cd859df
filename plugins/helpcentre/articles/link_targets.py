"""Find links and images in a Markdown text, as their writer wrote them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.articles.markdown_source import mask_code

_INLINE = re.compile(r"\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:\\.|\([^\s()]*\)|[^\s()\\])+))")
_TAG = re.compile(
    r"<(?P<tag>a|img)\s(?:[^<>]*?\s)?(?:href|src)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]+))",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*<?(?P<bare>[^\s<>]+)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """An address within a text: `raw` is written at `offset`, `href` is what a browser gets.

    `image` is None for a definition (`[x]: a.md`), which serves links and images; `html`: it is in an HTML tag.
    """

    href: str
    raw: str
    offset: int
    image: bool | None
    html: bool = False


def find_link_targets(text: str) -> list[LinkTarget]:
    """Return every destination in `text`, code and comments left out: in order, the definitions last."""
    seen = mask_code(text)
    used = sorted([*_find_inline(seen), *_find_in_tags(seen)], key=lambda one: one.offset)
    return [*used, *(_read_target(found, None) for found in _DEFINITION.finditer(seen))]


def _find_inline(text: str) -> Iterator[LinkTarget]:
    for found in _INLINE.finditer(text):
        yield _read_target(found, _is_image(text, found.start()))


def _find_in_tags(text: str) -> Iterator[LinkTarget]:
    for found in _TAG.finditer(text):
        yield _read_target(found, found["tag"].lower() == "img", in_html=True)


def _read_target(found: re.Match[str], image: bool | None, *, in_html: bool = False) -> LinkTarget:
    group = next(name for name, value in found.groupdict().items() if name != "tag" and value is not None)
    raw = found[group]
    plain = raw if in_html else _ESCAPED.sub(r"\1", raw)
    return LinkTarget(html.unescape(plain), raw, found.start(group), image, in_html)


def _is_image(text: str, closing: int) -> bool:
    """Return whether the bracket at `closing` ends the words of an image: the bracket that opens it follows a `!`."""
    depth = 0
    for place in range(closing, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if not depth:
            return text[place - 1 : place] == "!"
    return False
