"""Front matter of other generators in our terms."""

from datetime import date

import pytest

from helpcentre.articles.adoption.layouts import SourceFile
from helpcentre.articles.adoption.source_page import parse_page


def page(front, body="Text.", name="folder/my-page"):
    text = f"---\n{front}\n---\n{body}" if front else body
    return parse_page(SourceFile(f"docs/{name}.md", "en", name), text)


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("title: Given", "# Other\n", "Given"),
        ("title: 2024", "x", "2024"),
        ("sidebar_label: Side", "x", "Side"),
        ("", "# From the text\n", "From the text"),
        ("", "x", "My page"),
        ("title: ''", "x", "My page"),
    ],
)
def test_the_title_is_the_first_one_given(front, body, title):
    assert page(front, body).title == title


def test_the_title_of_a_folders_page_is_that_of_the_folder():
    assert page("", "x", "01-first-steps/index").title == "First steps"


@pytest.mark.parametrize(
    ("front", "article_id"),
    [("id: 360012", "360012"), ("id: '42'", "42"), ("id: intro", ""), ("id: true", ""), ("id: -5", "")],
)
def test_a_number_is_an_id_as_text(front, article_id):
    assert page(front).article_id == article_id


@pytest.mark.parametrize(
    ("front", "order"),
    [
        ("sidebar_position: 3", 3),
        ("weight: 20", 20),
        ("nav_order: 1.6", 2),
        ("sidebar: {order: 4}", 4),
        ("order: true", None),
        ("title: x", None),
    ],
)
def test_every_generators_order_is_read(front, order):
    assert page(front).order == order


def test_the_number_of_the_file_is_its_order_if_there_is_no_other():
    assert page("", name="a/07-b").order == 7
    assert page("weight: 1", name="a/07-b").order == 1


@pytest.mark.parametrize(
    ("front", "draft"),
    [
        ("draft: true", True),
        ("published: false", True),
        ("unlisted: true", True),
        ("draft: false", False),
        ("title: Refunds: how they work\ndraft: true", True),
        ("title: Refunds: how they work\npublished: false # later", True),
        ("title: Refunds: how they work\ndraft: false", False),
        ("title: x", False),
    ],
)
def test_a_page_that_was_not_published_is_a_draft(front, draft):
    assert page(front).draft is draft


@pytest.mark.parametrize(
    "front",
    [
        "date: 2026-03-04",
        "lastmod: 2026-03-04T10:00:00Z",
        "updated: '2026-03-04 10:00'",
        "last_updated: {date: 2026-03-04}",
        "date: someday\nupdated: 2026-03-04",
    ],
)
def test_the_last_change_is_the_last_review(front):
    assert page(front).reviewed == date(2026, 3, 4)


def test_labels_are_lists_or_texts_with_commas():
    assert page("tags: [a, 'b c', a]\nkeywords: d, e").labels == ("a", "b c", "d", "e")
    assert page("tags: [a, 7, [b], {c: d}, null, '', ' ', 'two\n  lines']").labels == ("a", "7", "two lines")
    assert page("tags: ', a,, b '").labels == ("a", "b")


def test_old_addresses_are_paths_without_their_ends():
    found = page("permalink: /a/b/\naliases: [/c.html, 'https://x.example/d/index.html']\nslug: e#f")

    assert found.addresses == ("c", "d", "a/b", "e")


@pytest.mark.parametrize(
    ("keys", "addresses"),
    [
        ("id: bill", ("guide/bill",)),
        ("slug: bill\nid: other", ("bill", "guide/bill")),
        ("slug: /bill", ("bill",)),
        ("id: 7", ()),
        ("title: A", ()),
    ],
)
def test_an_id_or_a_relative_slug_of_docusaurus_is_an_address_in_the_folder(keys, addresses):
    file = SourceFile("docs/01-guide/02-a.md", "en", "01-guide/02-a")

    assert parse_page(file, f"---\n{keys}\n---\nText.\n", by_id=True).addresses == addresses
    assert "guide/bill" not in parse_page(file, f"---\n{keys}\n---\nText.\n").addresses


def test_only_texts_that_are_not_patterns_are_old_addresses():
    found = page("permalink: /:year/:title/\naliases: [/a/, 7, null, '/', 'https://x.example:8080/b/', '/c/:id']")

    assert found.addresses == ("a", "b")


def test_keys_of_hugo_may_be_toml():
    text = '+++\ntitle = "A"\nweight = 2\ndraft = true\n+++\nText.'
    found = parse_page(SourceFile("content/a.md", "en", "a"), text)

    assert (found.title, found.order, found.draft, found.converted.text) == ("A", 2, True, "Text.")


def test_broken_front_matter_is_reported_and_read_line_by_line():
    found = page("title: a: b\ndraft: x\n  - y")

    assert found.title == "a: b"
    assert found.problems[0].startswith("its front matter is not valid (")
    assert found.converted.text == "Text."


def test_a_page_in_the_folder_of_drafts_is_a_draft():
    assert parse_page(SourceFile("_drafts/hidden.md", "en", "drafts/hidden"), "Text.").draft
    assert not parse_page(SourceFile("my_drafts/hidden.md", "en", "my_drafts/hidden"), "Text.").draft


def test_keys_that_we_do_not_have_are_named():
    assert page("title: x\nhero: y\nnavbar: z").left_keys == ("hero", "navbar")


def test_windows_line_ends_are_read():
    found = parse_page(SourceFile("a.md", "en", "a"), "---\r\ntitle: A\r\n---\r\nText.\r\n")

    assert (found.title, found.converted.text) == ("A", "Text.")
