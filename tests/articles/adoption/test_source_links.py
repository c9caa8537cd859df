"""Links lead to the new files of pages, images to the media folder; what leads nowhere is named."""

import pytest

from helpcentre.articles.adoption.source_links import LinkMap, is_file, relink

PAGES = {
    "docs/a.md": "en/a.md",
    "docs/Sub Folder/b.md": "en/sub-folder/b.md",
    "docs/sub/index.md": "en/sub/index.md",
    "old/address": "en/a.md",
    "#360": "en/a.md",
}


def links():
    files = frozenset({"docs/img/Box 1.png", "static/logo.svg", "docs/img/box-1.png", "docs/notes.md", *PAGES})
    return LinkMap(
        PAGES, {"en/a.md": {"part": "part", "part-1": "part_1"}}, files, "docs/", ("static/",), ("x.example",)
    )


def text_of(text, source="docs/sub/index.md", goal="en/sub/index.md"):
    return relink(text, source, goal, links()).text


@pytest.mark.parametrize(
    "target",
    [
        "../a.md",
        "../a",
        "../a.html",
        "../a/",
        "/a",
        "/a.md",
        "/docs/a",
        "/old/address/",
        "https://x.example/a",
        "docs/a.md",
    ],
)
def test_a_page_is_found_by_each_way_to_write_its_address(target):
    assert text_of(f"[a]({target})") == "[a](../a.md)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](../a.md#part-1)", "[a](../a.md#part_1)"),
        ("[a](../a.md#Part)", "[a](../a.md#part)"),
        ("[a](../a.md#gone)", "[a](../a.md)"),
        ("[`a`](../a.md)", "[`a`](../a.md)"),
        ('[a](../a.md "Title")', '[a](../a.md "Title")'),
        ("[b](<../Sub Folder/b.md>)", "[b](../sub-folder/b.md)"),
        ("[b](../Sub%20Folder/b.md)", "[b](../sub-folder/b.md)"),
        ("[a]: ../a.md", "[a]: ../a.md"),
        ('<a href="../a.md">', '<a href="../a/">'),
        ("[![l](/logo.svg)](../a.md)", "[![l](../../media/logo.svg)](../a.md)"),
        ("https://help.example/hc/en-us/articles/360-Title", "https://help.example/hc/en-us/articles/360-Title"),
        ("[a](https://help.example/hc/en-us/articles/360-Title#part)", "[a](../a.md#part)"),
        (
            "[a](https://help.example/hc/en-us/articles/361-Title)",
            "[a](https://help.example/hc/en-us/articles/361-Title)",
        ),
    ],
)
def test_links_keep_their_words_title_and_anchor(text, expected):
    assert text_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["[a](https://other.example/a)", "[a](mailto:x@y.example)", "`[a](../a.md)`", "```\n[a](/a)\n```", "[a]({{ x }})"],
)
def test_other_links_and_code_stay_as_they_are(text):
    assert text_of(text) == text


def test_images_go_to_the_media_folder_with_plain_names_that_differ():
    found = links()
    text = "![a](<../img/Box 1.png>) ![b](../img/box-1.png) ![c](/logo.svg)"
    done = relink(text, "docs/sub/index.md", "en/sub/index.md", found)

    assert done.text == "![a](../../media/img/box-1.png) ![b](../../media/img/box-1-2.png) ![c](../../media/logo.svg)"
    assert found.media == {
        "docs/img/Box 1.png": "media/img/box-1.png",
        "docs/img/box-1.png": "media/img/box-1-2.png",
        "static/logo.svg": "media/logo.svg",
    }


def test_a_link_that_leads_nowhere_is_its_words_and_an_image_nothing():
    text = '[gone](no.md) ![gone](no.png) <a href="no.md">x</a> <img src="no.png"> [up](#no)'
    done = relink(text, "docs/a.md", "en/a.md", links())

    assert done.text == "gone  <a>x</a>  up"
    assert set(done.broken) == {"no.md", "no.png", "#no"}


@pytest.mark.parametrize(("target", "yes"), [("a.png", True), ("a.PDF#page=2", True), ("a.md", False), ("a", False)])
def test_images_and_downloads_are_not_pages(target, yes):
    assert is_file(target) is yes
