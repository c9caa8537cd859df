"""Rules about what is left of drafts, merges, skeletons and other generators: each fault alone, at its line."""

from datetime import date

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.articles.skeletons import skeleton
from helpcentre.language.builtin import shipped_languages
from helpcentre.language.strings import strings

from .bicycle_shop import LOCK_EN, PAGES, body_findings, body_message, findings

FAULTS = {
    "a merge that was not finished": (
        "<<<<<<< HEAD\nOpen at 9.\n=======\nOpen at 10.\n>>>>>>> hours\n",
        [("merge-conflict", 1)],
    ),
    "only the end of a merge": ("Open at 10.\n\n>>>>>>> hours\n", [("merge-conflict", 3)]),
    "two merges": (
        "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n\nText.\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
        [("merge-conflict", 1), ("merge-conflict", 9)],
    ),
    "a note to oneself": ("TODO: ask the workshop.\n", [("unfinished-text", 1)]),
    "two notes in a line": ("FIXME and TBC.\n", [("unfinished-text", 1), ("unfinished-text", 1)]),
    "filler text": ("Text.\n\nLorem ipsum dolor sit amet.\n", [("unfinished-text", 3)]),
    "a gap to fill in": ("It costs [insert price] a day.\n", [("unfinished-text", 1)]),
    "question marks for a price": ("It costs ??? euros.\n", [("unfinished-text", 1)]),
    "letters for a price": ("It costs XX euros.\n", [("unfinished-text", 1)]),
    "a price in capitals": ("It costs [PRICE] a day.\n", [("unfinished-text", 1)]),
    "a variable of an e-mail": ("It costs %PRICE% a day.\n", [("unfinished-text", 1)]),
    "a note in brackets": ("Open on Sunday (to be confirmed).\n", [("unfinished-text", 1)]),
    "a note in Italian": ("DA FARE: chiedere.\n", [("unfinished-text", 1)]),
    "a misspelt entity": ("A&nbps;B\n", [("foreign-markup", 1)]),
    "an id that is not closed": ("## Keys {#keys\n\nText.\n", [("foreign-markup", 1)]),
    "a variable": ("It costs {{ price }} a day.\n", [("template-code", 1)]),
    "a statement": ("{% include prices.md %}\n", [("template-code", 1)]),
    "a shortcode": ("{{< tip >}}\n", [("template-code", 1)]),
    "a variable of a script": ("It costs ${price.day} a day.\n", [("template-code", 1)]),
    "a callout of GitHub": ("> [!NOTE]\n> Bring a key.\n", [("foreign-markup", 1)]),
    "a callout in small letters": ("> [!warning]- Careful\n> Text.\n", [("foreign-markup", 1)]),
    "a container of VuePress": ("::: tip\nBring a key.\n:::\n", [("foreign-markup", 1)]),
    "a container of Docusaurus with a title": (":::note[Keys]\nText.\n:::\n", [("foreign-markup", 1)]),
    "a collapsible admonition": ("??? note\n    Text.\n", [("foreign-markup", 1)]),
    "a tab": ('=== "iPhone"\n\n    Text.\n', [("foreign-markup", 1)]),
    "a class that nothing reads": ("Text {.big} here.\n", [("foreign-markup", 1)]),
    "a task list": ("- [ ] Open\n- [x] Close\n", [("foreign-markup", 1), ("foreign-markup", 2)]),
    "words struck through": ("It costs ~~5~~ 4 euros.\n", [("foreign-markup", 1)]),
    "words highlighted": ("It is ==important==.\n", [("foreign-markup", 1)]),
    "a footnote": ("Bring a key[^1].\n\n[^1]: A steel one.\n", [("foreign-markup", 1), ("foreign-markup", 3)]),
    "a footnote of one word": ("Bring a key[^1].\n\n[^1]: steel\n", [("foreign-markup", 1)]),
    "a link of a wiki": ("See [[Keys]].\n", [("foreign-markup", 1)]),
    "a table of contents": ("[[toc]]\n", [("foreign-markup", 1)]),
    "a name of an emoji": ("Careful :warning: here.\n", [("foreign-markup", 1)]),
    "a statement of MDX": ("import Tabs from '@theme/Tabs';\n", [("foreign-markup", 1)]),
    "an entity written twice": ("5&amp;nbsp;km\n", [("foreign-markup", 1)]),
    "HTML written as text": ("A &lt;br&gt; here.\n", [("foreign-markup", 1)]),
    "a variable between percent signs": ("Hello %FIRST_NAME%.\n", [("foreign-markup", 1)]),
    "bold words with a space inside": ("It is ** very ** good.\n", [("foreign-markup", 1)]),
    "bold words that do not end": ("It is **very good.\n", [("foreign-markup", 1)]),
    "a diagram": ("```mermaid\ngraph TD\n```\n", [("diagram-code", 1)]),
    "keys between lines of hyphens": (
        "---\nowner: workshop\nreviewed: 2026-01-01\n---\n\nText.\n",
        [("keys-as-text", 2)],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_line_and_nothing_else(fault):
    body, expected = FAULTS[fault]

    assert sorted(body_findings(body)) == sorted(expected)


FINE = {
    "a merge shown as code": "```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n",
    "signs in a row": "<<<< look here >>>>\n",
    "notes shown as code": "Write `TODO`, `{{ price }}`, `[!NOTE]`, `~~x~~` and `[[x]]`.\n",
    "Spanish and Italian words": "Todo incluido. È tutto.\n",
    "a code with XXX": "The number is 12-XXX-34 or TBD-1.\n",
    "braces in text": "Use { and } or {{.\n",
    "an admonition": "!!! note\n    Text.\n",
    "a heading with an anchor": "## Keys {#keys}\n\nText.\n",
    "attributes": "[Contact](../contact.md){.button}\n",
    "approximate prices": "It costs ~5 or ~~ something.\n",
    "a comparison": "If a == b and c == d.\n",
    "times and ratios": "From 10:30:00 to 12:00, 16:9.\n",
    "square brackets": "Choose [A] or [x].\n",
    "stars": "2 ** 3 and 5 * 4 and **bold**, rated ***.\n",
    "per cent": "Save 5% or 10%.\n",
    "a sentence with import": "We import bicycles from Italy.\n",
    "entities": "5&nbsp;km &lt; 6&nbsp;km &amp; more\n",
    "code in another language": "```python\nx = 1\n```\n",
    "hyphens and a colon": "Text.\n\n---\n\nOpen: always.\n",
    "a sentence that begins like a key": "kind: this word means nice.\n\nText.\n",
}


@pytest.mark.parametrize("text", FINE)
def test_correct_text_is_left_alone(text):
    assert body_findings(FINE[text]) == []


@pytest.mark.parametrize("page", ["en/faq/lock.md", "en/videos/chain.md"])
@pytest.mark.parametrize("body", ["", "\n\n", "<!-- later -->\n"])
def test_an_article_without_text_is_an_error(page, body):
    front = PAGES[page].split("\n---\n")[0] + "\n---\n"

    found = findings({page: front + body, page.replace("en/", "it/", 1): None})

    assert [(code, path) for code, path, _, _ in found] == [("body-empty", page)]


@pytest.mark.parametrize("body", ["Text.\n", "![A helmet](../../media/helmet.webp)\n", "> Quote\n", "    code\n"])
def test_an_article_with_anything_to_see_is_not_empty(body):
    assert findings({"en/faq/lock.md": LOCK_EN.split("\n\n")[0] + "\n\n" + body}) == []


def test_a_page_whose_list_comes_from_the_theme_may_be_empty():
    assert findings({"en/index.md": "---\ntitle: Help\nkind: page\n---\n"}) == []


def test_keys_that_a_line_of_hyphens_cut_off_are_found_where_readers_see_them():
    text = LOCK_EN.replace("topics: [safety]\n", "---\ntopics: [safety]\n")

    found = findings({"en/faq/lock.md": text})

    assert ("keys-as-text", 6) in [(code, line) for code, _, line, _ in found]


@pytest.mark.parametrize("language", shipped_languages())
@pytest.mark.parametrize("kind", [Kind.FAQ, Kind.TROUBLESHOOTING, Kind.GUIDE, Kind.POLICY])
def test_every_line_of_a_skeleton_is_found_in_every_language(kind, language):
    text = skeleton(kind, "Where is the key?", strings(language), date(2026, 11, 30)).replace(
        "---\n\n", "topics: [safety]\n---\n\n", 1
    )
    found = findings({"en/faq/lock.md": text}, levels={"language-wrong": "off", "title-not-a-question": "off"})

    assert {code for code, _, _, _ in found} == {"skeleton-text"}
    assert len(found) >= 3


def test_a_note_in_the_title_or_the_description_is_found():
    text = LOCK_EN.replace('"How do I lock the bicycle?"', '"TODO: title?"').replace("kind:", "description: TBD\nkind:")

    found = findings({"en/faq/lock.md": text})

    assert [(code, line) for code, _, line, _ in found] == [("unfinished-text", 2), ("unfinished-text", 3)]


def test_a_variable_in_the_title_is_found():
    found = findings({"en/faq/lock.md": LOCK_EN.replace("the bicycle?", "the {{ thing }}?")})

    assert [(code, line) for code, _, line, _ in found] == [("template-code", 2)]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "It costs {{ price }}.\n",
            ("readers see {{ price }} as it is; write the value, or put it in backticks if it is meant as code"),
        ),
        (
            "> [!TIP]\n> Text.\n",
            (
                "readers see '[!TIP]' as it is; write !!! note \"Title\" and indent the text below by four "
                "spaces (extension admonition)"
            ),
        ),
        (
            "- [ ] Open\n",
            (
                "readers see '[ ]' as it is; write a plain list item, or add pymdownx.tasklist to "
                "markdown_extensions in mkdocs.yml"
            ),
        ),
        ("TODO\n", "readers see 'TODO'; finish the text, or remove it"),
        (
            "```mermaid\nx\n```\n",
            "readers see the code of this mermaid diagram; save it as an image with a description",
        ),
    ],
)
def test_the_message_says_what_readers_see_and_what_to_write(body, message):
    assert body_message(body) == message


