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


def test_the_first_number_that_leads_to_an_article_is_said():
    assert matched("##", "12", "34") == {7: "12"}


def test_several_shapes_may_lead_to_several_articles_and_one_shape_to_one():
    shapes = [(normalise_shape("A##"), 1), (normalise_shape("B##"), 2), (normalise_shape("A*"), 3)]
    assert match_shapes(shapes, ["a12", "b34"]) == {1: "a12", 3: "a12", 2: "b34"}


@pytest.mark.parametrize("sign", ["-", "_", "/", ".", " "])
def test_separators_in_a_shape_do_not_matter(sign):
    assert matched(f"BL{sign}##", "bl12") == {7: "bl12"}


def test_four_pieces_make_one_number_at_most():
    assert matched("########", "12", "34", "56", "78") == {7: "12345678"}
    assert matched("##########", "12", "34", "56", "78", "90") == {}


def test_without_shapes_or_words_there_is_nothing():
    assert match_shapes([], ["bl204815"]) == {}
    assert matched("BL-######") == {}


@given(st.lists(st.text(alphabet="ab1 2-", max_size=6), max_size=5))
def test_a_number_that_is_found_is_in_the_words(words):
    for text in matched("*1*", *words).values():
        assert text in "".join(words)
