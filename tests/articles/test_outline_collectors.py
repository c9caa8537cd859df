"""The collectors of an outline, tag by tag."""

import pytest

from helpcentre.articles.outline import outline_of_html
from helpcentre.articles.outline_collectors import (
    ListCollector,
    NestingCollector,
    PageElement,
    PageHeading,
    PageItem,
    PageLink,
    PageSection,
    SectionCollector,
)


def sections(html):
    return [(one.id, one.heading, one.text) for one in outline_of_html(html).sections]


# --- headings and sections


def test_headings_have_their_level_anchor_and_text_whatever_their_level():
    html = "".join(f'<h{level} id="a{level}"> H{level} <em>x</em></h{level}>' for level in range(1, 7))
    assert outline_of_html(html).headings == tuple(
        PageHeading(f"a{level}", f"H{level} x", level) for level in range(1, 7)
    )


def test_only_headings_of_the_second_and_third_level_begin_a_section():
    html = "<h1>One</h1>a<h2 id=b>Two</h2>b<h3 id=c>Three</h3>c<h4 id=d>Four</h4><p>d</p>"
    assert sections(html) == [("", "", "a"), ("b", "Two", "b"), ("c", "Three", "c d")]


def test_a_page_without_text_has_one_empty_section_and_a_heading_without_text_keeps_its_own():
    assert sections("") == [("", "", "")]
    assert sections('<h2 id="a">A</h2><h2 id="b">B</h2>x') == [("", "", ""), ("a", "A", ""), ("b", "B", "x")]


def test_a_section_without_anchor_and_text_is_left_out():
    assert sections("x<h2>A</h2><h2 id=b>B</h2>y") == [("", "", "x"), ("b", "B", "y")]


def test_a_heading_in_a_template_is_none():
    assert outline_of_html("<template><h2>A</h2></template><h2>B</h2>").headings == (PageHeading("", "B", 2),)


def test_an_end_tag_of_a_heading_that_was_never_opened_does_nothing():
    collector = SectionCollector()
    collector.end("h2")
    collector.add("text")
    collector.finish()
    assert (collector.headings, collector.sections) == ([], [PageSection("", "", "text")])


def test_blocks_are_apart_by_a_space_and_inline_elements_are_not():
    assert sections("<p>a</p><p>b</p>")[0][2] == "a b"
    assert sections("a<br>b")[0][2] == "a b"
    assert sections("a<b>b</b>")[0][2] == "ab"


@pytest.mark.parametrize("stop", list(".!?…:;,·"))
def test_no_dot_is_added_after_a_stop(stop):
    assert sections(f"<ul><li>a{stop}</li><li>b</li></ul>")[0][2] == f"a{stop} b"


# --- nesting


def nest(*steps):
    """Open each tag, close each `/tag`; a `!tag` is one of our blocks. Return (unclosed, stray, depth of the block)."""
    collector = NestingCollector()
    for step in steps:
        if step.startswith("/"):
            collector.close(step[1:])
        else:
            collector.open(step.lstrip("!"), is_block=step.startswith("!"))
    return list(collector.finish()), collector.stray, collector.block_depth


def test_an_end_tag_closes_the_nearest_element_of_its_name_and_what_is_inside():
    assert nest("div", "span", "b", "/span") == (["b", "div"], [], None)
    assert nest("div", "div", "/div") == (["div"], [], None)


def test_elements_whose_end_html_lets_out_are_not_unclosed():
    assert nest("ul", "li", "li", "/ul") == ([], [], None)
    assert nest("p") == ([], [], None)
    assert nest("table", "tr", "td", "em", "/table") == (["em"], [], None)


def test_an_end_tag_without_a_beginning_is_stray_and_closes_nothing():
    assert nest("div", "/span", "/div") == ([], ["span"], None)


def test_our_block_ends_with_its_own_end_tag_and_not_with_one_inside():
    assert nest("div", "!section", "p", "/p")[2] == 1
    assert nest("div", "!section", "!p", "/p")[2] == 1
    assert nest("div", "!section", "p", "/p", "/section")[2] is None
    assert nest("div", "!section", "/div")[2] is None
    assert nest("!div")[2] == 0


def test_whether_the_page_has_a_block_is_remembered_after_its_end():
    assert outline_of_html('<div class="hc-hours"></div><p>x</p>').has_blocks
    assert not outline_of_html('<div class="hours hc-"></div>').has_blocks


