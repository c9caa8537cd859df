"""A page from Markdown to HTML."""

import logging

import pytest

from helpcentre.articles.languages import Languages
from helpcentre.builder.link_levels import LinkLevels
from helpcentre.builder.markdown_page import Heading, render_page
from helpcentre.builder.page_links import LinkResolver, LinkTargets
from helpcentre.builder.source_files import make_site_file

FILES = {
    path: make_site_file(path, Languages("en", ("en",), folders=False), directory_urls=True)
    for path in ("faq/a.md", "faq/b.md", "x.png")
}


def render(text, *extensions):
    resolver = LinkResolver(FILES["faq/a.md"], LinkTargets(FILES), LinkLevels(), directory_urls=True)
    return render_page(text, ("toc", *extensions), {}, resolver)


def test_links_and_images_lead_to_what_is_published():
    page = render("[b](b.md) ![x](../x.png) <a@example.com>")

    assert 'href="../b/"' in page.html
    assert 'src="../../x.png"' in page.html
    assert "&#64;" in page.html
    assert page.messages == ()


def test_the_table_of_contents_has_the_headings_at_the_top_with_their_html():
    page = render("## One & *two*\n\n### Below\n\n## Three")

    assert page.toc == (Heading("One &amp; two", "#one-two"), Heading("Three", "#three"))


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("## Part", {"part"}),
        ('<b id="x">x</b>', {"x"}),
        ('Text <a name="y">y</a>', {"y"}),
        ("## Part {#own}", {"own"}),
        ("`<b id=z>`", {"z"}),  # as MkDocs: HTML is looked for before code is known
    ],
)
def test_anchors_are_found_in_markdown_and_in_html(text, anchors):
    assert set(render(text, "attr_list").anchors) == anchors


def test_links_to_anchors_are_kept_with_the_link_as_it_was_written():
    page = render("[x](b.md#part) [y](#own)")

    assert page.linked == {"faq/b.md": {"part": "b.md#part"}, "faq/a.md": {"own": "#own"}}


def test_a_link_that_leads_nowhere_is_reported():
    [message] = render("[x](none.md)").messages

    assert message.level == logging.WARNING
    assert "contains a link 'none.md', but the target 'faq/none.md' is not found" in message.text
