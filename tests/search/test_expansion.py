"""The matches of a word in the index: itself, longer words, compounds that end with it, words that begin alike."""

import pytest
from dictionary import Dictionary, Keys

from helpcentre.search.expansion import find_exact, find_prefixed, find_variants, first_keys
from helpcentre.search.relevance import Variant
from helpcentre.search.spelling import Form

SHIPPING = {"ship": 4, "shipped": 9, "shipping": 12, "shipment": 12, "shop": 20, "refund": 7}


def keys_of(variants):
    return [variant.keys[0] for variant in variants]


def test_a_word_of_the_index_is_itself_with_full_weight():
    assert find_exact(Dictionary(SHIPPING), "refund") == [Variant(("refund",), 1.0, exact=True)]
    assert find_exact(Dictionary(SHIPPING), "refunds") == []


def test_an_unfinished_word_becomes_the_commonest_words_first_and_equally_common_ones_by_the_alphabet():
    assert keys_of(find_prefixed(Dictionary(SHIPPING), "shi", [])) == ["shipment", "shipping", "shipped", "ship"]


def test_an_unfinished_word_that_is_a_word_already_weighs_its_continuations_less():
    index = Dictionary(SHIPPING)
    alone = find_prefixed(index, "shi", [])
    longer = find_prefixed(index, "ship", find_exact(index, "ship"))
    assert {variant.weight for variant in alone} == {index.ranking["prefixWeight"]}
    assert {variant.weight for variant in longer} == {index.ranking["prefixWeightBesideExact"]}
    assert "ship" not in keys_of(longer)


@pytest.mark.parametrize(("typed", "found"), [("s", False), ("sh", True), ("送", True)])
def test_one_letter_becomes_no_word_unless_its_writing_has_no_spaces(typed, found):
    index = Dictionary(SHIPPING | {"送料": 3})
    assert bool(find_prefixed(index, typed, [])) == found


def test_an_unfinished_word_becomes_ten_words_at_most():
    index = Dictionary({f"ab{letter}": number for number, letter in enumerate("cdefghijklmn")})
    assert len(find_prefixed(index, "ab", [])) == index.ranking["mostPrefixes"] == 10
    assert keys_of(find_prefixed(index, "ab", []))[0] == "abn"


def test_forms_of_one_word_are_one_key_and_do_not_use_up_the_places():
    index = Dictionary({"card": 1, "cards": 5, "carton": 3}, analyser=Keys(plural=True))
    forms = index.forms("car")
    assert keys_of(first_keys(index, forms, set(), 2, 0.5)) == ["card", "carton"]
    assert keys_of(first_keys(index, forms, {"card"}, 2, 0.5)) == ["carton"]
    assert first_keys(index, forms, set(), 0, 0.5) == []


def test_the_weight_given_is_that_of_every_key():
    found = first_keys(Dictionary(SHIPPING), [Form("shop", "Shop", 1)], set(), 3, 0.25)
    assert found == [Variant(("shop",), 0.25, exact=False)]


def test_only_the_last_word_may_be_unfinished():
    index = Dictionary(SHIPPING)
    assert keys_of(find_variants(index, "ship", open_end=False)) == ["ship"]
    assert keys_of(find_variants(index, "ship", open_end=True)) == ["ship", "shipment", "shipping", "shipped"]


def test_a_word_that_ends_compounds_finds_them():
    index = Dictionary({"etikett": 2, "versandetikett": 1}, has_compounds=True, extra_keys=("etikett-",))
    found = find_variants(index, "etikett", open_end=False)
    assert [(one.keys, one.weight) for one in found] == [
        (("etikett",), 1.0),
        (("etikett-",), index.ranking["compoundWeight"]),
    ]


def test_compounds_are_looked_for_in_languages_that_have_them_only():
    index = Dictionary({"etikett": 2}, has_compounds=False, extra_keys=("etikett-",))
    assert keys_of(find_variants(index, "etikett", open_end=False)) == ["etikett"]


@pytest.mark.parametrize(("word", "found"), [("uh", False), ("uhr", True)])
def test_a_part_of_a_compound_has_three_letters_at_least(word, found):
    index = Dictionary({word: 1}, has_compounds=True, extra_keys=(f"{word}-",))
    assert (f"{word}-" in keys_of(find_variants(index, word, open_end=False))) == found


# --- words with the same beginning, for stemmers that leave endings on

ENDINGS = {"tellimus": 9, "tellimuse": 5, "tellimustega": 3, "tellimusteenindajad": 8, "tellija": 2, "telk": 1}


def expanded(word, words=None, weight=0.55, **more):
    return keys_of(find_variants(Dictionary(words or ENDINGS, expansion_weight=weight, **more), word, open_end=False))


def test_words_that_share_most_of_their_letters_are_found_too_but_no_much_longer_ones():
    # 7 of 10 letters of `tellimuste` have to be shared, and a match has at most 5 letters more than those
    words = ENDINGS | {"tellimuste": 1}
    assert expanded("tellimuste", words) == ["tellimuste", "tellimus", "tellimuse", "tellimustega"]


def test_nothing_is_expanded_if_the_stemmer_knows_its_endings():
    assert expanded("tellimus", weight=0.0) == ["tellimus"]


def test_a_word_that_matches_nothing_is_not_expanded():
    assert expanded("tellimu") == []


@pytest.mark.parametrize(("word", "other", "found"), [("abc", "abcd", False), ("abcd", "abcde", True)])
def test_four_letters_at_least_have_to_be_shared(word, other, found):
    assert (other in expanded(word, {word: 1, other: 1})) == found


def test_the_longest_word_has_the_shared_letters_and_five_more():
    assert "abcdefghi" in expanded("abcd", {"abcd": 1, "abcdefghi": 1})
    assert "abcdefghij" not in expanded("abcd", {"abcd": 1, "abcdefghij": 1})


def test_codes_are_not_expanded():
    assert expanded("gc404", {"gc404": 1, "gc4041": 1}) == ["gc404"]


def test_eight_words_at_most_are_added_and_those_known_with_more_weight_not_again():
    words = {"abcd": 1} | {f"abcd{letter}": 2 for letter in "efghijklmn"}
    found = expanded("abcd", words)
    assert len(found) == 1 + 8
    assert found[0] == "abcd"
    assert len(set(found)) == len(found)


def test_a_word_found_with_less_weight_is_added_again_with_more():
    index = Dictionary({"abcd": 1, "abcde": 1}, expansion_weight=0.55)
    index.ranking["prefixWeightBesideExact"] = 0.4
    weights = [variant.weight for variant in find_variants(index, "abcd", open_end=True) if variant.keys == ("abcde",)]
    assert weights == [0.4, 0.55]
    index.ranking["prefixWeightBesideExact"] = 0.55
    weights = [variant.weight for variant in find_variants(index, "abcd", open_end=True) if variant.keys == ("abcde",)]
    assert weights == [0.55]
