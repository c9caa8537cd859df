import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import SHOP, article, ids_of, index_of

from helpcentre.search.query import search
from helpcentre.search.segmentation import segment

INDEX = index_of((*SHOP, article("faq/lino", "Il lino", "Come si lava il lino.")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("buonoregalo", ["buono", "regalo"]),
        ("doveilmiopacco", ["dove", "il", "mio", "pacco"]),
        ("comefunzionailrimborso", ["come", "funziona", "il", "rimborso"]),
        ("comefunzionailxyzzy", []),
        ("comefunzionano", ["come", "funzionano"]),
        ("quandoarrivailrimborso", ["quando", "arriva", "il", "rimborso"]),
        ("inquilino", []),
        ("comedove", []),
        ("rimborso", []),
        ("pacco", []),
        ("paccopaccopacco", ["pacco", "pacco", "pacco"]),
        ("pacco2pacco", []),
        ("pacco" * 9, []),
        ("退货退货退货退货", []),
        ("xyzzyqwert", []),
    ],
)
def test_a_text_is_read_apart_where_all_of_it_is_known_words(text, words):
    assert segment(INDEX, text) == words


def test_the_fewest_words_win():
    index = index_of([article("a", "Porta foglio portafoglio per tafoglio reso")])
    assert segment(index, "portafoglioreso") == ["portafoglio", "reso"]


def test_words_of_three_letters_are_known_if_articles_have_them():
    index = index_of([article("a", "Blu verde"), article("b", "Re verde")])
    assert segment(index, "verdeblu") == ["verde", "blu"]
    assert segment(index, "verdeverdere") == []


@given(st.lists(st.sampled_from(["pacco", "rimborso", "spedizione", "ordine", "il", "mio"]), min_size=2, max_size=4))
def test_any_words_of_articles_run_together_are_read_as_words_again(words):
    text = "".join(words)
    found = segment(INDEX, text)
    assert not found or "".join(found) == text
    assert len(found) <= len(words)
    if len(set(words) - {"il", "mio"}) and len(text) > 3 * len(words) and 7 <= len(text) <= 40:
        assert found


def test_a_whole_question_run_together_finds_what_the_question_finds_and_says_how_it_was_read():
    answer = search(INDEX, "quandoarrivailrimborso")
    assert ids_of(INDEX, "quandoarrivailrimborso") == ids_of(INDEX, "quando arriva il rimborso")
    assert answer.corrected == "quando arriva il rimborso"


def test_a_run_together_ask_is_the_ask():
    assert search(INDEX, "costodiconsegna").hits[0].exact


def test_the_other_words_of_the_query_stay_as_they_are():
    assert search(INDEX, "vorrei buonoregalo xyzzy").corrected == "vorrei buono regalo xyzzy"


def test_a_known_word_is_never_read_apart():
    index = index_of([article("a", "Portafoglio"), article("b", "Porta"), article("c", "Foglio")])
    assert ids_of(index, "portafoglio ") == ["a"]


AMOUNTS = index_of((*SHOP, article("faq/tempi", "Tempi", "Rispondiamo in 48 ore, entro 30 giorni, il 17 dicembre.")))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("48ore", ["48", "ore"]),
        ("48h", ["48", "h"]),
        ("30gg", ["30", "gg"]),
        ("17dic", ["17", "dic"]),
        ("99gg", []),
        ("48xyz", []),
        ("h48", []),
        ("48h2", []),
        ("48", []),
        ("30giorni", []),
        ("00030gg", []),
    ],
)
def test_a_number_with_its_unit_is_read_apart_if_both_are_known(text, pieces):
    assert segment(AMOUNTS, text) == pieces


@pytest.mark.parametrize("query", ["48h", "30gg", "17 dic", "dic 17"])
def test_shortened_times_find_the_article_with_the_whole_word(query):
    assert ids_of(AMOUNTS, query)[0] == "faq/tempi"
