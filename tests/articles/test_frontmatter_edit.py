"""Removing items from a list in front matter; comments, order and style of the rest stay."""

import pytest

from helpcentre.articles.frontmatter_edit import without_items
from helpcentre.errors import HelpCentreError

BLOCK = """---
title: A?
redirect_from: # once elsewhere
  - faq/a # the first
  - "faq/b"
  - faq/c
reviewed: 2026-11-01
---
Text with redirect_from: [faq/a]
"""


def without(text, *items):
    return without_items(text, "redirect_from", lambda item: item in items, "en/x.md")


@pytest.mark.parametrize(
    ("unwanted", "left"),
    [
        (["faq/a"], '  - "faq/b"\n  - faq/c\n'),
        (["faq/b"], "  - faq/a # the first\n  - faq/c\n"),
        (["faq/c"], '  - faq/a # the first\n  - "faq/b"\n'),
        (["faq/a", "faq/c"], '  - "faq/b"\n'),
        ([], '  - faq/a # the first\n  - "faq/b"\n  - faq/c\n'),
    ],
)
def test_an_item_with_its_line_is_removed_from_a_list_of_lines(unwanted, left):
    expected = BLOCK.replace('  - faq/a # the first\n  - "faq/b"\n  - faq/c\n', left)

    assert without(BLOCK, *unwanted) == expected


@pytest.mark.parametrize(
    ("unwanted", "left"),
    [
        (["faq/a"], '["faq/b", faq/c] # why'),
        (["faq/b"], "[faq/a, faq/c] # why"),
        (["faq/c"], '[faq/a, "faq/b"] # why'),
        (["faq/a", "faq/b"], "[faq/c] # why"),
        (["faq/b", "faq/c"], "[faq/a] # why"),
    ],
)
def test_an_item_is_removed_from_a_list_in_brackets(unwanted, left):
    text = '---\ntitle: A?\nredirect_from: [faq/a, "faq/b", faq/c] # why\n---\n'

    assert without(text, *unwanted) == f"---\ntitle: A?\nredirect_from: {left}\n---\n"


@pytest.mark.parametrize("written", ["[faq/a]", "[\n  faq/a\n]", "\n  - faq/a", "\n- faq/a"])
def test_a_list_without_items_goes_with_its_key(written):
    text = f"---\ntitle: A?\nredirect_from: {written}\nkind: faq\n---\nText\n"

    assert without(text, "faq/a") == "---\ntitle: A?\nkind: faq\n---\nText\n"


@pytest.mark.parametrize("line", ["", "redirect_from:\n", "redirect_from: faq/a\n"])
def test_a_text_without_such_a_list_stays_as_it_is(line):
    text = f"---\ntitle: A?\n{line}---\nText\n"

    assert without(text, "faq/a") == text


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(HelpCentreError, match=r"en/x\.md: has no front matter"):
        without("Text\n", "faq/a")
