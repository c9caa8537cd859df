"""Separate the prose of a Markdown source from its code, comments and raw text, which rules about prose leave alone.

The rendered page decides what readers see; this finds the place in the source to report. It follows Python-Markdown
with its `fenced_code` extension and pymdown-extensions' `superfences`, without building a tree.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CONTAINERS = r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*[ \t]*"
"""The characters that may precede a fence on its line: indentation, quotation marks and list markers."""
_FENCE = re.compile(rf"^{_CONTAINERS}(?P<fence>`{{3,}}|~{{3,}})(?P<info>.*)$")
_INLINE = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->"
    r"|<(?P<raw>pre|script|style|textarea)\b[^>]*>.*?</(?P=raw)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_KEEPS_INDENT = re.compile(r"[ \t]*(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|!!!|\?\?\?|===[ \t]|:[ \t]|\[\^|/{3,})")
"""The beginning of a block whose indented lines are text: a list, an admonition, a tab, a definition, a footnote."""
_ATX = re.compile(rf"^(?P<indent>{_CONTAINERS})(?P<signs>#{{1,6}})(?P<space>[ \t]*)(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^(?P<sign>=+|-+)[ \t]*$")
_HTML_HEADING = re.compile(r"<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?)</h(?P=level)\s*>", re.IGNORECASE | re.DOTALL)
_CODE_SPAN = re.compile(r"(`+)[ ]?(.+?)[ ]?\1(?!`)")
_LINK_WORDS = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^)]*\)|\[[^\]]*\])?")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.\w][^{}]*\}[ \t]*$")
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|(?<!\w)_{1,3}|~~)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_ESCAPED_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])")


def mask_code(text: str, *, inline: bool = True) -> str:
    """Return `text` with code, comments and raw elements replaced by spaces: every offset and line stays.

    `inline=False` keeps code within a line, which is part of a heading's words.
    """
    lines = text.split("\n")
    for first, last in closed_fences(lines):
        for number in range(first, last + 1):
            lines[number] = " " * len(lines[number])
    _mask_indented_code(lines)

    def blank(found: re.Match[str]) -> str:
        return found[0] if found["ticks"] and not inline else re.sub(r"[^\n]", " ", found[0])

    return _INLINE.sub(blank, "\n".join(lines))


def closed_fences(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line, from 0, of every fenced code block that is closed."""
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        found = _FENCE.match(line)
        if found is None:
            continue
        fence, info = found["fence"], found["info"].strip()
        if opened is None:
            if not (fence.startswith("`") and "`" in info):
                opened = (number, fence)
        elif fence.startswith(opened[1]) and not info:
            yield opened[0], number
            opened = None


def unclosed_fence(lines: list[str]) -> int | None:
    """Return the line, from 0, of the fence that is never closed; None if there is none."""
    after = max((last + 1 for _, last in closed_fences(lines)), default=0)
    for number in range(after, len(lines)):
        found = _FENCE.match(lines[number])
        if found and not (found["fence"].startswith("`") and "`" in found["info"]):
            return number
    return None


def _mask_indented_code(lines: list[str]) -> None:
    """Blank the lines of indented code in place: four spaces after an empty line, outside lists and the like."""
    inside_block, after_blank = False, True
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        indented = line.startswith(("    ", "\t"))
        if not indented:
            inside_block = _KEEPS_INDENT.match(line) is not None or (inside_block and not after_blank)
        elif after_blank and not inside_block:
            lines[number] = " " * len(line)
            continue
        after_blank = False


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """A heading as written: `line` from 0, `column` from 0, its `text` with its markup.

    `style` says how it is written; `spaced` is False if no space follows the `#` signs.
    """

    line: int
    column: int
    level: int
    text: str
    style: str
    """`atx` (#), `setext` (underlined) or `html`."""
    spaced: bool = True


def find_headings(masked: str) -> list[SourceHeading]:
    """Return everything in a masked text that may be a heading, in order; the rendered page says which ones are."""
    lines = masked.split("\n")
    found = [*_atx_headings(lines), *_setext_headings(lines), *_html_headings(masked)]
    return sorted(found, key=lambda heading: (heading.line, heading.column))


def _atx_headings(lines: list[str]) -> Iterator[SourceHeading]:
    for number, line in enumerate(lines):
        match = _ATX.match(line) if "#" in line else None
        if match:
            column, level = match.start("signs"), len(match["signs"])
            yield SourceHeading(
                number, column, level, match["text"], "atx", spaced=bool(match["space"] or not match["text"])
            )


def _setext_headings(lines: list[str]) -> Iterator[SourceHeading]:
    for number, line in enumerate(lines[1:], start=1):
        match = _UNDERLINE.match(line) if line[:1] in ("=", "-") else None
        alone = number < 2 or not lines[number - 2].strip()
        if match and alone and lines[number - 1].strip():
            text = lines[number - 1]
            column = len(text) - len(text.lstrip())
            yield SourceHeading(number - 1, column, 1 if match["sign"].startswith("=") else 2, text.strip(), "setext")


def _html_headings(masked: str) -> Iterator[SourceHeading]:
    for found in _HTML_HEADING.finditer(masked) if "<h" in masked or "<H" in masked else ():
        line = masked.count("\n", 0, found.start())
        column = found.start() - (masked.rfind("\n", 0, found.start()) + 1)
        yield SourceHeading(line, column, int(found["level"]), found["text"], "html")


def plain_text(markdown: str) -> str:
    """Return one line of Markdown without its markup: emphasis, code, links, images, tags, attributes."""
    codes: list[str] = []

    def keep_code(found: re.Match[str]) -> str:
        codes.append(found[2])
        return f"\x02{len(codes) - 1}\x03"

    text = _CODE_SPAN.sub(keep_code, _ATTRIBUTES.sub("", markdown))
    text = _ANY_TAG.sub("", text)
    for pattern, kept in (
        (_LINK_WORDS, r"\1"),
        (_LINK_WORDS, r"\1"),
        (_EMPHASIS, r"\2"),
        (_EMPHASIS, r"\2"),
        (_ESCAPED_SIGN, r"\1"),
    ):
        text = pattern.sub(kept, text)
    text = html.unescape(text)
    text = re.sub("\x02([0-9]+)\x03", lambda found: codes[int(found[1])] if int(found[1]) < len(codes) else "", text)
    return " ".join(text.split())
