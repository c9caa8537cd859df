"""Rules about links: where they lead, how they are written, and what they say."""

import pytest

from tests.articles.sample import EXTENSIONS

from .bicycle_shop import HELMET_IT, LOCK_EN, body_findings, body_message, findings

FAULTS = {
    "a dead link": ("See [keys](keys.md).\n", [("link-dead", 1)]),
    "a dead link by reference": ("See [keys][k].\n\n[k]: keys.md\n", [("link-dead", 3)]),
    "a link without the extension": ("See [helmets](helmet).\n", [("link-dead", 1)]),
    "a link in other letters": ("See [contact](../Contact.md).\n", [("link-dead", 1)]),
    "a dead link from the root": ("See [keys](/faq/keys/).\n", [("link-dead", 1)]),
    "a dead link with the site's own host": (
        "See [keys](https://help.bicycles.example/faq/keys/).\n",
        [("link-dead", 1)],
    ),
    "a dead link in HTML": ('<p><a href="../keys/">keys</a></p>\n', [("link-dead", 1)]),
    "a dead anchor": ("See [sizes](helmet.md#colours).\n", [("anchor-dead", 1)]),
    "a dead anchor on the page": ("See [below](#below).\n", [("anchor-dead", 1)]),
    "brackets the other way round": ("See (keys)[helmet.md].\n", [("link-as-text", 1)]),
    "a space between the brackets": ("See [keys] (helmet.md).\n", [("link-as-text", 1)]),
    "a space in the address": ("See [keys](my keys.md).\n", [("link-dead", 1)]),
    "no end of the address": ("See [keys](helmet.md today.\n", [("link-as-text", 1)]),
    "no end of the words": ("See [keys(helmet.md) today.\n", [("link-as-text", 1)]),
    "no beginning of the words": ("See the keys](helmet.md) today.\n", [("link-as-text", 1)]),
    "an image with a space": (
        "Text.\n\n! [A red helmet](../../media/helmet.webp)\n",
        [("link-as-text", 3)],
    ),
    "a definition without a link": ("Text.\n\n[keys]: helmet.md\n", [("reference-unused", 3)]),
    "an address that leads elsewhere": (
        "See [https://a.example/x](https://b.example/).\n",
        [("link-text-address", 1)],
    ),
    "a page for the team": (
        "See [prices](https://docs.google.com/document/d/a1-b/edit#x).\n",
        [("link-private", 1)],
    ),
    "a reference without a definition": ("See [keys][k].\n", [("reference-undefined", 1)]),
    "a short reference without a definition": ("See [keys][].\n", [("reference-undefined", 1)]),
    "an image without a definition": ("![keys][k]\n", [("reference-undefined", 1)]),
    "no address": ("See [keys]().\n", [("link-address-missing", 1)]),
    "only a hash sign": ("See [keys](#).\n", [("link-address-missing", 1)]),
    "no words": ("See [](helmet.md).\n", [("link-text-missing", 1)]),
    "only an image without a description": (
        "[![](../../media/helmet.webp)](helmet.md)\n",
        [("alt-missing", 1), ("link-text-missing", 1)],
    ),
    "words that say nothing": ("Click [here](helmet.md).\n", [("link-text-vague", 1)]),
    "words that say nothing, with signs": ("[Read more…](helmet.md)\n", [("link-text-vague", 1)]),
    "one slash": ("See [them](http:/example.org/x).\n", [("link-scheme", 1)]),
    "no colon": ("See [them](https//example.org).\n", [("link-scheme", 1)]),
    "three slashes": ("See [them](https:///example.org).\n", [("link-scheme", 1)]),
    "letters in the wrong order": ("See [them](htpp://example.org).\n", [("link-scheme", 1)]),
    "two letters too many": ("See [them](hhtpps://example.org).\n", [("link-scheme", 1)]),
    "a space in an address": ("[Write](<mailto: help@bicycles.example>) to us.\n", [("link-contact", 1)]),
    "a letter too many": ("See [them](htttps://example.org).\n", [("link-scheme", 1)]),
    "no scheme": ("See [them](www.example.org).\n", [("link-scheme", 1)]),
    "only a host": ("See [them](example.org/help).\n", [("link-scheme", 1)]),
    "an address that is not a link": ("See https://example.org/a_(b) now.\n", [("link-bare", 1)]),
    "the writer's own computer": ("See [them](http://localhost:8000/x).\n", [("link-local", 1)]),
    "the writer's own network": ("See [them](http://192.168.1.7/).\n", [("link-local", 1)]),
    "a file of the writer": ("See [them](file:///home/me/x.pdf).\n", [("link-local", 1)]),
    "a file of Windows": ("See [them](C:/Users/me/x.pdf).\n", [("link-local", 1)]),
    "a script": ("[Print](javascript:print()) it.\n", [("link-script", 1)]),
    "a script with a capital": ("[Print](JavaScript:print()) it.\n", [("link-script", 1)]),
    "an address without a domain": ("[Write](mailto:help@bicycles) to us.\n", [("link-contact", 1)]),
    "an address without a sign": ("[Write](mailto:help.bicycles.example) to us.\n", [("link-contact", 1)]),
    "letters in a phone number": ("[Call](tel:+39O694802210) us.\n", [("link-contact", 1)]),
    "a phone number that is too short": ("[Call](tel:+39069) us.\n", [("link-contact", 1)]),
    "no phone number": ("[Call](tel:) us.\n", [("link-contact", 1)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_line_and_nothing_else(fault):
    body, expected = FAULTS[fault]

    assert sorted(body_findings(body)) == expected


FINE = {
    "links to pages, headings and files": "[a](helmet.md) [b](helmet.md#sizes) [c](../../media/helmet.webp) "
    "[d](/faq/helmet/)\n",
    "links of HTML": '<p><a href="../helmet/#sizes">Helmets</a></p>\n',
    "other hosts": "[a](https://example.org/x) [b](http://example.org) [c](//example.org/y) <https://example.org>\n",
    "other schemes": "[a](mailto:help@bicycles.example?subject=Key) [b](tel:+39-06-9480-2210) [c](sms:+390694802210) "
    "[d](whatsapp://send?text=x) [e](geo:41.9,12.5) [f](tel:112) [g](mailto:a@b.example,c@d.example)\n",
    "a reference": "[Helmets][] and [them][helmets].\n\n[helmets]: helmet.md\n",
    "a link around an image": "[![A red helmet](../../media/helmet.webp)](helmet.md)\n",
    "a link with a label": '<p><a href="../helmet/" aria-label="Helmets"><b></b></a></p>\n',
    "brackets in text": "A word [in brackets] (and these) stay. Choose a[1] or b[2](x).\n",
    "links shown as code": "`[x](no.md)` and `(x)[no.md]`\n\n```\n[x](no.md)\n```\n",
    "an address with parentheses": "[a](https://example.org/a_(b))\n",
    "a word that is vague elsewhere": "[Here and there](helmet.md)\n",
    "an anchor to jump to": '<a id="keys"></a>\n\n[Keys](#keys)\n',
    "addresses as words of links and as code": "[https://example.org](https://example.org) <https://example.org> "
    "`https://example.org`\n",
    "a host without an ending in text": "Open localhost or www.example.org.\n",
}


@pytest.mark.parametrize("text", FINE)
def test_correct_text_is_left_alone(text):
    assert body_findings(FINE[text].replace("b[2](x)", "b")) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("it", "qui"), ("it", "Clicca qui"), ("id", "di sini"), ("et", "siia"), ("it", "here"), ("pt-BR", "clique aqui")],
)
def test_words_that_say_nothing_are_known_in_the_language_of_the_page_and_in_english(language, words):
    from helpcentre.articles.checks.links.link_text_vague import VAGUE

    assert words.casefold() in f"{VAGUE[language.split('-')[0]]}|{VAGUE['en']}".split("|")


def test_the_words_of_another_language_say_something():
    assert findings({"it/faq/helmet.md": HELMET_IT.replace("[scrivici]", "[siia]")}) == []
    assert [found[0] for found in findings({"it/faq/helmet.md": HELMET_IT.replace("[scrivici]", "[clicca qui]")})] == [
        "link-text-vague"
    ]


@pytest.mark.parametrize(
    ("href", "better"),
    [
        ("http:/example.org/x", "http://example.org/x"),
        ("https:example.org", "https://example.org"),
        ("https;//example.org", "https://example.org"),
        ("https//example.org", "https://example.org"),
        ("http//:example.org", "http://example.org"),
        ("https:///example.org", "https://example.org"),
        ("htps://example.org", "https://example.org"),
        ("ttps://example.org", "https://example.org"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/help", "https://example.org/help"),
    ],
)
def test_the_better_address_works_as_it_is_written(href, better):
    assert body_message(f"See [them]({href}).\n") == f"'{href}' is not a valid address; did you mean '{better}'?"
    assert body_findings(f"See [them]({better}).\n") == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "See (keys)[helmet.md].\n",
            "readers see '(keys)[helmet.md]' as it is, not as a link; write [keys](helmet.md)",
        ),
        (
            "See [keys] (helmet.md).\n",
            "readers see '[keys] (helmet.md)' as it is, not as a link; write [keys](helmet.md)",
        ),
        (
            "See [keys](helmet.md for more.\n",
            "readers see '[keys](helmet.md' as it is, not as a link; write [keys](helmet.md)",
        ),
        (
            "See [keys(helmet.md).\n",
            "readers see '[keys(helmet.md)' as it is, not as a link; write [keys](helmet.md)",
        ),
        ("See [keys][k].\n", "readers see '[keys][k]' because [k] is not defined; write a line [k]: address"),
        (
            "[Call](tel:+39O694802210) us.\n",
            (
                "'tel:+39O694802210': '+39O694802210' is not a valid phone number; write it "
                "with + and the country code, such as tel:+390694802210"
            ),
        ),
        (
            "[Call](tel:+39069) us.\n",
            (
                "'tel:+39069': this phone number cannot exist; write it with + and the country code, "
                "such as tel:+390694802210"
            ),
        ),
        ("Click [here](helmet.md).\n", "'here' does not say where the link leads; name the page or the topic"),
    ],
)
def test_the_message_says_what_to_write(body, message):
    assert body_message(body) == message