# --- links


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<a href='x'>a</a> b", [PageLink("x", "a")]),
        ("<a>a</a>", []),
        ("<a href=''>a</a>", [PageLink("", "a")]),
        ("<a class='headerlink' href='#x'>¶</a>", []),
        ("<a href='x'>a<a href='y'>b</a>", [PageLink("x", "a"), PageLink("y", "b")]),
        ("<a href='x'>never closed", [PageLink("x", "never closed")]),
        ("<a href='x' aria-label='L' title='T'>a</a>", [PageLink("x", "L a")]),
        ("<a href='x' title='T'>a</a>", [PageLink("x", "T a")]),
        ("<a href='x'><img alt='A'> b</a>", [PageLink("x", "A b")]),
        ("</a><a href='x'>a</a></a>", [PageLink("x", "a")]),
    ],
)
def test_a_link_has_its_address_and_its_words(html, links):
    assert list(outline_of_html(html).links) == links


@pytest.mark.parametrize(
    ("html", "elements"),
    [
        ("<img src='a' srcset='b'>", [("img", "src", "a"), ("img", "srcset", "b")]),
        ("<video src='a' poster='b' width='1'></video>", [("video", "src", "a"), ("video", "poster", "b")]),
        ("<form action='a'></form>", [("form", "action", "a")]),
        ("<p style='x' onclick='y' class='z'></p>", [("p", "style", "x"), ("p", "onclick", "y")]),
        ("<p onclick></p>", [("p", "onclick", "")]),
        ("<a href='a'></a>", []),
        ("<style>x</style>", [("style", "", "")]),
        ("<script>x</script>", [("script", "", "")]),
        ("<script src='a'></script>", [("script", "src", "a")]),
        ("<script type='application/ld+json'>{}</script>", []),
    ],
)
def test_a_tag_that_loads_runs_or_styles_something_is_an_element(html, elements):
    assert list(outline_of_html(html).elements) == [PageElement(*one) for one in elements]


# --- lists


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ol><li>a<li>b</ol>", [("a", 1, 1), ("b", 1, 2)]),
        ("<ol start=3><li>a</li><li>b</li></ol>", [("a", 1, 3), ("b", 1, 4)]),
        ("<ol start=-1><li>a</li><li>b</li></ol>", [("a", 1, -1), ("b", 1, 0)]),
        ("<ol start=x><li>a</li></ol>", [("a", 1, 1)]),
        ("<ul start=3><li>a</li></ul>", [("a", 1, None)]),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", [("a", 1, 1), ("b", 2, None), ("c", 1, 2)]),
        ("<li>a</li>", [("a", 1, None)]),
        ("<ul><li>a</ul></ul><ol><li>b</ol>", [("a", 1, None), ("b", 1, 1)]),
    ],
)
def test_an_item_has_its_depth_and_its_number(html, items):
    assert list(outline_of_html(html).items) == [PageItem(*one) for one in items]


def test_an_item_is_cut_to_eighty_letters():
    [item] = outline_of_html(f"<ul><li>{'a' * 81}</li></ul>").items
    assert len(item.text) == 80


def test_text_outside_items_belongs_to_none():
    collector = ListCollector()
    collector.add("before")
    collector.start("li", {})
    collector.add("inside")
    collector.end("li")
    collector.add("after")
    assert collector.items == [PageItem("inside", 1, None)]


# --- prose and code


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp", "var", "textarea", "math"])
def test_code_is_not_prose_and_keeps_the_words_around_it_apart(tag):
    assert outline_of_html(f"a<{tag}>b</{tag}>c").prose == "a\ufffcc"


def test_code_within_code_ends_with_the_outer_one():
    assert "d" not in outline_of_html("<pre><code>a</code>d</pre>e").prose
    assert outline_of_html("</code>a").prose == "a"


def test_a_block_of_code_is_known_by_its_first_line():
    outline = outline_of_html('<pre><code class="language-python">\n  import os  \nprint()</code></pre><code>x</code>')
    assert outline.code_blocks == {"import os"}
    assert outline.code_languages == {"language-python"}


def test_the_ids_and_names_of_all_elements_are_known_but_for_those_of_a_drawing():
    outline = outline_of_html('<p id="a"><svg><g id="b"></g></svg><em id="">x</em></p>')
    assert outline.anchors == {"a", "b"}
    assert outline.tags == {"p", "svg", "em"}


def test_text_between_two_skipped_elements_is_read():
    outline = outline_of_html("<style>a</style>b<script>c</script></script>d")
    assert outline.prose == "bd"
