"""From rendered HTML to a plain outline: headings, links, images and sections that checks and search take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SKIPPED = frozenset({"script", "style", "template", "svg"})
_ITEMS = frozenset({"td", "th", "li", "dt", "dd"})
_END = "\ue000"  # where an item ends: a dot goes there unless the item has a full stop or the like
_ENDS = re.compile(rf"(\S?) ?{_END}[ {_END}]*")
_STOPS = ("", *".!?…:;,·")
_BREAKS = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "br", "div", "summary", "figcaption", "pre", "table"})


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
class Outline:
    """What stands in a page, in its order; `anchors` are all ids a link may lead to."""

    headings: Sequence[PageHeading] = ()
    links: Sequence[str] = ()
    images: Sequence[tuple[str, str | None]] = ()
    sections: Sequence[PageSection] = ()
    anchors: frozenset[str] = frozenset()

    @property
    def lead(self) -> str:
        """The text before the first heading of level 2."""
        return self.sections[0].text if self.sections else ""


@dataclass
class _OutlineParser(HTMLParser):
    headings: list[PageHeading] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[tuple[str, str | None]] = field(default_factory=list)
    sections: list[PageSection] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._skip = 0
        self._heading: tuple[int, str, list[str]] | None = None
        self._open = ("", "")
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.anchors.add(str(given["id"]))
        if tag in _SKIPPED:
            self._skip += 1
        elif tag in _HEADINGS and not self._skip:
            self._heading = (_HEADINGS[tag], given.get("id") or "", [])
        elif tag == "a" and given.get("href") and "headerlink" not in (given.get("class") or ""):
            self.links.append(str(given["href"]))
        elif tag == "img":
            self.images.append((given.get("src") or "", given.get("alt")))
        if tag in _BREAKS:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag in _HEADINGS and self._heading:
            level, anchor, words = self._heading
            self._heading = None
            text = _fold("".join(words))
            self.headings.append(PageHeading(anchor, text, level))
            if level in (2, 3):
                self.finish_section()
                self._open = (anchor, text)
        elif tag in _BREAKS:
            self._add(_END if tag in _ITEMS else " ")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._add(data)

    def _add(self, text: str) -> None:
        (self._heading[2] if self._heading else self._text).append(text)

    def finish_section(self) -> None:
        text = _fold("".join(self._text))
        if text or self._open[0] or not self.sections:
            self.sections.append(PageSection(self._open[0], self._open[1], text))
        self._text = []


def outline_of_html(html: str) -> Outline:
    """Return the outline of a page's content (the HTML between its title and its end)."""
    reader = _OutlineParser()
    reader.feed(html)
    reader.close()
    reader.finish_section()
    return Outline(
        tuple(heading for heading in reader.headings),
        tuple(reader.links),
        tuple(reader.images),
        tuple(reader.sections),
        frozenset(reader.anchors),
    )


def _fold(text: str) -> str:
    """Return the text with single spaces and a dot between the cells of a row and the items of a list."""
    single = " ".join(text.replace("¶", " ").split())
    parted = _ENDS.sub(lambda end: end[1] + (" " if end[1] in _STOPS else " · "), single)
    return parted.strip().removesuffix(" ·")