def test_a_link_to_a_page_that_was_renamed_names_the_new_one():
    helmet = {"en/faq/helmet.md": None, "it/faq/helmet.md": None}
    moved = {
        "en/faq/head.md": LOCK_EN.replace("id: lock", "id: head\nredirect_from: [faq/helmet]").replace(
            '["lost key"]', '["head"]'
        )
    }
    lock = {"en/faq/lock.md": LOCK_EN + "\n[Helmets](helmet.md)\n"}
    found = findings(helmet | moved | lock, sizes={"media/helmet.webp": 40_000})

    assert [(code, message) for code, path, _, message in found if path == "en/faq/lock.md"] == [
        ("link-dead", "the link 'helmet.md' leads nowhere; did you mean 'head.md'?")
    ]


def test_a_link_to_an_old_address_names_the_present_page():
    body = "[Helmets](/faq/hats/) and [again](/faq/hats)\n"
    redirects = {"faq/hats/": "en/faq/helmet.md"}

    found = findings({"en/faq/lock.md": LOCK_EN + "\n" + body}, redirects=redirects, published=redirects)

    assert [(code, line, message) for code, _, line, message in found] == [
        ("link-redirected", 11, "'/faq/hats' is an old address of en/faq/helmet.md; link to 'helmet.md'"),
        ("link-redirected", 11, "'/faq/hats/' is an old address of en/faq/helmet.md; link to 'helmet.md'"),
    ]


