"""The text of a page as our frame shows it."""

import re

import pytest

from helpcentre.article_html import keep_whole, prepare_text

TABLE = "<table><tr><td>1</td></tr></table>"


def prepare(html, title="Delivery"):
    return prepare_text(html, title, lambda name: f"Table: {name}")


def names(html):
    return re.findall(r'<div class="hc-scroll" role="region" tabindex="0" aria-label="([^"]*)">', prepare(html))


def test_a_table_is_in_a_region_that_can_be_focused_to_scroll_it():
    assert prepare(f"<p>a</p>{TABLE}<p>b</p>") == (
        f'<p>a</p><div class="hc-scroll" role="region" tabindex="0" aria-label="Table: Delivery">{TABLE}</div><p>b</p>'
    )


def test_a_region_is_named_after_the_heading_above_it():
    assert names(f'<h2 id="a">Rates &amp; <em>terms</em></h2>{TABLE}<h3>Next</h3>{TABLE}') == [
        "Table: Rates &amp; terms",
        "Table: Next",
    ]


def test_regions_below_one_heading_have_different_names():
    assert names(f"<h2>Rates</h2>{TABLE}{TABLE}{TABLE}") == ["Table: Rates", "Table: Rates (2)", "Table: Rates (3)"]


def test_a_heading_without_words_names_nothing():
    assert names(f"<h2>Rates</h2><h2><img></h2>{TABLE}") == ["Table: Rates"]


def test_a_name_cannot_end_its_attribute():
    assert names(f'<h2>5" &lt;pipe&gt;</h2>{TABLE}') == ["Table: 5&quot; &lt;pipe&gt;"]


def test_a_table_within_a_table_has_no_separate_region():
    html = prepare(f"<table><tr><td>{TABLE}</td></tr></table>{TABLE}")

    assert html.count("hc-scroll") == 2
    assert html.startswith("<div")
    assert html.count("</div>") == 2
    assert html.index("</div>") > html.index("</table></td>")


def test_a_table_from_one_of_our_blocks_stays_unchanged():
    html = f'<table class="hc-table"><tr><td>9</td></tr></table>{TABLE}'

    assert prepare(html).startswith('<table class="hc-table">')
    assert prepare(html).count("hc-scroll") == 1


def test_a_table_that_is_never_opened_or_never_closed_changes_nothing_else():
    assert prepare("</table><p>a</p>") == "</table><p>a</p>"
    assert prepare("<table><p>a</p>").endswith("<table><p>a</p>")


def test_code_can_be_focused_to_scroll_it_and_keeps_its_own_tabindex():
    assert prepare("<pre><code>x</code></pre>") == '<pre tabindex="0"><code>x</code></pre>'
    assert prepare('<pre class="a">x</pre>') == '<pre tabindex="0" class="a">x</pre>'
    assert prepare('<pre tabindex="-1">x</pre>') == '<pre tabindex="-1">x</pre>'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("4,90 €", "4,90_€"),
        ("from 4,90 € on", "from 4,90_€ on"),
        ("€ 19.90", "€_19.90"),
        ("Rp 100.000", "Rp_100.000"),
        ("20 %", "20_%"),
        ("20 EUR or 30 USD", "20_EUR or 30_USD"),
        ("20 Europeans", "20 Europeans"),
        ("20 kroner", "20 kroner"),
        ("xRp 100", "xRp 100"),
        ("about € and 5", "about € and 5"),
        ("5 days", "5 days"),
        ("<b>5</b> €", "<b>5</b> €"),
        ("60 AED, AED 60", "60_AED, AED_60"),
        ("5 ABCD, ABCD 5", "5 ABCD, ABCD 5"),
    ],
)
def test_a_price_and_a_percentage_are_never_divided(text, kept):
    assert keep_whole(text) == kept.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("code", ["BL-204815", "STUDENT-2026", "X-10"])
def test_a_code_is_not_divided_at_its_hyphen(code):
    assert keep_whole(f"write {code}, please") == f'write <span class="hc-whole">{code}</span>, please'


@pytest.mark.parametrize("text", ["X-1", "bl-204815", "A-Z", "covid-19", "ABCDEFGHIJK-2026", "2026-11-30"])
def test_other_words_with_hyphens_are_left_alone(text):
    assert keep_whole(text) == text


@pytest.mark.parametrize("number", ["+39 06 9480 2210", "+971 4 331 1234", "+44 (0)20 7946-0958", "+3726001234"])
def test_a_telephone_number_is_whole_and_keeps_its_order_in_any_direction(number):
    assert keep_whole(f"call {number}.") == f'call <bdi class="hc-whole" dir="ltr">{number}</bdi>.'


@pytest.mark.parametrize("text", ["+5 days", "+1 234", "1 + 234567890", "06 9480 2210"])
def test_other_numbers_are_left_alone(text):
    assert keep_whole(text) == text


def test_drawings_and_controls_keep_their_text():
    html = "<svg><text>BL-204815</text></svg><button>BL-204815</button><option>+39 06 9480 2210</option>"

    assert keep_whole(html) == html


def test_tags_and_text_to_copy_keep_their_spaces():
    html = '<a title="5 € off" href="x">5 €</a><code>5 €</code><pre>\n5 €\n</pre><kbd>5 €</kbd>'

    assert keep_whole(html) == html.replace('href="x">5 €', 'href="x">5\N{NO-BREAK SPACE}€')
