"""The text of variables and snippets in a page, and the places it was written at."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from helpcentre.articles.shared_text.expansion import escape_value, expand_body, expand_line
from helpcentre.articles.shared_text.loading import parse_shared_text
from helpcentre.articles.shared_text.written_places import locate

PAGE = "en/faq/bags.md"


def shared(variables="", **snippets):
    files = {f"snippets/{name}.md": text.encode() for name, text in snippets.items()}
    found, findings = parse_shared_text({"variables.yml": variables.encode(), **files}, ("en", "it"))
    assert findings == []
    return found


def expand(body, text, path=PAGE):
    return expand_body(body, path, 5, text, "en")


def place_of(words, body, text):
    expanded, use = expand(body, text)
    return locate(expanded, expanded.index(words), use.parts)


def test_a_variable_becomes_its_value():
    text = shared("price: {amount: 4.50, currency: EUR}\n")

    assert expand("It costs {{ price }}, {{price}}.", text)[0] == "It costs €4.50, €4.50."


@pytest.mark.parametrize(
    "body",
    [
        "`{{ price }}`",
        "```\n{{ price }}\n```\n",
        "<!-- {{ price }} -->",
        "{{ cost }}",
        "{{ price | upper }}",
        "{ price }",
        "{{ price\n}}",
        "```\n/// snippet | bag\n///\n```\n",
        "/// snippet | bag\n",
    ],
)
def test_code_comments_and_other_names_stay_as_they_are(body):
    assert expand(body, shared("price: 3\n", bag="A bag.")) == (body, None)


def test_a_snippet_becomes_its_text_with_variables_and_other_snippets():
    text = shared("price: 3\n", bag="A bag costs {{ price }}.\n\n/// snippet | hat\n///", hat="A hat.")
    expanded, use = expand("One.\n\n/// snippet | bag\n///\n\nTwo.\n", text)

    assert expanded == "One.\n\nA bag costs 3.\n\nA hat.\n\nTwo.\n"
    assert use.variables == {"price"}
    assert use.snippets == {"bag", "hat"}


def test_a_snippet_in_a_list_is_indented_like_its_place():
    text = shared("price: 3\n", bag="Take {{ price }}.\n\nGo.")

    assert expand("1. One\n\n    /// snippet | bag\n    ///\n", text)[0] == "1. One\n\n    Take 3.\n\n    Go.\n"


def test_links_of_a_snippet_lead_from_the_page_and_others_stay():
    links = "[a](../en/contact.md#now) [b](https://x.example) [c](#top) [d](/faq/) ![e](../media/e.png)"
    expanded, _ = expand("/// snippet | bag\n///", shared(bag=links))

    assert expanded == "[a](../contact.md#now) [b](https://x.example) [c](#top) [d](/faq/) ![e](../../media/e.png)"


def test_an_address_with_a_variable_is_filled_in():
    text = shared("mail: info@bags.example\n", bag="[write](mailto:{{ mail }})")

    assert expand("/// snippet | bag\n///", text)[0] == "[write](mailto:info@bags.example)"


BODY = (
    "Bags from {{ price }}, here.\n\n/// snippet | bag\n///\n\n"
    "- list\n\n    /// snippet | bag\n    ///\n\nEnd {{ price }}"
)
TEXT = {
    "variables": "price: 12345\n",
    "bag": "---\nkinds: [faq]\n---\n\nA bag.\n\nIts [price](../en/x.md) is {{ price }} now.",
}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Bags", (PAGE, 5, 1)),
        ("12345", (PAGE, 5, 11)),
        ("45, here", (PAGE, 5, 11)),
        (", here", (PAGE, 5, 22)),
        ("A bag", ("snippets/bag.md", 5, 1)),
        ("../x.md", ("snippets/bag.md", 7, 13)),
        ("now.", ("snippets/bag.md", 7, 40)),
        ("    A bag", (PAGE, 12, 5)),
        ("now.\n\nEnd", ("snippets/bag.md", 7, 40)),
        ("End", (PAGE, 15, 1)),
    ],
)
def test_a_place_is_where_its_words_were_written(words, place):
    assert place_of(words, BODY, shared(**TEXT)) == place


def test_a_place_before_the_text_is_its_beginning():
    expanded, use = expand(BODY, shared(**TEXT))

    assert locate(expanded, -1, use.parts) == (PAGE, 5, 1)


def test_a_title_has_the_value_as_plain_text_and_names_it():
    text = shared('price: "*3* <b>"\n')

    assert expand_line("From {{ price }} {{ cost }}", text, "en") == ("From *3* <b> {{ cost }}", {"price"})


@pytest.mark.parametrize(
    "value", ["# 1", "- 1", "+ 1", "1. May", "1) x", "---", "=", ": x", "*a*", "a_b_c", "<b>&amp;", "[a](b)"]
)
def test_a_value_is_shown_exactly_as_it_is_written(value):
    shown = markdown(escape_value(value), extensions=["def_list", "attr_list", "tables"])

    assert html.unescape(shown) == f"<p>{value}</p>"


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1).filter(str.strip))
def test_any_value_is_shown_exactly_as_it_is_written(value):
    assert html.unescape(markdown(f"x {escape_value(value)}")) == f"<p>x {value}</p>"
