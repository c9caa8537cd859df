import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop import SHOP, ids_of, index_of

from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings
from helpcentre.search.shapes import Shape, match_shapes, normalise_shape

ORDER = Shape("BL-######", "faq/where-is-my-order")


def matched(shape, *words):
    return match_shapes([(normalise_shape(shape), 7)], words)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("BL-######", "bl204815"),
        ("bl ######", "bl204815"),
        ("@@#########@@", "rr123456789it"),
        ("1Z*", "1z999aa10123456784"),
        ("+39*", "+39"),
        ("É-##", "e12"),
        ("(##)", "(12)"),
    ],
)
def test_a_number_of_the_shape_leads_to_the_article(shape, text):
    assert matched(shape, text) == {7: text}


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("BL-######", "bl20481"),
        ("BL-######", "bl2048155"),
        ("BL-######", "xbl204815"),
        ("@@##", "1a23"),
        ("1.Z##", "1xz12"),
        ("PAY*", "payment"),
    ],
)
def test_a_number_of_another_shape_does_not(shape, text):
    assert matched(shape, text) == {}


def test_a_number_in_pieces_is_read_as_one_but_not_from_too_many():
    assert matched("BL-######", "bl", "20", "48", "15") == {7: "bl204815"}
    assert matched("BL-######", "bl", "2", "0", "48", "15") == {}


def test_other_words_around_it_do_no_harm():
    assert matched("BL-######", "where", "is", "bl", "204815", "please") == {7: "bl204815"}


@given(st.integers(0, 999_999))
def test_every_number_of_six_digits_is_an_order(number):
    assert matched("BL-######", f"bl{number:06}") == {7: f"bl{number:06}"}


def test_the_article_of_a_shape_comes_first_for_a_number_that_no_article_has():
    index = index_of(settings=SearchSettings(shapes=(ORDER, Shape("RR#########IT", "faq/shipping-cost"))))
    for query in ("BL-998877", "bl 998877", "BL998877", "dov'è BL-998877"):
        assert ids_of(index, query)[:1] == ["faq/where-is-my-order"], query
    assert ids_of(index, "RR123456789IT") == ["faq/shipping-cost"]


def test_the_words_next_to_the_number_still_count():
    index = index_of(settings=SearchSettings(shapes=(ORDER,)))
    assert "faq/when-refund" in ids_of(index, "rimborso BL-998877")[:2]


def test_an_answer_by_the_shape_of_a_number_is_not_a_guess():
    index = index_of(settings=SearchSettings(shapes=(Shape("RR#########IT", "faq/shipping-cost"),)))
    assert not search(index, "RR123456789IT").guessed
    assert index_of().shapes == []


def test_shapes_of_articles_that_are_not_translated_are_left_out():
    assert index_of(settings=SearchSettings(shapes=(Shape("X##", "faq/missing"), ORDER))).shapes == [
        ("bl######", sorted(document.id for document in SHOP).index("faq/where-is-my-order"))
    ]