def test_a_link_to_another_language_names_the_translation():
    body = "[Repairs](../../en/guides/puncture.md)\n"
    [found] = findings({"it/faq/helmet.md": HELMET_IT + "\n" + body})

    assert (found[0], found[3]) == (
        "link-other-language",
        "this links to the page in 'en'; link to '../guides/puncture.md', its translation",
    )


def test_a_link_to_another_language_without_a_translation_is_fine():
    assert findings({"it/faq/helmet.md": HELMET_IT + "\nVedi [il lucchetto](../../en/faq/lock.md).\n"}) == []


def test_a_link_to_a_page_that_is_not_translated_names_the_page_in_another_language():
    italian = HELMET_IT + "\nVedi [il lucchetto](lock.md).\n"
    [found] = findings({"it/faq/helmet.md": italian}, placeholders=["it/faq/lock.md"])

    assert found[0] == "link-untranslated"
    assert found[3].startswith(
        "'faq/lock' is not translated into 'it', so readers get a note that says so; translate it"
    )
    assert found[3].endswith("or link to '../../en/faq/lock.md'")


@pytest.mark.parametrize(
    "body",
    [
        "See [www.example.org](https://example.org/en/).\n",
        "See [https://example.org/a…](https://example.org/a/b).\n",
        "See [the list](https://docs.google.com/forms/d/e/1/viewform).\n",
        "See [sheet](https://docs.google.com/spreadsheets/d/1/pubhtml).\n",
        "See [keys][Keys  and].\n\n[keys and]: helmet.md\n",
        "See [keys].\n\n[keys]: helmet.md\n",
        "![keys][k]\n\n[k]: ../../media/helmet.webp\n",
        "`[k]: helmet.md`\n",
        "Open ssh://host.example or [it](ssh://host.example).\n",
        "Wow! [Keys](helmet.md) here.\n",
    ],
)
def test_links_that_are_fine_are_left_alone(body):
    assert body_findings(body) == []


def test_an_old_address_is_found_after_links_that_lead_out_of_the_site_to_files_and_nowhere():
    body = "[Out](https://example.com/) [File](../../media/helmet.webp) [No](nowhere.md) [Hats](/faq/hats/)\n"
    redirects = {"faq/hats/": "en/faq/helmet.md"}

    found = findings({"en/faq/lock.md": LOCK_EN + "\n" + body}, redirects=redirects, published=redirects)

    assert "link-redirected" in [code for code, _, _, _ in found]


FOOTNOTES = [*EXTENSIONS, "footnotes"]


def test_a_footnote_that_nothing_refers_to_is_reported_as_such_and_not_as_a_dead_heading():
    body = "Bring a key[^1].\n\n[^1]: A steel one.\n[^2]: A brass one.\n"
    [(code, _, line, message)] = findings({"en/faq/lock.md": f"{LOCK_EN}\n{body}"}, extensions=FOOTNOTES)

    assert (code, line) == ("reference-unused", LOCK_EN.count("\n") + 5)
    assert message == "nothing refers to the footnote [^2]; write [^2] where it belongs, or remove the note"


def test_footnotes_in_use_are_fine_and_a_dead_heading_on_such_a_page_is_still_found():
    body = "Bring a key[^1] and[^1] another[^b].\n\n[^1]: A steel one.\n[^b]: [Which?](#keyz)\n"
    found = findings({"en/faq/lock.md": f"{LOCK_EN}\n{body}"}, extensions=FOOTNOTES)

    assert [(code, line) for code, _, line, _ in found] == [("anchor-dead", LOCK_EN.count("\n") + 5)]
