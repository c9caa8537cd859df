"""The text of a page: its title, what was only for the other generator, and what readers would not understand."""

import pytest

from helpcentre.articles.adoption.markup import convert_markup


def text_of(body):
    return convert_markup(body).text


def test_the_first_heading_is_the_title_of_the_page():
    done = convert_markup("\n# My *title* `x` {#own}\n\nText.\n\n## Part\n")

    assert (done.title, done.text) == ("My title x", "Text.\n\n## Part")
    assert convert_markup("Title\n=====\nText").title == "Title"
    assert convert_markup("Text\n\n# Later").title == ""
    assert text_of("Text\n\n# Later") == "Text\n\n## Later"


@pytest.mark.parametrize(
    "line",
    [
        "[[toc]]",
        "[TOC]",
        "{:toc}",
        "import Tabs from '@theme/Tabs';",
        "export const a = 1;",
        "<!-- truncate -->",
        "{/* a comment */}",
        "{% raw %}",
        "<Component />",
        '<Component a="b" c={{ d: [1] }} />',
    ],
)
def test_instructions_for_the_other_generator_are_left_out(line):
    assert text_of(f"a\n\n{line}\n\nb") == "a\n\nb"
    assert line in text_of(f"a\n\n```\n{line}\n```\n\nb")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ site.baseurl }}/a", "/a"),
        ("{{ '/a/b' | relative_url }}", "/a/b"),
        ("{% link a/b.md %}", "/a/b.md"),
        ('{{< ref "a.md" >}}', "a.md"),
        ("<details>", '<details markdown="1">'),
        ("## A{#b}", "## A {#b}"),
        ("<Big>words</Big>", "words"),
        ("use <your-name> here", "use &lt;your-name&gt; here"),
        ("a <br> b <kbd>c</kbd>", "a <br> b <kbd>c</kbd>"),
        ("`<Big>` and `{{ site.url }}`", "`<Big>` and `{{ site.url }}`"),
        ("<https://example.com>", "<https://example.com>"),
    ],
)
def test_expressions_have_their_meaning(text, expected):
    assert text_of(text) == expected


def test_markup_that_is_left_or_was_removed_is_named():
    done = convert_markup("{% include video.html %}\n\n{{ price }}\n\n<Price of={1} />\n\n`{{ code }}`")

    assert done.left == ("{% include video.html %}", "{{ price }}")
    assert done.removed == ("<Price of={1} />",)


def test_lists_of_python_markdown_stay_as_they_are():
    assert convert_markup("- a\n    - b", python_markdown=True).text == "- a\n    - b"
    assert convert_markup("- a\n  - b").text == "-   a\n    -   b"
