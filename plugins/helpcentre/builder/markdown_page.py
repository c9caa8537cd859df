"""A page from Markdown to HTML, with its headings, its anchors and its links to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from helpcentre.builder.page_links import LinkProcessor, LinkResolver, Message


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the table of contents: its text as HTML, and the link to it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """The HTML of a page, and all that others need to know of it.

    `toc` are the headings at the top of its table of contents, `anchors` those it has, `linked` those it links to: by
    the path of the page, each with the link as it was written.
    """

    html: str
    toc: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    linked: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    asked: Mapping[str, str | None] = field(default_factory=dict)
    """The files that its links were looked up in: see `page_links.LinkTargets`."""


def render_page(
    text: str, extensions: Sequence[str], configs: Mapping[str, dict[str, Any]], resolver: LinkResolver
) -> RenderedPage:
    """Return a page as Markdown and its extensions render it, with the steps that MkDocs adds at the same places."""
    md = Markdown(extensions=list(extensions), extension_configs=dict(configs))
    raw, tree = _HtmlAnchors(md), _TreeAnchors(md)
    md.preprocessors.register(raw, "mkdocs_raw_html", priority=21)  # while the HTML is still in the text
    md.treeprocessors.register(tree, "mkdocs_extract_anchors", priority=5)  # as the extension toc
    md.treeprocessors.register(LinkProcessor(md, resolver), "relpath", 0)
    html = md.convert(text)
    toc = tuple(Heading(token["name"], f"#{token['id']}") for token in getattr(md, "toc_tokens", []))
    anchors = tuple(sorted(raw.found | tree.found))
    return RenderedPage(html, toc, anchors, resolver.anchors, tuple(resolver.messages), resolver.asked)


class _TreeAnchors(Treeprocessor):
    """Collects the anchors of the Markdown tree."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: set[str] = set()

    def run(self, root: Element) -> None:
        for element in root.iter():
            self.found.update(one for one in (element.get("id"), _link_name(element)) if one)


def _link_name(element: Element) -> str | None:
    return element.get("name") if element.tag == "a" else None


class _HtmlAnchors(Preprocessor):
    """Collects the anchors in HTML that is written in the text."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: set[str] = set()

    def run(self, lines: list[str]) -> list[str]:
        parser = _AnchorParser()
        parser.feed("\n".join(lines))
        parser.close()
        self.found = parser.found
        return lines


class _AnchorParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if value and (name == "id" or (name == "name" and tag == "a")))
