import pytest
from shop import article, ids_of, index_of

from helpcentre.search.analyser import Analyser
from helpcentre.search.compounds import compound_key, find_compound_tails
from helpcentre.search.query import search


def tails(language, *words):
    return find_compound_tails(words, Analyser(language))


@pytest.mark.parametrize(
    ("language", "compound", "tail", "more"),
    [
        ("de", "gutscheincode", "code", ["gutschein"]),
        ("de", "lieferungszeit", "zeit", ["lieferung"]),
        ("de", "rucksendeetikett", "etikett", ["rucksendung"]),
        ("fi", "lahjakortti", "kortti", ["lahja"]),
        ("sv", "presentkort", "kort", ["present"]),
        ("nl", "cadeaukaart", "kaart", ["cadeau"]),
        ("et", "kinkekaart", "kaart", ["kinke"]),
        ("da", "gavekort", "kort", ["gave"]),
        ("hu", "ajandekkartya", "kartya", ["ajandek"]),
        ("no", "gavekort", "kort", ["gave"]),
    ],
)
def test_the_end_of_a_compound_is_found_by_the_sites_own_words(language, compound, tail, more):
    analyser = Analyser(language)
    [key] = analyser.keys(compound)
    assert analyser.keys(tail)[0] in tails(language, compound, tail, *more)[key]


def test_languages_that_write_words_apart_have_no_compounds():
    assert tails("en", "giftcard", "gift", "card") == {}
    assert tails("it", "portafoglio", "porta", "foglio") == {}


def test_an_unknown_end_needs_a_whole_word_before_it():
    assert tails("de", "gutscheinetikett", "gutschein") != {}
    assert tails("de", "gutscheinetikett", "gutscheinen") == {}
    assert tails("de", "gutscheincode", "gutschein") == {}


def test_short_ends_and_short_beginnings_are_not_parts_of_compounds():
    assert tails("de", "zeitung", "zeit", "ung") == {}
    assert tails("de", "abkaufen", "ab", "kaufen") == {}


def test_no_word_is_its_own_part():
    assert tails("de", "code", "codes") == {}


def test_a_word_finds_the_compounds_that_end_with_it_after_the_word_itself():
    documents = [
        article("label", "Das Rücksendeetikett", "Klebe das Rücksendeetikett auf.", language="de"),
        article("plain", "Das Etikett", "Ein Etikett. Die Rücksendung.", language="de"),
        article("other", "Anderes", "Text.", language="de"),
    ]
    assert ids_of(index_of(documents, "de"), "Etikett") == ["plain", "label"]


def test_the_key_of_an_end_sorts_next_to_the_key_itself():
    assert sorted(["kort", "kortti", compound_key("kort"), "kor"]) == ["kor", "kort", "kort-", "kortti"]


def test_an_end_that_is_not_a_word_is_still_found_if_nothing_else_is():
    documents = [article("label", "Das Versandetikett", language="de"), article("x", "Anderes", "Text.", language="de")]
    assert ids_of(index_of(documents, "de"), "Etikett ") == ["label"]
    assert not search(index_of(documents, "de"), "Etikett ").guessed
    in_text = [article("label", "Versand", "Text. " * 20 + "Das Versandetikett.", language="de"), documents[1]]
    assert not search(index_of(in_text, "de"), "Etikett ").guessed
    english = [article("label", "The shippinglabel"), article("x", "Other", "Text.")]
    assert search(index_of(english, "en"), "label ").guessed


def test_only_a_link_may_be_between_the_parts():
    assert "zeit" in tails("de", "lieferungszeit", "zeit", "lieferung")["lieferungszeit"]
    assert "zeit" not in tails("de", "lieferungxyzeit", "zeit", "lieferung").get("lieferungxyzeit", ())


def test_a_long_beginning_of_another_word_is_a_head_and_a_short_one_is_not():
    assert tails("de", "rucksendeetikett", "etikett", "rucksendung") != {}
    assert tails("de", "bestetikett", "etikett", "bestellung") == {}


def test_a_head_has_three_letters_and_a_tail_four():
    assert tails("sv", "kopkort", "kop", "kort") != {}
    assert tails("sv", "kokort", "ko", "kort") == {}
    assert tails("sv", "kopkor", "kop", "kor") == {}


def test_words_with_digits_are_not_parts():
    assert tails("de", "gutscheincode2", "gutschein", "code2") == {}


def test_a_head_must_begin_another_word_than_the_compound_and_its_forms():
    assert tails("de", "xyxyxyzeit", "zeit") == {}
    assert tails("de", "xyxyxyzeit", "xyxyxyzeiten", "zeit") == {}
    assert tails("de", "xyxyxyzeit", "xyxyxyabc", "zeit") != {}


def test_every_end_that_is_a_word_is_a_part():
    found = tails("de", "geschenkkartencode", "geschenk", "kartencode", "karten", "code", "geschenkkarten")
    assert found["geschenkkartencod"] == ("cod", "kartencod")