REMEDIES = {
    "a value": ("It costs {{ price }}.\n", "{{ price }}", "4 euros"),
    "backticks": ("It costs {{ price }}.\n", "{{ price }}", "`{{ price }}`"),
    "an admonition": ("> [!NOTE]\n> Bring a key.\n", "> [!NOTE]\n> Bring", '!!! note "Key"\n\n    Bring'),
    "a list item": ("- [ ] Open\n", "[ ] ", ""),
    "an element": ("It costs ~~5~~ 4.\n", "~~5~~", "<del>5</del>"),
    "a mark": ("It is ==important==.\n", "==important==", "<mark>important</mark>"),
    "a link": ("See [[Contact]].\n", "[[Contact]]", "[Contact](../contact.md)"),
    "the sign": ("Careful :warning:\n", ":warning:", "⚠️"),
    "no spaces": ("It is ** very ** good.\n", "** very **", "**very**"),
}


@pytest.mark.parametrize("remedy", REMEDIES)
def test_the_remedy_of_the_message_removes_the_finding(remedy):
    body, wrong, right = REMEDIES[remedy]

    assert len(body_findings(body)) == 1
    assert body_findings(body.replace(wrong, right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Send a [POST] request, see [[SEO]] and [FAQ].",
        "data[alerts][admin.sign_up] and fields[:index][value]",
        "What???",
        "Is it 5 % or 10%?",
        "The XX century.",
    ],
)
def test_signs_in_brackets_are_not_all_left_over(text):
    assert {code for code, _ in body_findings(text + "\n")} <= {"foreign-markup"}
