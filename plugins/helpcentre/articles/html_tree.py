"""A page's HTML as a tree of elements, leaving out what nobody reads: scripts, drawings and hidden elements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from helpcentre.articles.html_parser import ContentParser
from helpcentre.articles.outline_collectors import VOID

_UNREAD = frozenset({"script", "style", "template", "svg", "button", "form", "noscript"})
_CLOSED_BY_SIBLING = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "p": frozenset({"p"}),
}
"""The open elements that a start tag ends, since HTML allows their end tags to be left out."""


@dataclass(slots=True)
class Element:
    """An element with its children: elements and pieces of text."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return (self.attributes.get("class") or "").split()

    @property
    def is_read(self) -> bool:
        """True if readers see the element: it is neither hidden nor a control, a script or a drawing."""
        return self.tag not in _UNREAD and "hidden" not in self.attributes and "headerlink" not in self.classes

    def find_all(self, *tags: str) -> Iterator["Element"]:
        """Yield every element with one of these names below this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.find_all(*tags)

    def text(self) -> str:
        """Return the text of the element and of all below it, as it is written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _TreeParser(ContentParser):
    """Builds the tree; an end tag without a start tag is ignored, and open elements end with their parents."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self._open[-1].tag in _CLOSED_BY_SIBLING.get(tag, ()):
            self._open.pop()
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        depth = max((number for number, one in enumerate(self._open) if number and one.tag == tag), default=0)
        if depth:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse_html(html: str) -> Element:
    """Return an element with the contents of `html` as its children."""
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    return parser.root
