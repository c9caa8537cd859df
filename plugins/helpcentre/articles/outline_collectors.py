"""The parts of an outline, each collected from start tags, end tags and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Attributes = dict[str, str | None]
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
BREAKS = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "br", "div", "summary", "figcaption", "pre", "table"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CODE = frozenset({"code", "pre", "kbd", "samp", "var", "textarea", "math"})
_ITEMS = frozenset({"td", "th", "li", "dt", "dd"})
_END = "\ue000"  # where an item ends: a dot goes there unless the item has a full stop or the like
_ENDS = re.compile(rf"(\S?) ?{_END}[ {_END}]*")
_STOPS = ("", *".!?…:;,·")
_MAY_STAY_OPEN = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "option",
        "optgroup",
        "rt",
        "rp",
        "html",
        "head",
        "body",
    ]
)
"""Elements whose end tag HTML allows to leave out."""
_LOADS = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "link": ("href",),
    "input": ("src",),
    "form": ("action",),
}
"""Attributes that name a file the browser loads, or an address it sends to."""


@dataclass(frozen=True, slots=True)
class PageHeading:
    """A heading with its anchor; `level` is 1 to 6."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class PageSection:
    """The text below one heading (`id` and `heading` empty: before the first)."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link; `text` is what readers see or screen readers say, the words of its images among them."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image; `alt` is None if it has no such attribute."""

    src: str
    alt: str | None


@dataclass(frozen=True, slots=True)
class PageElement:
    """A tag that loads, runs or styles something: `value` is that of the attribute `name` (empty: its content)."""

    tag: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PageItem:
    """The beginning of a list item: how deep its list is nested (from 1), and its number if its list is numbered."""

    text: str
    depth: int
    number: int | None


class SectionCollector:
    """Headings, and the text below each heading of level 2 or 3."""

    def __init__(self) -> None:
        self.headings: list[PageHeading] = []
        self.sections: list[PageSection] = []
        self._heading: tuple[int, str, list[str]] | None = None
        self._section = ("", "")
        self._text: list[str] = []

    def start(self, tag: str, given: Attributes, *, skipped: bool) -> None:
        """Take a start tag."""
        if tag in _HEADINGS and not skipped:
            self._heading = (_HEADINGS[tag], given.get("id") or "", [])
        elif tag in BREAKS:
            self.add(" ")

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag in _HEADINGS and self._heading:
            level, anchor, words = self._heading
            self._heading = None
            text = _fold_text("".join(words))
            self.headings.append(PageHeading(anchor, text, level))
            if level in (2, 3):
                self.finish()
                self._section = (anchor, text)
        elif tag in BREAKS:
            self.add(_END if tag in _ITEMS else " ")

    def add(self, text: str) -> None:
        """Take text."""
        (self._heading[2] if self._heading else self._text).append(text)

    def finish(self) -> None:
        """End the section that is open."""
        text = _fold_text("".join(self._text))
        if text or self._section[0] or not self.sections:
            self.sections.append(PageSection(self._section[0], self._section[1], text))
        self._text = []


class NestingCollector:
    """Elements that are not closed, end tags that close nothing, and whether one of our blocks is open."""

    def __init__(self) -> None:
        self.stray: list[str] = []
        self.has_blocks = False
        self.block_depth: int | None = None
        """The number of elements around our block that is open; None if none is."""
        self._open: list[str] = []
        self._unclosed: list[str] = []

    def open(self, tag: str, *, is_block: bool) -> None:
        """Take the start tag of an element that is not void."""
        if is_block and self.block_depth is None:
            self.block_depth = len(self._open)
            self.has_blocks = True
        self._open.append(tag)

    def close(self, tag: str) -> None:
        """Take an end tag: it closes the nearest element of its name and everything inside that."""
        if tag not in self._open:
            self.stray.append(tag)
            return
        last = ""
        while last != tag:
            last = self._open.pop()
            if last != tag and last not in _MAY_STAY_OPEN:
                self._unclosed.append(last)
        if self.block_depth is not None and len(self._open) <= self.block_depth:
            self.block_depth = None

    def finish(self) -> Iterator[str]:
        """Yield the names of elements that HTML requires to be closed and that are not."""
        yield from self._unclosed
        yield from (tag for tag in self._open if tag not in _MAY_STAY_OPEN)


