"""Boxes of every generator become admonitions with the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.adoption.callouts import convert_callouts


def converted(text):
    return "\n".join(convert_callouts(text.split("\n"))).strip("\n")


@pytest.mark.parametrize(
    "text",
    [
        ":::tip\nText.\n:::",
        "::: tip\nText.\n:::",
        ":::tip\n\nText.\n\n:::",
        "> [!TIP]\n> Text.",
        ">[!tip]\n>Text.",
        '{% hint style="success" %}\nText.\n{% endhint %}',
        "{% tip %}\nText.\n{% endtip %}",
        "{% tip %}Text.{% endtip %}",
        "{{< hint >}}\nText.\n{{< /hint >}}",
        '{{% alert color="success" %}}\nText.\n{{% /alert %}}'.replace("alert", "admonition"),
        '{{< callout type="tip" >}}\nText.\n{{< /callout >}}',
        "<Tip>\nText.\n</Tip>",
        '<Aside type="tip">\nText.\n</Aside>',
    ],
)
def test_a_box_is_an_admonition(text):
    assert converted(text) == "!!! tip\n    Text."


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (":::warning Mind the gap\nx\n:::", '!!! warning "Mind the gap"'),
        (":::warning[Mind the gap]\nx\n:::", '!!! warning "Mind the gap"'),
        (':::note{title="A"}\nx\n:::', '!!! note "A"'),
        (':::info Say "hi"\nx\n:::', "!!! note \"Say 'hi'\""),
        ("> [!CAUTION] Hot\n> x", '!!! warning "Hot"'),
        ("> [!danger]- Hot\n> x", '!!! danger "Hot"'),
        ("::: details More\nx\n:::", '??? note "More"'),
        ('<Aside type="danger" title="Stop">\nx\n</Aside>', '!!! danger "Stop"'),
        ("{{% notice important %}}\nx\n{{% /notice %}}", "!!! warning"),
    ],
)
def test_a_box_keeps_its_kind_and_title(text, header):
    assert converted(text) == f"{header}\n    x"


def test_boxes_are_nested():
    assert converted("::::note\na\n:::tip\nb\n:::\n::::") == "!!! note\n    a\n\n    !!! tip\n        b"


def test_tabs_are_tabs():
    text = '<Tabs>\n<TabItem value="mac" label="macOS">\na\n</TabItem>\n<TabItem value="linux">\nb\n</TabItem>\n</Tabs>'

    assert converted(text) == '=== "macOS"\n\n    a\n\n\n=== "linux"\n\n    b'


def test_a_box_within_a_list_stays_there():
    assert converted("-   a\n\n    :::tip\n    b\n    :::\n\n-   c") == "-   a\n\n\n    !!! tip\n        b\n\n\n-   c"


def test_the_text_after_a_quotation_is_not_in_the_box():
    assert converted("> [!NOTE]\n> a\n\nb") == "!!! note\n    a\n\n\n\nb"


@pytest.mark.parametrize(
    "text", ["```\n:::tip\nx\n:::\n```", "~~~\n> [!NOTE]\n~~~", "> quoted", ":::unknown\nx", "a ::: b", "<Note/>"]
)
def test_code_and_anything_else_are_left_alone(text):
    assert converted(text) == text


def test_a_box_without_an_end_keeps_its_text():
    assert converted(":::tip\na\n\nb") == "!!! tip\n    a\n\n    b"


@given(
    st.lists(st.sampled_from(["", "a", ":::tip", ":::", "> [!NOTE]", "> b", "```", "- c", "    d", "{% endhint %}"]))
)
def test_no_word_is_lost(lines):
    kept = " ".join(convert_callouts(lines)).split()

    assert [word for word in kept if word in "abcd"] == [word for word in " ".join(lines).split() if word in "abcd"]
