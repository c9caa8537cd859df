"""Rules about words: garbled, misspelt or written twice."""

import pytest

from helpcentre.articles.checks.words.misspelt_words import MISSPELT

from .bicycle_shop import HELMET_IT, LOCK_EN, body_findings, body_message, findings


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("cafÃ©", "café"),
        ("itâ€™s", "it’s"),
        ("tÃ¶Ã¶", "töö"),
        ("â€œopenâ€\u009d", None),
        ("Ãœber", "Über"),
        ("5Â°", "5°"),
    ],
)
def test_garbled_letters_are_an_error_with_the_right_ones(written, right):
    message = body_message(f"Open {written} now.\n")

    assert message.startswith(f"'{written}' was saved in another encoding; ")
    if right:
        assert message.endswith(f"did you mean '{right}'?")
        assert body_findings(f"Open {right} now.\n") == []


def test_a_sign_for_unreadable_bytes_is_garbled():
    assert body_message("Open caf\ufffd now.\n").endswith("write the letters again")


def test_garbled_letters_of_a_title_are_found_there():
    found = findings({"en/faq/lock.md": LOCK_EN.replace("the bicycle", "the bicyclÃ©")})

    assert [(code, line) for code, _, line, _ in found] == [("text-garbled", 2)]


@pytest.mark.parametrize(
    "text", ["Ångström, Århus, São, Ärger, Öö, Ü, naïve", "`cafÃ©`", "10 € – 20 £ ™ ©", "Â, Ã and â"]
)
def test_letters_of_other_languages_are_not_garbled(text):
    assert body_findings(f"{text}\n") == []


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("We recieve it.\n", "'recieve' is misspelt; did you mean 'receive'?"),
        ("Recieve it.\n", "'Recieve' is misspelt; did you mean 'Receive'?"),
        ("One `adress`, one adress.\n", "'adress' is misspelt; did you mean 'address'?"),
    ],
)
def test_a_misspelt_word_is_found_with_the_right_one(body, finding):
    assert body_message(body) == finding


def test_misspelt_words_are_those_of_the_language_of_the_page():
    assert [code for code, *_ in findings({"it/faq/helmet.md": HELMET_IT + "\nPerchè no.\n"})] == ["word-misspelt"]
    assert body_findings("Perchè no.\n") == []
    assert [code for code, *_ in findings({"it/faq/helmet.md": HELMET_IT + "\nQual’è il casco?\n"})] == [
        "word-misspelt"
    ]


@pytest.mark.parametrize(
    "text", ["The untilled field.", "Mail adress@shop.example.", "A re-adress-er.", "Pre-recieve-x."]
)
def test_parts_of_words_and_addresses_are_not_misspelt(text):
    assert body_findings(f"{text}\n") == []


def test_a_misspelt_title_is_found_there():
    found = findings({"en/faq/lock.md": LOCK_EN.replace("lock the", "recieve the")})

    assert [(code, line, message) for code, _, line, message in found] == [
        ("word-misspelt", 2, "title: 'recieve' is misspelt; did you mean 'receive'?")
    ]


@pytest.mark.parametrize("language", MISSPELT)
def test_no_right_spelling_is_listed_as_wrong(language):
    assert not set(MISSPELT[language]) & set(MISSPELT[language].values())
    assert all(wrong != right for wrong, right in MISSPELT[language].items())


@pytest.mark.parametrize(
    ("body", "line"), [("Take the the key.\n", 1), ("Take the\nthe key.\n", 1), ("Text.\n\nThe the key.\n", 3)]
)
def test_a_small_word_written_twice_is_found(body, line):
    assert body_findings(body) == [("word-repeated", line)]


@pytest.mark.parametrize(
    "body",
    [
        "It is very very good.\n",
        "He had had it.\n",
        "- in\n- in\n",
        "Text in\n\nIn here.\n",
        "a `the` the key\n",
        "Tap on on-off.\n",
    ],
)
def test_words_that_may_follow_themselves_are_left_alone(body):
    assert "word-repeated" not in [code for code, _ in body_findings(body)]


def test_words_of_other_languages_may_follow_themselves():
    assert body_findings("Il il and yang yang.\n") == []
    assert [code for code, *_ in findings({"it/faq/helmet.md": HELMET_IT + "\nPrendi il il casco.\n"})] == [
        "word-repeated"
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("A key , a lock.\n", "a space comes before ','; remove it"),
        ("Lock it .\n", "a space comes before '.'; remove it"),
        ("Lock it..\n", "two full stops follow each other; write one, or … for three"),
        ("A key,, a lock.\n", "two commas follow each other; write one"),
        ("Take the key.Then lock it.\n", "a space is missing after the full stop; write one"),
    ],
)
def test_slips_of_the_keyboard_are_found(body, message):
    assert body_message(body) == message
    assert body_findings("Text.\n\n" + body) == [("punctuation", 3)]
    assert body_findings(body) == [("punctuation", 1)]


@pytest.mark.parametrize(
    "body",
    [
        "Wait... and then.\n",
        "Use .NET, .com and 3.5.\n",
        "See example.com and node.js, e.g. this.\n",
        "Write `x , y` here.\n",
        "Go to ../up and a..b.\n",
        "Bring **keys**, please.\n",
    ],
)
def test_signs_that_are_fine_are_left_alone(body):
    assert "punctuation" not in [code for code, _ in body_findings(body)]


def test_our_own_promise_without_a_time_is_found():
    assert body_message("We answer as soon as possible.\n") == (
        "'as soon as possible' is not a time; say by when, such as 'within one working day'"
    )
    assert body_findings("Call the bank as soon as possible. We are here.\n") == []
    for text in ("Ti risponderemo il prima possibile.", "Al più presto rispondiamo a tutti."):
        assert [code for code, *_ in findings({"it/faq/helmet.md": f"{HELMET_IT}\n{text}\n"})] == ["promise-vague"]
    assert findings({"it/faq/helmet.md": f"{HELMET_IT}\nAvvisa la banca il prima possibile.\n"}) == []


@pytest.mark.parametrize(("wrong", "right"), [("E' chiuso.", "È"), ("Non e' chiuso.", "è"), ("Perche' no.", "Perché")])
def test_an_apostrophe_for_an_accent_is_misspelt(wrong, right):
    [(code, _, _, message)] = findings({"it/faq/helmet.md": f"{HELMET_IT}\n{wrong}\n"})

    assert (code, message.endswith(f"did you mean '{right}'?")) == ("word-misspelt", True)
