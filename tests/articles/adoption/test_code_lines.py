"""Lines between fences are code, so that the rewriting of markup and headings skips them."""

import pytest

from helpcentre.articles.adoption.code_lines import CodeTracker


def code_of(text):
    """Return a letter for each line: `c` for code or a fence, `-` for text."""
    tracker = CodeTracker()
    return "".join("c" if tracker.is_code(line) else "-" for line in text.splitlines())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n```\nb\n```\nc", "-ccc-"),
        ("~~~ python\nb\n~~~\nc", "ccc-"),
        ("```\nb\n~~~\nc\n```\nd", "ccccc-"),  # another kind of fence does not close it
        ("````\n```\nb\n````\nd", "cccc-"),  # nor does a shorter one
        ("```\nb\n`````\nd", "ccc-"),  # a longer one does
        ("```\nb\n``` python\nc\n```\nd", "ccccc-"),  # one with words does not
        ("```\nb\n```  \nd", "ccc-"),
        ("``\nb\n``", "---"),
        ("```one line```\nb", "--"),  # code within a line
        ("~~~one`line\nb\n~~~\nc", "ccc-"),
        ("    ```\n    b\n    ```\nc", "ccc-"),
        ("- ```\n  b\n  ```\nc", "ccc-"),
        ("1. ```\n   b\n   ```\nc", "ccc-"),
        ("> ```\n> b\n> ```\nc", "ccc-"),
        ("a ``` b\nc", "--"),
        ("```\nb", "cc"),  # never closed
        ("", ""),
    ],
)
def test_lines_between_fences_and_the_fences_are_code(text, lines):
    assert code_of(text) == lines


def test_every_answer_is_a_boolean():
    tracker = CodeTracker()

    assert [tracker.is_code(line) for line in ("a", "```", "b", "```", "c")] == [False, True, True, True, False]
