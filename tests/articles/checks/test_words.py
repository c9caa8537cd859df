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
