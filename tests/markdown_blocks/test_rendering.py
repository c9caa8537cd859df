"""Markdown rendered outside a build: with the site's own extensions, as HTML and as an outline."""

from helpcentre.markdown_blocks.rendering import outline_of_markdown, render_markdown

TEXT = "# Pay\n\n## By card {: #card }\n\n[Limits](limits.md)\n"


def test_a_text_is_rendered_with_the_extensions_of_the_site_and_their_configuration():
    html = render_markdown("## Part\n", ["toc"], {"toc": {"permalink": "#"}})

    assert html.startswith('<h2 id="part">Part<a class="headerlink" href="#part"')
    assert render_markdown("## Part\n", [], {}) == "<h2>Part</h2>"


def test_the_outline_of_a_text_has_the_anchors_and_links_that_its_extensions_make():
    outline = outline_of_markdown(TEXT, ["attr_list"], {})

    assert "card" in outline.anchors
    assert "card" not in outline_of_markdown(TEXT, [], {}).anchors
