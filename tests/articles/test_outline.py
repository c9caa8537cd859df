import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.outline import PageElement, PageImage, PageItem, PageLink, outline_of_html
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


def test_scripts_and_templates_are_not_text():
    outline = outline_of_html("<p>a</p><script>b</script><template>c</template><style>d</style>")

    assert outline.lead == "a"
    assert outline.prose.split() == ["a"]


def test_links_images_and_anchors_are_found():
    outline = outline_of_markdown("[a](b.md#c) ![alt](d.png)\n\n## E {#f}\n", ["toc", "attr_list"], {})

    assert outline.links == (PageLink("b.md#c", "a"),)
    assert outline.images == (PageImage("d.png", "alt"),)
    assert "f" in outline.anchors


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ("<a href='x'>two\n <b>words</b></a>", PageLink("x", "two words")),
        ("<a href='x'><img src='i' alt='A key'></a>", PageLink("x", "A key")),
        ("<a href='x' aria-label='Label'></a>", PageLink("x", "Label")),
        ("<a href='x' title='Title'> </a>", PageLink("x", "Title")),
        ("<a href=''>empty</a>", PageLink("", "empty")),
        ("<a href='x'>not closed", PageLink("x", "not closed")),
        ("<a href='x'>first<a name='y'>second</a>", PageLink("x", "firstsecond")),
    ],
)
def test_a_link_has_the_words_that_readers_see_or_hear(html, link):
    assert outline_of_html(html).links == (link,)


def test_an_image_without_a_description_differs_from_one_with_an_empty_one():
    assert outline_of_html("<img src='a'><img src='b' alt=''><img alt='c'>").images == (
        PageImage("a", None),
        PageImage("b", ""),
        PageImage("", "c"),
    )


def test_prose_leaves_out_code_and_keeps_lines_and_blocks_apart():
    outline = outline_of_html("<h2>Head</h2><p>a <code>b</code> c\nd</p><pre>e</pre><ul><li>f</li></ul><p>g<br>h</p>")

    assert outline.prose.split("\n\n") != [outline.prose]
    assert [line.split() for line in outline.prose.split("\n") if line.strip()] == [
        ["Head"], ["a", "\ufffc", "c"], ["d"], ["\ufffc"], ["f"], ["g"], ["h"],
    ]  # fmt: skip


def test_the_output_of_our_blocks_is_left_out_of_everything_but_sections_and_anchors():
    html = (
        '<p>a</p><div class="hc-card" id="x"><p>b <a href="c">d</a><img src="e"></p><ul><li>f</li></ul><br></div>'
        '<p>g <a href="h">i</a></p>'
    )
    outline = outline_of_html(html)

    assert outline.has_blocks
    assert outline.prose.split() == ["a", "g", "i"]
    assert outline.links == (PageLink("h", "i"),)
    assert (outline.images, outline.items, outline.elements) == ((), (), ())
    assert outline.anchors == {"x"}
    assert outline.lead == "a b d f · g i"


def test_without_our_blocks_there_are_none():
    assert not outline_of_html("<div class='card'>a</div>").has_blocks


def test_everything_that_loads_runs_or_styles_is_an_element():
    html = (
        "<img src='a' srcset='b 2x' style='c' onload='d'><video poster='e' src='f'><source src='g'></video>"
        "<iframe src='h'></iframe><script>i</script><script src='j'></script><style>k</style>"
        "<script type='application/ld+json'>{}</script><form action='l'></form><p class='m' data-on='n'></p>"
    )
    assert outline_of_html(html).elements == tuple(
        PageElement(*one)
        for one in [
            ("img", "src", "a"), ("img", "srcset", "b 2x"), ("img", "style", "c"), ("img", "onload", "d"),
            ("video", "poster", "e"), ("video", "src", "f"), ("source", "src", "g"), ("iframe", "src", "h"),
            ("script", "", ""), ("script", "src", "j"), ("style", "", ""), ("form", "action", "l"),
        ]
    )  # fmt: skip


def test_items_have_their_depth_and_the_number_that_readers_see():
    html = (
        "<ol><li>a</li><li><p>b</p><ul><li>c</li></ul></li><li>d</li></ol><ol start='7'><li>e</li></ol>"
        "<ul><li>f</li></ul><ol start='x'><li>g</li></ol>"
    )
    assert outline_of_html(html).items == (
        PageItem("a", 1, 1),
        PageItem("b", 1, 2),
        PageItem("c", 2, None),
        PageItem("d", 1, 3),
        PageItem("e", 1, 7),
        PageItem("f", 1, None),
        PageItem("g", 1, 1),
    )


@pytest.mark.parametrize(
    ("html", "unclosed", "stray"),
    [
        ("<div><p>a<p>b</div><ul><li>c<li>d</ul>", (), ()),
        ("<div>a", ("div",), ()),
        ("<p>a</div>", (), ("div",)),
        ("<div><b>a</div>", ("b",), ()),
        ("<b>a</b></b></b>", (), ("b", "b")),
        ("a<br></br><img></img>", (), ()),
        ("<table><tr><td>a<tr><td>b</table>", (), ()),
        ("<details><summary>a</details>", ("summary",), ()),
        ("<div><div>a</div>", ("div",), ()),
    ],
)
def test_tags_without_a_partner_are_found(html, unclosed, stray):
    outline = outline_of_html(html)

    assert (outline.unclosed, outline.stray) == (unclosed, stray)


def test_code_is_counted_and_its_languages_are_known():
    html = '<pre><code class="language-python">a</code></pre><div class="language-sh x"><pre>b</pre></div>'
    outline = outline_of_html(html)

    assert outline.code_blocks == {"a", "b"}
    assert {"language-python", "language-sh"} <= outline.code_languages


def test_names_inside_a_drawing_are_not_those_of_the_page():
    assert outline_of_html("<svg><path/><g></g></svg><p>a</p>").tags == {"svg", "p"} - {"svg"} | {"svg"}


@given(st.text(st.sampled_from("<>/abhpliou1 =\"'&;-!\n"), max_size=120))
def test_any_html_has_an_outline(html):
    outline = outline_of_html(html)

    assert outline.sections
    assert len(outline.sections) <= len(outline.headings) + 1


@given(st.lists(st.sampled_from(["word", "two words", "end."]), max_size=5))
def test_the_words_of_paragraphs_are_all_in_the_prose(words):
    assert outline_of_html("".join(f"<p>{one}</p>" for one in words)).prose.split() == " ".join(words).split()
