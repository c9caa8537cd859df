"""Rules about headings, lists, tables, code, blocks and tags: each fault alone, at its line, and nothing else."""

import pytest

from .bicycle_shop import body_findings, body_message, findings


def test_a_help_centre_without_faults_has_no_findings():
    assert findings() == []


FAULTS = {
    "a heading of level 1": ("# Again\n\nText.\n", [("heading-level", 1)]),
    "a heading of level 1 in HTML": ("<h1>Again</h1>\n\nText.\n", [("heading-level", 1)]),
    "a heading of level 1 by an underline": ("Again\n=====\n\nText.\n", [("heading-level", 1)]),
    "a heading that skips a level": ("## One\n\nText.\n\n#### Two\n\nText.\n", [("heading-level", 5)]),
    "a first heading of level 3": ("### One\n\nText.\n", [("heading-level", 1)]),
    "an empty heading": ("## One\n\nText.\n\n##\n\nText.\n", [("heading-empty", 5)]),
    "a heading of signs only": ("## **\u200b** {#x}\n\nText.\n", []),
    "a heading without a space": ("##Company\n\nText.\n", [("heading-unspaced", 1)]),
    "a hash sign at the beginning of a line": ("#1 in the city\n", [("heading-unspaced", 1)]),
    "a heading twice": ("## Keys\n\nText.\n\n## keys\n\nText.\n", [("heading-repeated", 5)]),
    "a heading twice under one heading": (
        "## A\n\n### Keys\n\nText.\n\n### Keys\n\nText.\n",
        [("heading-repeated", 7)],
    ),
    "a bold line as a heading": ("**Keys and numbers**\n\nText below.\n", [("heading-bold", 1)]),
    "a bold line with underscores": ("Text.\n\n__Keys__\n\nText below.\n", [("heading-bold", 3)]),
    "a heading with a colon": ("## What to bring:\n\nA key.\n", [("heading-style", 1)]),
    "a heading that is bold": ("Text.\n\n## **What to bring**\n\nA key.\n", [("heading-style", 3)]),
    "a block with two slashes": ("// hours\n", [("block-unknown", 1)]),
    "a numbered list with parentheses after one without": (
        "1. one\n2. two\n\nText.\n\n1) one\n2) two\n",
        [("list-as-text", 6)],
    ),
    "hyphens below a line of text": ("Keys and numbers\n---\n\nText.\n", [("heading-underlined", 1)]),
    "code that is never closed": ("```\ncode\n", [("fence-unclosed", 1)]),
    "code with tildes that is never closed": ("Text.\n\n~~~ sh\ncode\n", [("fence-unclosed", 3)]),
    "a comment that is never closed": ("Text.\n\n<!-- note\n\nText.\n", [("comment-unclosed", 3)]),
    "a block that nobody knows": ("/// hourz\n///\n", [("block-unknown", 1)]),
    "a block of an extension that is not enabled": ("/// details | More\nText.\n///\n", [("block-unknown", 1)]),
    "an end tag without its beginning": ("Text.\n\n</div>\n\nText.\n", [("end-tag-stray", 3)]),
    "one end tag too many": ("<div><p>Text.</p></div></div>\n", [("end-tag-stray", 1)]),
    "an element that is never closed": ("<div>\n<p>Text.</p>\n\nText.\n", [("tag-unclosed", 1)]),
    "an element within a line that is never closed": ("Some <b>bold text.\n", [("tag-unclosed", 1)]),
    "words in angle brackets": ("Write <your name> here.\n", [("tag-unknown", 1)]),
    "words in angle brackets with a hyphen": ("Write <order-number> here.\n", [("tag-unknown", 1)]),
    "a link within HTML": ("Text.\n\n<p>See [keys](helmet.md).</p>\n", [("markdown-in-html", 3)]),
    "bold words and a link within HTML": (
        "<div>\n\n**Keys** and [locks](helmet.md).\n\n</div>\n",
        [("markdown-in-html", 1)],
    ),
    "a list right below a paragraph": ("Bring:\n- a key\n- a card\n", [("list-as-text", 2)]),
    "a numbered list right below a paragraph": ("Do this:\n1. one\n2. two\n", [("list-as-text", 2)]),
    "a list with bullets from a word processor": ("• a key\n• a card\n", [("list-as-text", 1)]),
    "a numbered list with parentheses": ("1) one\n2) two\n", [("list-as-text", 1)]),
    "a list within a list, indented by two spaces": ("- a key\n  - of steel\n- a card\n", [("list-flattened", 2)]),
    "a list within a numbered list, indented by three spaces": (
        "1. a key\n   - of steel\n2. a card\n",
        [("list-flattened", 2)],
    ),
    "a numbered list that is interrupted": (
        "1. Open the lock.\n\nThen wait.\n\n2. Close the lock.\n",
        [("list-number", 5)],
    ),
    "a numbered list with a gap": ("1. one\n2. two\n4. four\n", [("list-number", 3)]),
    "a flattened list within a numbered list": (
        "1. one\n   1. inner\n   2. inner two\n2. two\n",
        [("list-flattened", 2), ("list-flattened", 3)],
    ),
    "code that does not end in its line": ("Type `helpcentre check and wait.\n", [("backtick-unclosed", 1)]),
    "an id twice in HTML": ('<a id="x"></a>\n\n<p id="x">Text.</p>\n', [("id-repeated", 3)]),
    "an id twice in attributes": ("## A {#x}\n\nText.\n\n## B {: #x }\n\nText.\n", [("id-repeated", 5)]),
    "a row with too few cells": ("| a | b |\n|---|---|\n| 1 |\n", [("table-cells", 3)]),
    "a row with too many cells": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n", [("table-cells", 4)]),
    "code within a list that is not code": (
        "- one\n\n    ```\n    x = 1\n    ```\n\n- two\n",
        [("fence-indented", 3)],
    ),
    "a table without a line of hyphens": ("| a | b |\n| 1 | 2 |\n", [("table-as-text", 1)]),
    "a table right below a paragraph": ("Prices:\n| a | b |\n|---|---|\n| 1 | 2 |\n", [("table-as-text", 2)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_line_and_nothing_else(fault):
    body, expected = FAULTS[fault]

    assert body_findings(body) == expected


FINE = {
    "headings in order": "## A\n\nText.\n\n### B\n\nText.\n\n## C\n\n### B\n\nText.\n",
    "a comment in code": "```\n# not a heading\n##nor this\n```\n\n~~~\n# x\n~~~\n",
    "indented code in a list": "- one\n\n        # x\n\n- two\n",
    "a fence that shows a fence": "````\n```\ncode\n```\n````\n",
    "a comment with a heading": "<!--\n# x\n-->\n\nText.\n",
    "a name with a sign": "- **#general** is the first channel.\n",
    "bold words within text": "**Keys** open it.\n\nText.\n",
    "a bold sentence": "**Keep the key.**\n\nText.\n",
    "a bold lead-in": "**In Italy:**\n\n1. one\n2. two\n",
    "bold words as the last line": "Text.\n\n**Thank you**\n",
    "a bold item": "- **Keys**\n\n- **Cards**\n",
    "a rule": "Text.\n\n---\n\nText.\n",
    "a rule of stars": "Text.\n***\nText.\n",
    "a line that begins with a number": "We open on\n24. December.\n",
    "a line that begins with a dash": "We open\n– mostly.\n",
    "a list of one level": "- a\n- b\n\n* c\n* d\n",
    "a list within a list": "- a\n    - b\n        - c\n- d\n",
    "a numbered list with text between": "1. one\n\n    More about one.\n\n2. two\n",
    "a numbered list of ones": "1. one\n1. two\n1. three\n",
    "two numbered lists": "1. one\n2. two\n\nText.\n\n1. three\n2. four\n",
    "a number and a parenthesis in a line": "Choose\n1) or nothing.\n",
    "a table with a pipe in code": "| a | b |\n|---|---|\n| `x|y` | 2 |\n",
    "a table with an escaped pipe": "| a | b |\n|---|---|\n| x\\|y | 2 |\n",
    "a table without outer pipes": "a | b\n---|---\n1 | 2\n",
    "a pipe in text": "this | that\n",
    "an apostrophe of the wrong kind": "It's the lock`s key.\n",
    "ids that differ": '<a id="x"></a>\n\n## A {#y}\n\nText.\n',
    "a term in bold": "**Lock**\n\n:   Keeps the bicycle.\n",
    "a formula": "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>\n",
    "a list, a note and its own list": "- one\n\n!!! note\n\n    - two\n    - three\n",
    "code in a list with four spaces": "- one\n\n        x = 1\n",
    "HTML that is closed": "<details>\n<summary>More</summary>\n<p>Text.\n</details>\n\n<p>One\n<p>Two\n",
    "elements without an end": "Line<br>line <img src='../../media/helmet.webp' alt='Helmet'> <hr>\n",
    "an address in angle brackets": "See <https://example.org/> or <help@bicycles.example>.\n",
    "angle brackets in code": "Write `<your name>`.\n",
    "an element of a script": "<model-viewer alt='x'></model-viewer>\n",
    "a drawing": '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\n',
}


@pytest.mark.parametrize("text", FINE)
def test_correct_text_is_left_alone(text):
    assert body_findings(FINE[text]) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("## Keys;\n\nText.\n", "a heading does not end in ';'; write 'Keys'"),
        ("## __Keys__\n\nText.\n", "headings are bold anyway; write 'Keys' without __"),
        ("// hours\n", "a block begins with three slashes; write '/// hours', and '///' below it"),
        ("##Keys\n\nText.\n", "a space is missing after ##; write '## Keys'"),
        ("### Keys\n\nText.\n", "a heading of level 3 follows one of level 1; write it with ##"),
        ("/// hourz\n///\n", "there is no block 'hourz', so readers see it as text; did you mean '/// hours'?"),
        (
            "/// hours\n///\n",
            (
                "there is no block 'hours', so readers see it as text; add helpcentre.markdown_blocks to "
                "markdown_extensions in mkdocs.yml"
            ),
        ),
        (
            "Write <your name> here.\n",
            "readers do not see <your name> because it is read as HTML; write `<your name>` or &lt;your name&gt;",
        ),
        ("| a | b |\n|---|---|\n| 1 |\n", "this row has 1 cell and the header has 2; add the others"),
        ("| a | b |\n| 1 | 2 |\n", "readers see this table as text; write a line such as |---|---| below the header"),
        (
            "Prices:\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            "readers see this table as text; leave an empty line above it and give each row the same number of cells",
        ),
        ("1) one\n2) two\n", "readers see this list as running text; write 1. instead of 1)"),
    ],
)
def test_the_message_says_what_to_write(body, message):
    assert body_message(body) == message


REMEDIES = {
    "a space after the signs": ("##Keys\n\nText.\n", "##", "## "),
    "the level above": ("### Keys\n\nText.\n", "###", "##"),
    "an end for the code": ("```\ncode\n", "code\n", "code\n```\n"),
    "an end for the comment": ("<!-- note\n\nText.\n", "note", "note -->"),
    "no end tag": ("Text.\n\n</div>\n", "</div>\n", ""),
    "an end tag": ("Some <b>bold text.\n", "bold", "bold</b>"),
    "code for angle brackets": ("Write <your name>.\n", "<your name>", "`<your name>`"),
    "entities for angle brackets": ("Write <your name>.\n", "<your name>", "&lt;your name&gt;"),
    "an empty line above a list": ("Bring:\n- a key\n- a card\n", "Bring:\n", "Bring:\n\n"),
    "full stops in a list": ("1) one\n2) two\n", ")", "."),
    "hyphens for bullets": ("• a key\n• a card\n", "•", "-"),
    "four spaces": ("- a key\n  - of steel\n", "  - of", "    - of"),
    "four spaces between items": ("1. one\n\nThen wait.\n\n2. two\n", "Then", "    Then"),
    "another cell": ("| a | b |\n|---|---|\n| 1 |\n", "| 1 |", "| 1 | 2 |"),
    "a line of hyphens": ("| a | b |\n| 1 | 2 |\n", "| a | b |\n", "| a | b |\n|---|---|\n"),
    "an empty line above a table": ("Prices:\n| a | b |\n|---|---|\n| 1 | 2 |\n", "Prices:\n", "Prices:\n\n"),
    "a heading instead of bold": ("**Keys**\n\nText.\n", "**Keys**", "## Keys"),
    "an empty line above hyphens": ("Keys\n---\n\nText.\n", "Keys\n", "Keys\n\n"),
}


@pytest.mark.parametrize("remedy", REMEDIES)
def test_the_remedy_of_the_message_removes_the_finding(remedy):
    body, wrong, right = REMEDIES[remedy]

    assert len(body_findings(body)) == 1
    assert body_findings(body.replace(wrong, right)) == []


def test_a_sign_within_template_code_is_not_an_id():
    body = '<p id="tags">Text</p>\n\n{{< relref "page#tags" >}}\n'

    assert "id-repeated" not in [code for code, _ in body_findings(body)]
    assert "id-repeated" in [code for code, _ in body_findings('<p id="tags">Text</p>\n\n## More {#tags}\n\nText.\n')]


def test_a_list_that_begins_with_code_is_found_at_its_line():
    assert body_findings("Text.\n\nFormats:\n- `.webm` video\n- `.mp4` video\n") == [("list-as-text", 4)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 \\| |\n", []),
        ("| a | b |\n|---|---|\n 1 | 2 \\|\n", []),
        ("a | b\n---|---\n1 | 2\n", []),
        ("a | b\n---|---\n1 | 2 | 3\n", [("table-cells", 3)]),
    ],
)
def test_an_escaped_bar_is_part_of_a_cell_and_the_outer_bars_may_be_missing(body, found):
    assert [one for one in body_findings(body) if one[0] == "table-cells"] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Do this:\n1. one\n2. two\n", 1),
        ("It was on\n24. May and\n25. June.\n", 0),
        ("Do this:\n2. two\n3. three\n", 0),
        ("Do this:\n1. one\n- two\n2. three\n", 1),
        ("Do this:\n- one\n1. two\n", 1),
    ],
)
def test_numbers_are_those_of_a_list_if_they_count_from_one(body, found):
    assert [code for code, _ in body_findings(body)].count("list-as-text") == found


def test_hash_signs_within_a_rendered_heading_or_code_are_not_seen_as_text():
    for body in ("## Part #Two\n\nText.\n", "`#tag` is written so.\n", "Text, and\n`#tag` so.\n"):
        assert "heading-unspaced" not in [code for code, _ in body_findings(body)]
