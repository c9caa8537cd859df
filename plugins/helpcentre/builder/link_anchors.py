"""Links to a heading or an anchor that its page does not have."""

from collections.abc import Iterator, Mapping

from helpcentre.builder.link_levels import LinkLevels
from helpcentre.builder.markdown_page import RenderedPage
from helpcentre.builder.page_links import Message


def find_missing_anchors(pages: Mapping[str, RenderedPage], levels: LinkLevels) -> Iterator[Message]:
    """Yield a message for each link to an anchor that the page does not have; `pages` are by path, in order."""
    present = {path: frozenset(page.anchors) for path, page in pages.items()}
    for path, page in pages.items():
        for target, links in page.linked.items():
            for anchor, link in links.items():
                if target in present and anchor not in present[target]:
                    yield Message(levels.anchors, _explain_link(path, target, anchor, link))


def _explain_link(path: str, target: str, anchor: str, link: str) -> str:
    problem = f"the doc '{target}' does not contain an anchor '#{anchor}'."
    if target == path:
        problem = "there is no such anchor on this page."
        if anchor.startswith("fnref:"):
            problem += " This seems to be a footnote that is never referenced."
    return f"Doc file '{path}' contains a link '{link}', but {problem}"
