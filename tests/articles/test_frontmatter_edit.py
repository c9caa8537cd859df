import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.frontmatter_edit import with_item, with_key, with_value, without_items, without_key
from helpcentre.errors import FindingsError, HelpCentreError


def file(*lines, body="Text.\n"):
    return "\n".join(["---", *lines, "---", body])


def asks_after(*lines, item="new words"):
    text = with_item(file(*lines), "asks", item, "x.md")
    return split_front_matter(text, "x.md").document.value["asks"], text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["asks: []"], ['asks: ["new words"]']),
        (["asks: [ ]"], ['asks: ["new words"]']),
        (["asks: [] # none yet"], ['asks: ["new words"] # none yet']),
        (["asks: [a]"], ['asks: [a, "new words"]']),
        (["asks: [a, 'b']  # more", "owner: x"], ["asks: [a, 'b', \"new words\"]  # more", "owner: x"]),
        (["asks:", "  - a", "owner: x"], ["asks:", "  - a", '  - "new words"', "owner: x"]),
        (["asks:", "- a", "- b # comment"], ["asks:", "- a", "- b # comment", '- "new words"']),
        (["asks:", "  - |", "    a", "owner: x"], ["asks:", "  - |", "    a", '  - "new words"', "owner: x"]),
        (["asks:"], ['asks: ["new words"]']),
        (["asks: null", "owner: x"], ['asks: ["new words"]', "owner: x"]),
        (["asks: ~"], ['asks: ["new words"]']),
        ([], ['asks: ["new words"]']),
    ],
)
def test_an_item_joins_the_list_in_the_style_the_list_has(before, after):
    _, text = asks_after("title: T", *before)

    assert text == file("title: T", *after)


@pytest.mark.parametrize("key", ["topics: [a]", "id: a", "kind: faq", "title: T"])
def test_a_new_list_comes_after_the_key_it_belongs_to(key):
    lines = [*dict.fromkeys(["title: T", key]), "owner: x"]
    _, text = asks_after(*lines)

    assert text.splitlines()[lines.index(key) + 2] == 'asks: ["new words"]'


def test_the_first_of_topics_id_kind_and_title_decides_where_a_new_key_goes():
    _, text = asks_after("kind: faq", "title: T", "topics: [a]", "owner: x", "id: b")

    assert text.splitlines()[3:5] == ["topics: [a]", 'asks: ["new words"]']


@pytest.mark.parametrize("present", ["New Words", "new words", "NEW WORDS"])
def test_an_item_that_is_already_listed_changes_nothing(present):
    text = file("title: T", f"asks: [{present}]")

    assert with_item(text, "asks", "new words", "x.md") == text


def test_a_value_that_is_not_a_list_is_refused_with_the_list_to_write():
    with pytest.raises(HelpCentreError) as caught:
        asks_after("title: T", "asks: my card")

    assert str(caught.value) == 'x.md: asks is not a list; write it as asks: ["my card"]'


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(HelpCentreError, match=r"^x\.md: there is no front matter; begin the file with ---"):
        with_item("Text.\n", "asks", "a", "x.md")
    with pytest.raises(FindingsError):
        with_item("---\ntitle: [\n---\n", "asks", "a", "x.md")


def test_a_key_is_added_only_if_it_is_absent():
    text = file("title: T", "kind: faq")

    assert with_key(text, "id", "faq/a", "x.md") == file("title: T", "kind: faq", "id: faq/a")
    assert with_key(file("title: T", "id: b"), "id", "faq/a", "x.md") == file("title: T", "id: b")
    assert with_key(file("title: T", "id:"), "id", "faq/a", "x.md") == file("title: T", "id: faq/a")


STYLES = st.sampled_from(["flow", "block", "indented", "absent", "empty", "null"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


@given(st.lists(WORDS, max_size=4), WORDS, STYLES)
def test_after_an_edit_the_list_has_the_item_and_all_else_is_as_before(items, item, style):
    quoted = ['"' + re.sub(r'(["\\])', r"\\\1", one) + '"' for one in items]
    lines = {
        "flow": [f"asks: [{', '.join(quoted)}]"],
        "block": ["asks:", *(f"- {one}" for one in quoted)],
        "indented": ["asks:", *(f"    - {one} # note" for one in quoted)],
    }.get(style, {"absent": [], "empty": ["asks: []"], "null": ["asks:"]}.get(style, []))
    old = items if style in ("flow", "block", "indented") else []
    try:
        value, text = asks_after("title: T # keep", *lines, "owner: x", item=item)
    except FindingsError as error:
        assert "control character" in str(error)
        return

    known = {one.casefold() for one in old}
    assert value == (old if item.casefold() in known else [*old, item])
    rest = split_front_matter(text, "x.md").document.value
    assert (rest["title"], rest["owner"]) == ("T", "x")
    assert "title: T # keep\n" in text
    assert text.endswith("---\nText.\n")


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


def test_items_of_a_file_without_front_matter_cannot_be_removed():
    with pytest.raises(HelpCentreError, match=r"en/x\.md: there is no front matter"):
        without("Text\n", "faq/a")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\nowner: old # who\nkind: faq\n", "title: A\nowner: new # who\nkind: faq\n"),
        ('title: A\nowner: "old"\n', "title: A\nowner: new\n"),
        ("title: A\nowner:\n", "title: A\nowner: new\n"),
        ("title: A\n", "title: A\nowner: new\n"),
    ],
)
def test_a_value_is_replaced_in_place_or_added(before, after):
    assert with_value(f"---\n{before}---\nText.\n", "owner", "new", "a.md") == f"---\n{after}---\nText.\n"


@pytest.mark.parametrize("value", ["1234567890123456", "yes", "a: b", "a: b: c", "[a"])
def test_a_value_that_yaml_would_not_read_as_text_gets_quotes(value):
    changed = with_value("---\ntitle: A\nowner: old\n---\n", "owner", value, "a.md")

    assert f'owner: "{value}"' in changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\nowner: x\nkind: faq\n", "title: A\nkind: faq\n"),
        ("title: A\nowner:\n  - x\n  - y\nkind: faq\n", "title: A\nkind: faq\n"),
        ("title: A\nowner: [x,\n  y]\nkind: faq\n", "title: A\nkind: faq\n"),
        ("title: A\nowner:\n", "title: A\n"),
        ("title: A\n", "title: A\n"),
    ],
)
def test_a_key_is_removed_with_its_whole_value(before, after):
    assert without_key(f"---\n{before}---\nText.\n", "owner", "a.md") == f"---\n{after}---\nText.\n"


def test_the_first_line_of_the_front_matter_is_removed_whole():
    assert without("---\nredirect_from:\n  - faq/a\ntitle: A?\n---\nText.\n", "faq/a") == "---\ntitle: A?\n---\nText.\n"
