import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.languages import Languages
from helpcentre.articles.markdown_source import plain_text
from helpcentre.articles.model import Source
from helpcentre.articles.outline import outline_of_html
from helpcentre.articles.read import read_leniently
from helpcentre.articles.titles import title_of_headings, title_of_markdown, title_of_path, with_title
from helpcentre.articles.versions import version_of

ONE = Languages("en", ("en",), folders=False)


def title_of(text, path="faq/some-page.md"):
    return read_leniently(Source(path, text), ONE).title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("faq/Login_Troubleshooting.md", "Login Troubleshooting"),
        ("faq/pay-by-card.md", "Pay by card"),
        ("reset_your-password.md", "Reset your password"),
        ("API-keys.md", "API keys"),
        ("guides/index.md", "Guides"),
        ("index.md", "Index"),
        ("a/b_c/index", "B c"),
        ("über_uns.md", "Über uns"),
        ("__x__.md", "X"),
    ],
)
def test_a_file_name_becomes_a_title_as_mkdocs_makes_it(path, title):
    assert title_of_path(path) == title


@pytest.mark.parametrize(
    "code",
    [
        "```\n# not a title\n```",
        "~~~ sh\n# not a title\n~~~",
        "<!--\n# not a title\n-->",
        "    # not a title",
        "- item\n\n    ```\n    # not a title\n    ```",
        "<pre>\n# not a title\n</pre>",
    ],
)
def test_a_comment_in_code_is_not_the_title(code):
    assert title_of(f"{code}\n\n# The title\n") == "The title"
    assert title_of(f"{code}\n") == "Some page"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# **Bold** and _slanted_", "Bold and slanted"),
        ("# Use `helpcentre` now", "Use helpcentre now"),
        ("# See [the guide](guide.md#x) first", "See the guide first"),
        ("# ![logo](a.png) Name", "logo Name"),
        ("# [Guide][ref]", "Guide"),
        ("# Title {#anchor .class}", "Title"),
        ("# A <b>tag</b> &amp; more", "A tag & more"),
        ("# Not \\*bold\\*", "Not *bold*"),
        ("# snake_case_name stays", "snake_case_name stays"),
        ("# 2 * 3 * 4", "2 * 3 * 4"),
        ("# `**code**` stays", "**code** stays"),
        ("# Title #", "Title"),
        ("Title\n=====", "Title"),
        ("<h1 class='x'>In <i>HTML</i></h1>", "In HTML"),
        ("# [![badge](b.svg)](https://example.com) Project", "badge Project"),
    ],
)
def test_a_title_has_no_markup(heading, title):
    assert title_of(f"{heading}\n\nText.\n") == title


def test_a_title_in_front_matter_comes_first_and_an_empty_one_does_not_count():
    assert title_of("---\ntitle: Given\n---\n# Heading\n") == "Given"
    assert title_of("---\ntitle:\n---\n# Heading\n") == "Heading"


def test_headings_of_other_levels_are_not_the_title():
    assert title_of("## Section\n\n# Title\n") == "Title"
    assert title_of_markdown("## Section\n") is None


def test_the_title_of_a_rendered_page_is_its_first_heading_of_level_1_with_text():
    outline = outline_of_html("<h2>A</h2><h1></h1><h1>B <code>c</code></h1><h1>D</h1>")

    assert title_of_headings(outline.headings) == "B c"
    assert title_of_headings(()) is None


@given(
    st.lists(
        st.sampled_from(["**bold**", "*soft*", "`code`", "[link](a.md)", "word", "&amp;", "a_b_c", "\\*"]), min_size=1
    )
)
def test_the_title_before_rendering_is_the_one_after_it(words):
    text = f"# {' '.join(words)}\n"

    assert title_of_markdown(text) == title_of_headings(outline_of_html(markdown.markdown(text)).headings)


@given(st.text(max_size=60))
def test_any_line_becomes_plain_text_on_one_line(text):
    found = plain_text(text)

    assert found == " ".join(found.split())


def test_another_title_is_another_version_and_the_same_title_changes_nothing():
    article = read_leniently(Source("a.md", "# One\n\nText.\n"), ONE)
    other = with_title(article, "Two")

    assert (other.title, other.front.title) == ("Two", "Two")
    assert other.version == version_of("Two", article.body)
    assert other.sketch != article.sketch
    assert with_title(article, "One") is article
