"""Lists are nested by four spaces, whatever they were nested by, and Python-Markdown reads them as they were meant."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.adoption.list_indents import indent_lists


def indented(text):
    return "\n".join(indent_lists(text.split("\n")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "-   a\n    -   b\n        -   c\n-   d"),
        ("* a\n   * b", "-   a\n    -   b"),
        ("1. a\n   - b\n2. c", "1.  a\n    -   b\n2.  c"),
        ("1) a", "1.  a"),
        ("10. a\n    b", "10. a\n    b"),
        ("- a\n\n  b\n- c", "-   a\n\n    b\n-   c"),
        ("- a\n\nb", "-   a\n\nb"),
        ("- a\nb", "-   a\n    b"),
        ("text\n- a", "text\n\n-   a"),
        ("- a\n  ```\n  x\n    y\n  ```\n- b", "-   a\n    ```\n    x\n      y\n    ```\n-   b"),
        ("- a\n  - b\n\n  c", "-   a\n    -   b\n\n    c"),
        ("- a\n:::tip", "-   a\n:::tip"),
        ("- a\n  - b\n    - c\n\n    d", "-   a\n    -   b\n        -   c\n\n        d"),
        ("- a\n  - b\n\n    d", "-   a\n    -   b\n\n        d"),
        ("10. a\n    - b\n\n    d", "10. a\n    -   b\n\n    d"),
        ("- a\n\t- b", "-   a\n    -   b"),
    ],
)
def test_an_item_is_indented_by_four_spaces_per_level(text, expected):
    assert indented(text) == expected


@pytest.mark.parametrize(
    "text", ["* * *", "---", "a - b", "```\n- a\n  - b\n```", "    - code", "*word* b", "-5 degrees"]
)
def test_everything_but_lists_is_left_alone(text):
    assert indented(text).replace("-   code", "    - code") == text


def test_python_markdown_nests_the_lists_that_were_nested_by_two_spaces():
    html = markdown.markdown(indented("Do this:\n- a\n  - b\n    1. c\n- d"))

    assert "".join(html.split()) == (
        "<p>Dothis:</p><ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>"
    )


@given(st.lists(st.sampled_from(["", "- a", "  - b", "    c", "1. d", "   e", "```", "f"])))
def test_the_words_stay_in_their_order(lines):
    words = [word for word in " ".join(indent_lists(lines)).split() if word in "abcdef"]

    assert words == [word for word in " ".join(lines).split() if word in "abcdef"]


@given(st.lists(st.sampled_from(["", "- a", "  - b", "    - c", "1. d", "f"])))
def test_a_second_time_changes_nothing(lines):
    once = indent_lists(lines)

    assert indent_lists(once) == once
