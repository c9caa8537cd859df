"""The places of links and images in a Markdown text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.link_targets import LinkTarget, find_link_targets


def found(text):
    """Return (address, whether it is an image) of every destination."""
    return [(one.href, one.image) for one in find_link_targets(text)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md)", [("b.md", False)]),
        ("![a](b.png)", [("b.png", True)]),
        ("[![a](b.png)](c.md)", [("b.png", True), ("c.md", False)]),
        ("![a [b] c](d.png)", [("d.png", True)]),
        ("[a ![b](c.png) d](e.md)", [("c.png", True), ("e.md", False)]),
        ("! [a](b.md)", [("b.md", False)]),
        ("[!](b.md)", [("b.md", False)]),
        ("a! [b](c.md) ![d](e.png)", [("c.md", False), ("e.png", True)]),
        ("[a [b](c.md)", [("c.md", False)]),
        ("a](b.md)", [("b.md", False)]),
    ],
)
def test_the_sign_before_its_opening_bracket_makes_a_link_an_image(text, targets):
    assert found(text) == targets


def test_nested_brackets_are_counted_back_to_the_one_that_opens():
    assert found("![one [two [three]] four](a.png) [one [two]](b.md)") == [("a.png", True), ("b.md", False)]


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[a](<b c.md>)", "b c.md"),
        ("[a]( b.md )", "b.md"),
        ('[a](b.md "Title")', "b.md"),
        ("[a](b(1).md)", "b(1).md"),
        (r"[a](b\).md)", "b).md"),
        (r"[a](b\_c.md)", "b_c.md"),
        ("[a](b.md?x=1&amp;y=2)", "b.md?x=1&y=2"),
        ("[a](#part)", "#part"),
    ],
)
def test_an_address_is_what_a_browser_gets(text, href):
    assert found(text) == [(href, False)]


def test_an_empty_address_between_angle_brackets_is_an_address():
    assert found("[a](<>)") == [("", False)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('<a href="b.md">x</a>', ("b.md", False)),
        ("<a href='b.md'>x</a>", ("b.md", False)),
        ("<a href=b.md>x</a>", ("b.md", False)),
        ('<A HREF="b.md">x</A>', ("b.md", False)),
        ('<img src="b.png">', ("b.png", True)),
        ('<IMG alt="x" src = "b.png">', ("b.png", True)),
        ('<a class="x" title="y" href="b.md">x</a>', ("b.md", False)),
        ('<a href="b.md?x=1&amp;y=2">x</a>', ("b.md?x=1&y=2", False)),
    ],
)
def test_addresses_in_tags_are_found_however_they_are_quoted(text, target):
    [one] = find_link_targets(text)
    assert (one.href, one.image) == target
    assert one.html


def test_a_backslash_in_a_tag_is_a_backslash():
    assert found(r'<a href="b\_c.md">x</a>') == [(r"b\_c.md", False)]


@pytest.mark.parametrize("text", ["<abbr href='b.md'>", "<a hreflang='en'>", "<image src='b.png'>", "<p src='x'>"])
def test_other_tags_and_attributes_lead_nowhere(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[a]: b.md", "b.md"),
        ("   [a]: b.md", "b.md"),
        ("[a]: <b.md>", "b.md"),
        ("[a]:\n  b.md", "b.md"),
        ('[a]: b.md "Title"', "b.md"),
    ],
)
def test_a_definition_serves_links_and_images(text, href):
    assert found(text) == [(href, None)]


@pytest.mark.parametrize("text", ["    [a]: b.md", "[^1]: b.md", "x [a]: b.md", "[]: b.md"])
def test_code_footnotes_and_text_are_not_definitions(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["`[a](b.md)`", "```\n[a](b.md)\n```\n", "<!-- [a](b.md) -->", "<pre>[a](b.md)</pre>"])
def test_code_and_comments_hold_no_links(text):
    assert found(text) == []


def test_targets_are_in_the_order_of_the_text_and_definitions_come_last():
    text = '[x]: z.md\n\n<a href="1.md">a</a> [b](2.md) <img src="3.png"> ![c](4.png)\n'
    assert [one.href for one in find_link_targets(text)] == ["1.md", "2.md", "3.png", "4.png", "z.md"]


def test_the_offset_is_that_of_the_address_as_it_is_written():
    text = "é ![a](<b c.png>) [d](e\\_f.md)"
    for one in find_link_targets(text):
        assert text[one.offset : one.offset + len(one.raw)] == one.raw
    assert find_link_targets(text)[1] == LinkTarget("e_f.md", "e\\_f.md", text.index("e\\_f"), image=False)


@given(st.text(st.sampled_from("[]()!<>ab.\\\n #`"), max_size=40))
def test_every_target_is_part_of_the_text_wherever_brackets_are(text):
    for one in find_link_targets(text):
        assert text[one.offset :].startswith(one.raw)
