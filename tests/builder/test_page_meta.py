"""The keys before the text of a page: the same as MkDocs finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from helpcentre.builder.page_meta import split_page

LINES = st.sampled_from(
    [
        "---",
        "--- ",
        "...",
        "",
        " ",
        "title: A",
        "title: 'B",
        "Note: text",
        "key: 1",
        "    more",
        "\tmore",
        "text",
        "- x",
    ]
)


def parts(text):
    page = split_page(text)
    return page.markdown, page.meta


def test_front_matter_is_read_as_yaml_and_removed():
    assert parts("---\ntitle: A\norder: 3\n---\n\n\nText\n") == ("Text\n", {"title": "A", "order": 3})


def test_front_matter_that_is_not_valid_stays_in_the_text():
    assert parts("---\ntitle: 'A\n---\nText\n") == ("---\ntitle: 'A\n---\nText\n", {})
    assert parts("---\nday: 2026-99-99\n---\nText\n") == ("---\nday: 2026-99-99\n---\nText\n", {})


def test_front_matter_without_keys_stays_in_the_text():
    assert parts("---\n- a\n---\nText\n") == ("---\n- a\n---\nText\n", {})


def test_keys_without_hyphens_end_at_a_blank_line_or_at_other_text():
    assert parts("Title: A\n    B\nTitle: C\n\nText") == ("Text", {"title": "A B C"})
    assert parts("Title: A\nText\n") == ("Text\n", {"title": "A"})


def test_a_text_of_keys_only_has_no_text():
    assert parts("Title: A") == ("", {"title": "A"})


@pytest.mark.parametrize("text", ["", "\n", "Text", "\r\nText", "a: b\r\nText\r\n", "---\n---\n"])
def test_short_texts_are_split_as_by_mkdocs(text):
    assert parts(text) == get_data(text)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_any_text_is_split_as_by_mkdocs(text):
    assert parts(text) == get_data(text)
