"""From the rendered HTML of a page to a plain outline: everything that checks and search need to know about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpcentre.articles.html_parser import ContentParser
from helpcentre.articles.outline_collectors import (
    VOID,
    Attributes,
    LinkCollector,
    ListCollector,
    NestingCollector,
    PageElement,
    PageHeading,
    PageImage,
    PageItem,
    PageLink,
    PageSection,
    ProseCollector,
    SectionCollector,
)

__all__ = [
    "Outline",
    "PageElement",
    "PageHeading",
    "PageImage",
    "PageItem",
    "PageLink",
    "PageSection",
    "outline_of_html",
]

_SKIPPED = frozenset({"script", "style", "template", "svg"})
_END = "data-hc-end"
"""The mark of an end of a troubleshooter, which is one of our blocks: its words say nothing about the page."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The contents of a page, in order.

    `headings` to `anchors` and `tags` are of the whole page; everything else leaves out what our own blocks print.
    """

    headings: Sequence[PageHeading] = ()
    sections: Sequence[PageSection] = ()
    anchors: frozenset[str] = frozenset()
    """All ids a link may lead to."""
    tags: frozenset[str] = frozenset()
    """The names of all elements."""
    links: Sequence[PageLink] = ()
    images: Sequence[PageImage] = ()
    elements: Sequence[PageElement] = ()
    items: Sequence[PageItem] = ()
    code_languages: frozenset[str] = frozenset()
    """The languages of code, as classes: `language-python`."""
    code_blocks: frozenset[str] = frozenset()
    """The first line of every block of code."""
    prose: str = ""
    """The visible text outside code; each block ends with a line feed, and line breaks within a paragraph stay."""
    unclosed: Sequence[str] = ()
    """Names of elements that are never closed, though HTML demands it."""
    stray: Sequence[str] = ()
    """Names in end tags that close nothing, and so may close an element of the frame around the page."""
    has_blocks: bool = False
    """Whether one of our blocks prints something in the page."""

    @property
    def lead(self) -> str:
        """The text before the first heading of level 2."""
        return self.sections[0].text if self.sections else ""


class _OutlineParser(ContentParser):
    """Hands each part of a page to the collectors that need it."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = SectionCollector()
        self.nesting = NestingCollector()
        self.links = LinkCollector()
        self.lists = ListCollector()
        self.prose = ProseCollector()
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.code_languages: set[str] = set()
        self._skipped = 0
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Attributes = dict(attrs)
        if not self._skipped:
            self.tags.add(tag)
        if given.get("id"):
            self.anchors.add(str(given["id"]))
        if tag not in VOID:
            self.nesting.open(tag, is_block=(given.get("class") or "").startswith("hc-"))
        if "language-" in (given.get("class") or ""):
            self.code_languages.update(str(given["class"]).split())
        self._skipped += tag in _SKIPPED
        self._silent = self._silent or _END in given
        self.sections.start(tag, given, skipped=self._skipped > 0)
        if self.nesting.block_depth is None:
            self.links.start(tag, given)
            self.lists.start(tag, given)
            self.prose.start(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        self.sections.end(tag)
        if self.nesting.block_depth is None:
            self.links.end(tag)
            self.lists.end(tag)
            self.prose.end(tag)
        if tag not in VOID:
            self.nesting.close(tag)
        self._silent = self._silent and self.nesting.block_depth is not None

    def handle_data(self, data: str) -> None:
        if self._skipped or self._silent:
            return
        self.sections.add(data)
        if self.nesting.block_depth is None:
            self.links.add(data)
            self.lists.add(data)
            self.prose.add(data)

    def finish(self) -> Outline:
        """Return the outline of everything read."""
        self.close()
        self.sections.finish()
        self.links.end("a")
        self.lists.end("li")
        return Outline(
            headings=tuple(self.sections.headings),
            sections=tuple(self.sections.sections),
            anchors=frozenset(self.anchors),
            tags=frozenset(self.tags),
            code_languages=frozenset(self.code_languages),
            code_blocks=frozenset(self.prose.code_blocks),
            links=tuple(self.links.links),
            images=tuple(self.links.images),
            elements=tuple(self.links.elements),
            items=tuple(self.lists.items),
            prose="".join(self.prose.pieces),
            unclosed=tuple(self.nesting.finish()),
            stray=tuple(self.nesting.stray),
            has_blocks=self.nesting.has_blocks,
        )


def outline_of_html(html: str) -> Outline:
    """Return the outline of a page's content (the HTML between its title and its end)."""
    parser = _OutlineParser()
    parser.feed(html)
    return parser.finish()
