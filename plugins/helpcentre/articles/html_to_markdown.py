"""The HTML of a finished page as Markdown that says the same: for programs that read text."""

import re
from collections.abc import Callable, Iterator, Sequence

from helpcentre.articles.html_tree import Element, parse_html

Absolute = Callable[[str], str]
"""Turns the address of a link or a picture into a full one."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_CODE = frozenset({"code", "kbd", "samp"})
_INLINE = frozenset(
    {*_MARKS, *_CODE, "a", "abbr", "bdi", "bdo", "br", "cite", "dfn", "img", "ins", "mark", "q", "small"}
)
_INLINE |= frozenset({"span", "sub", "sup", "time", "u", "var", "wbr", "label"})
_SPECIAL = re.compile(r"(?P<mark>[\\`*_\[\]])|(?P<entity><|~(?=~)|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(?=[-+#>=|:] ?)|^(\d+)(?=[.)]\s)", re.MULTILINE)
_LIST_ITEM = re.compile(r"(?:-|\d+\.) ")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def markdown_of_html(html: str, absolute: Absolute) -> str:
    """Return the Markdown of a page's content, ending in a line feed if there is any.

    `absolute` is given every address as it is written in `html`.
    """
    text = "\n\n".join(_MarkdownWriter(absolute).write_blocks(parse_html(html)))
    return f"{text}\n" if text else ""


class _MarkdownWriter:
    """Writes the blocks of elements; one that holds text and blocks gives its text a block between them."""

    def __init__(self, absolute: Absolute) -> None:
        self.absolute = absolute

    def write_blocks(self, parent: Element) -> Iterator[str]:
        """Yield the blocks in an element, each without blank lines around it."""
        inline: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, Element) and not child.is_read:
                continue
            if isinstance(child, str) or child.tag in _INLINE:
                inline.append(child)
                continue
            yield from self._write_paragraph(inline)
            inline = []
            yield from self._write_block(child)
        yield from self._write_paragraph(inline)

    def _write_block(self, element: Element) -> Iterator[str]:
        tag = element.tag
        if tag in _HEADINGS:
            yield from (f"{'#' * _HEADINGS[tag]} {text}" for text in self._write_line(element))
        elif tag in ("ul", "ol"):
            yield from self._write_list(element)
        elif tag == "table":
            yield from self._write_table(element)
        elif tag == "pre":
            yield _write_code_block(element)
        elif tag == "blockquote" or "admonition" in element.classes:
            text = "\n\n".join(self.write_blocks(element))
            yield "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
        elif tag in ("summary", "caption", "dt") or "admonition-title" in element.classes:
            yield from (f"**{text.replace('**', '')}**" for text in self._write_line(element))
        elif tag in ("video", "audio"):
            yield from self._write_media(element)
        elif tag == "hr":
            yield "---"
        else:
            yield from self.write_blocks(element)

    def _write_paragraph(self, inline: Sequence[Element | str]) -> Iterator[str]:
        written = "".join(map(self._write_inline, inline))
        if written.strip(" \n"):  # most often there is only the white space between two blocks
            text = re.sub(r" *\\\n *", "\\\\\n", written).strip(" \n")
            text = re.sub(r" {2,}", " ", text)
            yield _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", text)

    def _write_line(self, element: Element) -> Iterator[str]:
        """Yield the text of an element on one line, if it has any."""
        text = _SPACES.sub(" ", self._write_children(element).replace("\\\n", " ")).strip()
        if text:
            yield text

    def _write_children(self, element: Element) -> str:
        return "".join(map(self._write_inline, element.children))

    def _write_inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return _escape_text(node)
        if not node.is_read:
            return ""
        if node.tag == "br":
            return "\\\n"
        if node.tag == "img":
            return f"![{_escape_line(node.attributes.get('alt') or '')}]({self._full_address(node, 'src')})"
        if node.tag in _CODE:
            return _write_code(_SPACES.sub(" ", node.text()))
        text = self._write_children(node)
        if node.tag == "a" and node.attributes.get("href") and text.strip():
            return _wrap_text(text, "[", f"]({self._full_address(node, 'href')})")
        mark = _MARKS.get(node.tag, "")
        return _wrap_text(text, mark, mark) if mark and text.strip() else text

    def _full_address(self, node: Element, name: str) -> str:
        address = self.absolute((node.attributes.get(name) or "").strip())
        return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", address)

    def _write_list(self, element: Element) -> Iterator[str]:
        start = element.attributes.get("start") or "1"
        number = int(start) if start.isdecimal() else 1
        items = []
        for item in element.children:
            if not isinstance(item, Element) or item.tag != "li":
                continue
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            blocks = list(self.write_blocks(item))
            is_tight = all(_LIST_ITEM.match(block) for block in blocks[1:])
            text = ("\n" if is_tight else "\n\n").join(blocks)
            items.append(marker + text.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
        if items:
            yield "\n".join(items)

    def _write_table(self, table: Element) -> Iterator[str]:
        for caption in table.find_all("caption"):
            yield from self._write_block(caption)
        rows = [
            [self._write_cell(cell) for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")]
            for row in table.find_all("tr")
        ]
        rows = [row for row in rows if row]
        if rows:
            width = max(map(len, rows))
            lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
            yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _write_cell(self, cell: Element) -> str:
        text = " ".join(self.write_blocks(cell)) if any(cell.find_all("p", "ul", "ol", "div")) else ""
        return _SPACES.sub(" ", text or "".join(self._write_line(cell))).replace("|", "\\|")

    def _write_media(self, media: Element) -> Iterator[str]:
        sources = [one for one in (media, *media.find_all("source")) if one.attributes.get("src")]
        name = _escape_line(media.attributes.get("aria-label") or media.attributes.get("title") or media.tag)
        if sources:
            yield f"[{name}]({self._full_address(sources[0], 'src')})"


def _wrap_text(text: str, before: str, after: str) -> str:
    """Return text within marks, with the spaces at its ends outside them: `** a**` would not be bold."""
    core = text.strip(" ")
    start = text.index(core)
    return f"{text[:start]}{before}{core}{after}{text[start + len(core) :]}"


def _escape_text(text: str) -> str:
    """Return text in which no sign is read as Markdown; not every program knows a backslash before `<`."""
    text = _SPACES.sub(" ", text)
    return _SPECIAL.sub(lambda found: f"\\{found[0]}" if found["mark"] else f"&#{ord(found[0])};", text)


def _escape_line(text: str) -> str:
    return _escape_text(text).strip()


def _write_code(text: str) -> str:
    """Return code within as many backticks as its text needs."""
    if not text.strip():
        return ""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text.strip()}{pad}{fence}"


def _write_code_block(element: Element) -> str:
    text = element.text().strip("\n")
    classes = [name for code in element.find_all("code") for name in code.classes]
    language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
    fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    return f"{fence}{language}\n{text}\n{fence}"
