"""Links to anchors that a page does not have."""

import logging

from helpcentre.builder.link_anchors import find_missing_anchors
from helpcentre.builder.link_levels import LinkLevels
from helpcentre.builder.markdown_page import RenderedPage

LEVELS = LinkLevels(anchors=logging.WARNING)


def messages(pages):
    return [(one.level, one.text) for one in find_missing_anchors(pages, LEVELS)]


def test_a_link_to_an_anchor_that_is_there_is_fine():
    pages = {"a.md": RenderedPage("", linked={"b.md": {"x": "b.md#x"}}), "b.md": RenderedPage("", anchors=("x",))}

    assert messages(pages) == []


def test_a_link_to_an_anchor_of_another_page_names_both_pages_and_the_link():
    pages = {"a.md": RenderedPage("", linked={"b.md": {"x": "b.md#x"}}), "b.md": RenderedPage("", anchors=("y",))}

    assert messages(pages) == [
        (30, "Doc file 'a.md' contains a link 'b.md#x', but the doc 'b.md' does not contain an anchor '#x'.")
    ]


def test_a_link_within_a_page_says_so_and_knows_footnotes():
    pages = {"a.md": RenderedPage("", linked={"a.md": {"x": "#x", "fnref:1": "#fnref:1"}})}

    assert [text for _, text in messages(pages)] == [
        "Doc file 'a.md' contains a link '#x', but there is no such anchor on this page.",
        (
            "Doc file 'a.md' contains a link '#fnref:1', but there is no such anchor on this page. "
            "This seems to be a footnote that is never referenced."
        ),
    ]


def test_links_to_files_that_are_not_pages_are_not_looked_at():
    assert messages({"a.md": RenderedPage("", linked={"x.pdf": {"page=2": "x.pdf#page=2"}})}) == []
