"""HTML of help desks comes back from Markdown as it was."""

import re

import markdown
import pytest

from helpcentre.commands.html_to_markdown import to_markdown

EXTENSIONS = ["admonition", "attr_list", "tables", "fenced_code"]


def published(html):
    """Return the HTML that a site publishes for imported HTML."""
    return markdown.markdown(to_markdown(html).strip(), extensions=EXTENSIONS)


def squeezed(html):
    return re.sub(
        r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|t[hd]|details|summary|h\d|pre|div|blockquote)\b[^>]*>)\s*",
        r"\1",
        html,
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <strong>two</strong> <em>three</em> <code>four</code>.</p>",
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        "<p>5 &lt; 6 &amp; 7 &gt; 3</p>",
        "<p>a * b _c_ #d 1. e</p>",
        "<p>a ~ b = c + d | e [f] `g` \\ h {i} (j) ~~k~~ ==l==</p>",
        "<p>&amp;lt; is written for &lt;</p>",
        '<h2 id="own-id">Part</h2>',
        '<pre><code class="language-js">let a = 1 &lt; 2;</code></pre>',
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1<br>2</td><td>3</td></tr></tbody></table>",
        '<table><tr><td rowspan="2">A</td><td>1</td></tr><tr><td>2</td></tr></table>',
        '<table><tr><td colspan="2">A</td></tr><tr><td>1</td><td>2</td></tr></table>',
        "<table><tr><td><ul><li>a</li></ul></td></tr></table>",
        "<details><summary>More</summary><p>Text <b>here</b>.</p></details>",
        '<p dir="rtl">مرحبا</p>',
        "<blockquote><p>Quoted.</p></blockquote>",
        '<p><a href="https://x.example/a?b=1&amp;c=2">words</a></p>',
    ],
)
def test_html_is_published_as_it_was(html):
    back = squeezed(published(html)).replace("<br />", "<br>").replace("\n</code>", "</code>")

    assert back == squeezed(html)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("callout-warning", "warning"),
        ("note", "note"),
        ("alert alert-danger", "danger"),
        ("callout callout--tip", "tip"),
    ],
)
def test_a_box_is_an_admonition(name, kind):
    html = published(f'<div class="{name}"><p>Mind the <b>gap</b>.</p></div><p>After.</p>')

    assert f'<div class="admonition {kind}">' in html
    assert "<p>Mind the <strong>gap</strong>.</p>\n</div>\n<p>After.</p>" in html


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>bad()</script>",
        "<p>a</p><style>p{color:red}</style>",
        "<p>a</p><noscript>bad</noscript>",
        "<p>a</p><iframe src='https://x.example'>bad</iframe>",
        "<div><p>a</p><template>bad</template></div>",
    ],
)
def test_scripts_are_dropped_with_their_text(html):
    assert published(html) == "<p>a</p>"


def test_html_that_is_kept_has_no_handlers_and_no_styles():
    html = published('<table onclick="bad()" style="x"><tr><td rowspan="2" ONLOAD="bad()">a</td></tr></table>')

    assert html == '<table><tr><td rowspan="2">a</td></tr></table>'


def test_html_that_is_kept_has_no_blank_line_that_would_end_it():
    html = published("<details><summary>A</summary>\n\n<p>b</p>\n\n\n<p>c</p></details>")

    assert squeezed(html) == "<details><summary>A</summary><p>b</p><p>c</p></details>"


@pytest.mark.parametrize(
    ("html", "fence"),
    [
        ('<pre class="lang-python">x</pre>', "```python"),
        ('<pre><code class="highlight-source-shell">x</code></pre>', "```shell"),
        ('<pre class="wide"><code>x</code></pre>', "```\n"),
    ],
)
def test_code_keeps_its_language(html, fence):
    assert fence in to_markdown(html)
