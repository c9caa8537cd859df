"""Tags that browsers do not know: components are left out, placeholders become text, and code stays as it is."""

import pytest

from helpcentre.articles.adoption.components import change_prose, remove_components


@pytest.mark.parametrize(
    ("text", "left", "components"),
    [
        ("a <Tabs>b</Tabs> c", "a b c", ("<Tabs>",)),
        ('<Card title="A > B" />\nText', "\nText", ('<Card title="A > B" />',)),
        ("<Card items={[{a: {b: 1}}]} />x", "x", ("<Card items={[{a: {b: 1}}]} />",)),
        ("<Tab>a</Tab><Tab>b</Tab>", "ab", ("<Tab>",)),
        ("<Note\n  kind='tip'>\nText", "\nText", ("<Note",)),
        ("a {/* a comment\nof two lines */} b", "a  b", ()),
        ("write <name> here", "write &lt;name&gt; here", ()),
        ("write <your-name> or </name>", "write &lt;your-name&gt; or &lt;/name&gt;", ()),
        ("Array<string[]>", "Array&lt;string[]&gt;", ()),
        ("a <b>bold</b> <br> <math><mi>x</mi></math>", "a <b>bold</b> <br> <math><mi>x</mi></math>", ()),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", ()),
        ("`<Tabs>` and `<name>`", "`<Tabs>` and `<name>`", ()),
        ("``a ` <Tabs>`` <Tabs>", "``a ` <Tabs>`` ", ("<Tabs>",)),
        ("```\n<Tabs>\n```\n<Tabs>", "```\n<Tabs>\n```\n", ("<Tabs>",)),
        ("`a\n\n<Tabs>` b", "`a\n\n` b", ("<Tabs>",)),
    ],
)
def test_components_are_left_out_and_placeholders_become_text(text, left, components):
    assert remove_components(text) == (left, components)


def test_a_long_component_is_named_by_its_first_sixty_characters():
    tag = f'<Card title="{"a" * 80}" />'

    assert remove_components(tag) == ("", (tag[:60],))


def test_a_change_may_span_the_lines_between_two_pieces_of_code():
    text = "a\nb\n```\na\n```\na `a` a\na"

    assert change_prose(text, lambda prose: prose.replace("a\n", "A ")) == "A b\n```\na\n```\na `a` A a"
    assert change_prose("", str.upper) == ""
