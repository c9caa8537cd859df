import pytest

from helpcentre.articles.outline import outline_of_html
from helpcentre.markdown_blocks.rendering import outline_of_markdown


def test_sections_hold_the_text_below_each_heading():
    outline = outline_of_html(
        '<p>Lead <b>text</b>.</p><h2 id="a">First <a class="headerlink" href="#a">¶</a></h2>'
        "<ul><li>one</li><li>two</li></ul>"
    )

    assert outline.lead == "Lead text."
    assert [(section.id, section.heading, section.text) for section in outline.sections] == [
        ("", "", "Lead text."),
        ("a", "First", "one · two"),
    ]
    assert outline.links == ()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d.</td></tr></table><p>After.</p>",
            "A · B · c · d. After.",
        ),
        ("<ul><li>x</li><li><p>y:</p><ul><li>z</li><li>w!</li></ul></li></ul>", "x · y: z · w!"),
        ("<ul><li></li><li> a </li></ul>", "a"),
        ("<table><tr><td></td><td>x</td><td></td></tr></table>b", "x · b"),
        ("<dl><dt>When?</dt><dd>Now</dd></dl>", "When? Now"),
    ],
)
def test_cells_and_items_without_a_full_stop_are_told_apart(html, text):
    assert outline_of_html(html).lead == text


def test_scripts_and_templates_are_no_text():
    assert outline_of_html("<p>a</p><script>b</script><template>c</template>").lead == "a"


def test_links_images_and_anchors_are_found():
    outline = outline_of_markdown("[a](b.md#c) ![alt](d.png)\n\n## E {#f}\n", ["toc", "attr_list"], {})

    assert outline.links == ("b.md#c",)
    assert outline.images == (("d.png", "alt"),)
    assert "f" in outline.anchors
