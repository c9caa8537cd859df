import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.markdown_source import closed_fences, find_headings, mask_code, unclosed_fence


@pytest.mark.parametrize(
    "text",
    [
        "`x`",
        "``x ` x``",
        "`two\nlines x`",
        "```\nx\n```",
        "````\n```\nx\n```\n````",
        "~~~ python\nx\n~~~",
        '```python title="x"\nx\n```',
        "- item\n\n    ```\n    x\n    ```",
        "1. ```\n   x\n   ```",
        "> ```\n> x\n> ```",
        "<!-- x -->",
        "<!-- x\n\nx -->",
        "<pre>x</pre>",
        "<script>x</script>",
        "<STYLE>\nx\n</STYLE>",
        "    x",
        "\tx",
        "\n    x\n\n    x\n",
    ],
)
def test_code_comments_and_raw_elements_are_blanked(text):
    masked = mask_code(f"before\n\n{text}\n\nafter")

    assert "x" not in masked
    assert masked.startswith("before\n")
    assert masked.endswith("\nafter")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "`x",
        "``x`",
        "\\`x\\`",
        "`a\n\nx`",
        "```\nx",
        "````\nx\n```",
        "<!-- x",
        "- item\n\n    x",
        "1. item\n\n    x",
        "!!! note\n\n    x",
        '=== "Tab"\n\n    x',
        "[^1]: note\n\n    x",
        "word\n    x",
        "- item\n\n    more\n\n    x",
    ],
)
def test_prose_stays(text):
    assert "x" in mask_code(text)


def test_code_within_a_line_stays_if_asked():
    assert mask_code("a `x` b\n\n```\nx\n```\n<!-- x -->", inline=False).count("x") == 1


@given(st.text(st.sampled_from("`~<!->x \n\t#=p/re"), max_size=80))
def test_masking_keeps_every_offset_and_every_line(text):
    masked = mask_code(text)

    assert len(masked) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, masked, strict=True))
    assert masked.count("\n") == text.count("\n")


def test_fences_end_at_one_of_the_same_sign_that_is_at_least_as_long():
    assert list(closed_fences(["a", "```", "b", "~~~", "```", "c", "~~~~", "~~~", "~~~~~", ""])) == [(1, 4), (6, 8)]


def test_a_fence_with_words_behind_it_does_not_end_another():
    assert list(closed_fences(["```", "x", "``` python", "```"])) == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n```\nb", 1),
        ("```\nb\n```\nc\n~~~\nd", 4),
        ("```\nb\n```", None),
        ("no fence", None),
        ("a ``` b", None),
        ("``` a ``` b", None),
        ("````\nb\n```\n", 0),
    ],
)
def test_a_fence_that_is_never_closed_is_found(text, line):
    assert unclosed_fence(text.split("\n")) == line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# One #", [(0, 0, 1, "One", "atx", True)]),
        ("a\n\n###### Six ##", [(2, 0, 6, "Six", "atx", True)]),
        ("##Company", [(0, 0, 2, "Company", "atx", False)]),
        ("##", [(0, 0, 2, "", "atx", True)]),
        ("- ## In a list", [(0, 2, 2, "In a list", "atx", True)]),
        ("> ## Quoted", [(0, 2, 2, "Quoted", "atx", True)]),
        ("Title\n=====", [(0, 0, 1, "Title", "setext", True)]),
        ("Title\n---\n", [(0, 0, 2, "Title", "setext", True)]),
        ("\n---\n", []),
        ("two\nlines\n---\n", []),
        ("- a\n--x\n", []),
        ("<h2 id='a'>B <b>c</b></h2>", [(0, 0, 2, "B <b>c</b>", "html", True)]),
        ("a #b", []),
        (
            "## A\n\n<h3>B</h3>\n\n# C",
            [(0, 0, 2, "A", "atx", True), (2, 0, 3, "B", "html", True), (4, 0, 1, "C", "atx", True)],
        ),
    ],
)
def test_headings_are_found_with_line_column_level_and_text(text, found):
    headings = [(one.line, one.column, one.level, one.text, one.style, one.spaced) for one in find_headings(text)]

    assert headings == found


@given(st.lists(st.sampled_from(["# a", "## b", "####c", "text", "", "T\n---", "U\n==="]), max_size=8))
def test_every_heading_that_python_markdown_renders_is_found(blocks):
    text = "\n\n".join(blocks)
    html = markdown.markdown(text)

    assert sum(html.count(f"<h{level}>") for level in range(1, 7)) == len(find_headings(mask_code(text)))
