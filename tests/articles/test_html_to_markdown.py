"""A page as Markdown: what it says is what the HTML says, and no text becomes markup."""

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.html_to_markdown import markdown_of_html
from helpcentre.articles.html_tree import parse_html


def text_of(html):
    return " ".join(parse_html(html).text().split())


def convert(html):
    return markdown_of_html(html, lambda href: f"https://x.example/{href}")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n"),
        ("<h1>A</h1><h3>B</h3><h6>C</h6>", "# A\n\n### B\n\n###### C\n"),
        ("<h2></h2><p></p>", ""),
        ("<p>a <strong> b </strong>c <em>d</em> <del>e</del></p>", "a  **b** c *d* ~~e~~\n".replace("  ", " ")),
        ("<p><b></b>x<i> </i></p>", "x\n"),
        ("<p>a<br>\nb</p>", "a\\\nb\n"),
        ("<p>loose</p> text <span>here</span><p>end</p>", "loose\n\ntext here\n\nend\n"),
        ("<p>an <u>unknown</u> <abbr title='x'>tag</abbr></p>", "an unknown tag\n"),
        ("<hr>", "---\n"),
        ("<section><div><p>a</p></div>b</section>", "a\n\nb\n"),
        ("<p>1 &lt; 2 &amp; 3 &amp;amp; 4</p>", "1 &#60; 2 & 3 &#38;amp; 4\n"),
    ],
)
def test_blocks_and_marks_become_markdown(html, expected):
    assert convert(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='a/'>A</a>", "[A](https://x.example/a/)"),
        ("<a href='a'> A </a>b", "[A](https://x.example/a) b"),
        ("<a href='a (b) <c>'>A</a>", "[A](https://x.example/a%20%28b%29%20%3Cc%3E)"),
        ("<a href='x'></a>after", "after"),
        ("<a name='x'>A</a>", "A"),
        ("<h2>A<a class='headerlink' href='#a'>¶</a></h2>", "## A"),
        ("<img src='i.png' alt='A [b]'>", "![A \\[b\\]](https://x.example/i.png)"),
        ("<img src='i.png'>", "![](https://x.example/i.png)"),
        ("<video src='v.mp4' aria-label='How to'></video>", "[How to](https://x.example/v.mp4)"),
        ("<video><source src='v.webm'><source src='v.mp4'></video>", "[video](https://x.example/v.webm)"),
        ("<video></video>x", "x"),
    ],
)
def test_links_pictures_and_videos_have_full_addresses(html, expected):
    assert convert(html) == f"{expected}\n"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b\n"),
        ("<ul><li>a<li>b</ul>", "- a\n- b\n"),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "3. a\n4. b\n"),
        ("<ol start='x'><li>a</li></ol>", "1. a\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c\n"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n    b\n2. c\n"),
        ("<ul></ul>x", "x\n"),
    ],
)
def test_lists_keep_their_numbers_and_levels(html, expected):
    assert convert(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td><p>c</p><p>d</p></td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | c d |\n",
        ),
        ("<table><tr><th>A<th>B<tr><td>c</table>", "| A | B |\n| --- | --- |\n| c |  |\n"),
        (
            "<table><caption>Times</caption><tr><td>a<br>b</td></tr></table>",
            "**Times**\n\n| a b |\n| --- |\n",
        ),
        ("<table></table>x", "x\n"),
    ],
)
def test_tables_become_rows(html, expected):
    assert convert(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><code>a*b</code> <kbd>Ctrl</kbd></p>", "`a*b` `Ctrl`\n"),
        ("<p><code>a`b</code> <code>`</code><code> </code></p>", "``a`b`` `` ` ``\n"),
        (
            '<pre><code class="language-yaml">a: 1\n\n  b: *x\n</code></pre>',
            "```yaml\na: 1\n\n  b: *x\n```\n",
        ),
        ("<pre>```\nx</pre>", "````\n```\nx\n````\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        (
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>Do it.</p></div>',
            "> **Tip**\n>\n> Do it.\n",
        ),
        ("<details><summary>More</summary><p>a</p></details>", "**More**\n\na\n"),
        ("<dl><dt>A</dt><dd>b</dd></dl>", "**A**\n\nb\n"),
    ],
)
def test_code_quotations_callouts_and_definitions_stay_apart(html, expected):
    assert convert(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<svg><title>x</title></svg>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<p hidden>x</p>",
        "<p><span hidden>x</span></p>",
        "<button>x</button>",
        "<form><label>x</label></form>",
    ],
)
def test_scripts_drawings_controls_and_hidden_text_are_left_out(html):
    assert convert(html) == ""


@pytest.mark.parametrize("text", ["# a", "- a", "+ a", "> a", "1. a", "2) a", "= a", "| a", ": a"])
def test_the_beginning_of_a_paragraph_is_not_taken_for_a_mark(text):
    again = markdown.markdown(convert(f"<p>{text.replace('>', '&gt;')}</p>"), extensions=["tables", "def_list"])

    assert re.fullmatch(r"<p>.*</p>", again)
    assert parse_html(again).text().replace("\\", "") == text


@given(st.text(st.sampled_from("ab 1.*_`[]<>&#-+()!~\\"), max_size=30).map(lambda text: " ".join(text.split())))
def test_any_text_of_a_paragraph_is_read_again_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = convert(f"<p>x{escaped}</p>")

    assert text_of(markdown.markdown(written)) == f"x{text}".strip()


def test_an_end_tag_that_was_never_opened_closes_nothing():
    assert convert("</div><p>a</section> b</p>") == "a b\n"


def test_the_copy_of_a_copy_is_the_same():
    html = "<h2>A</h2><p>b <em>c</em></p><ul><li>d<ol><li>e</li></ol></li></ul><blockquote><p>f</p></blockquote>"
    once = markdown_of_html(html, str)

    assert markdown_of_html(markdown.markdown(once), str) == once