class LinkCollector:
    """Links with their words, images, and everything that loads, runs or styles."""

    def __init__(self) -> None:
        self.links: list[PageLink] = []
        self.images: list[PageImage] = []
        self.elements: list[PageElement] = []
        self._href: str | None = None
        self._words: list[str] = []

    def start(self, tag: str, given: Attributes) -> None:
        """Take a start tag."""
        if tag == "a" and given.get("href") is not None and "headerlink" not in (given.get("class") or ""):
            self.end("a")
            self._href = str(given["href"])
            self._words = [f"{given.get('aria-label') or given.get('title') or ''} "]
        elif tag == "img":
            self.images.append(PageImage(given.get("src") or "", given.get("alt")))
            self.add(given.get("alt") or "")
        loads = _LOADS.get(tag, ())
        for name, value in given.items():
            if name in loads or name == "style" or name.startswith("on"):
                self.elements.append(PageElement(tag, name, value or ""))
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in (given.get("type") or "")):
            self.elements.append(PageElement(tag, "", ""))

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag == "a" and self._href is not None:
            self.links.append(PageLink(self._href, " ".join("".join(self._words).split())))
            self._href = None

    def add(self, text: str) -> None:
        """Take text."""
        if self._href is not None:
            self._words.append(text)


class ListCollector:
    """The items of all lists."""

    def __init__(self) -> None:
        self.items: list[PageItem] = []
        self._next_numbers: list[int | None] = []
        self._item: tuple[int, int | None, list[str]] | None = None

    def start(self, tag: str, given: Attributes) -> None:
        """Take a start tag."""
        if tag in ("ul", "ol"):
            self._end_item()
            start = given.get("start") or ""
            first = int(start) if re.fullmatch(r"-?[0-9]{1,9}", start) else 1
            self._next_numbers.append(first if tag == "ol" else None)
        elif tag == "li":
            self._end_item()
            number = self._next_numbers[-1] if self._next_numbers else None
            if number is not None:
                self._next_numbers[-1] = number + 1
            self._item = (max(1, len(self._next_numbers)), number, [])

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag in ("li", "ul", "ol"):
            self._end_item()
        if tag in ("ul", "ol") and self._next_numbers:
            self._next_numbers.pop()

    def add(self, text: str) -> None:
        """Take text."""
        if self._item:
            self._item[2].append(text)

    def _end_item(self) -> None:
        if self._item:
            depth, number, words = self._item
            self.items.append(PageItem(" ".join("".join(words).split())[:80], depth, number))
            self._item = None


class ProseCollector:
    """The visible text outside code, a line feed after each block; and how each block of code begins."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.code_blocks: list[str] = []
        self._code = 0
        self._block: list[str] | None = None

    def start(self, tag: str) -> None:
        """Take a start tag."""
        if tag == "pre":
            self._block = []
        if tag in _CODE:
            self._code += 1
            self.pieces.append("\ufffc")  # code was here: the words around it do not touch
        elif tag in BREAKS or tag in _HEADINGS:
            self.pieces.append("\n")

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if tag == "pre" and self._block is not None:
            self.code_blocks.append("".join(self._block).strip().split("\n")[0].strip())
            self._block = None
        if tag in _CODE:
            self._code = max(0, self._code - 1)
        elif tag in BREAKS or tag in _HEADINGS:
            self.pieces.append("\n")

    def add(self, text: str) -> None:
        """Take text."""
        if not self._code:
            self.pieces.append(text)
        elif self._block is not None:
            self._block.append(text)


def _fold_text(text: str) -> str:
    """Return the text with single spaces and a dot between the cells of a row and the items of a list."""
    single = " ".join(text.replace("¶", " ").split())
    parted = _ENDS.sub(lambda end: end[1] + (" " if end[1] in _STOPS else " · "), single)
    return parted.strip().removesuffix(" ·")
