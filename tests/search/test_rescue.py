"""The possible meanings of a word that matches nothing: a code, another language, an error, a relative, a guess."""

import pytest
from dictionary import Dictionary, Keys

from helpcentre.search.packed_index import SISTER_KEY
from helpcentre.search.relevance import QueryWord, Variant
from helpcentre.search.rescue import find_anywhere, find_guesses, find_meant

WORDS = {"payment": 9, "parcel": 7, "password": 5, "refund": 8, "return": 6}


def meant(index, text, *, open_end=False, known=False):
    word = QueryWord(text)
    return find_meant(index, word, open_end=open_end, known=known), word


def keys_of(variants):
    return [variant.keys[0] for variant in variants]


def test_a_misspelt_word_is_corrected_and_its_spelling_noted_as_people_write_it():
    index = Dictionary(WORDS)
    found, word = meant(index, "paymnet")
    assert found[0] == Variant(("payment",), index.ranking["oneErrorWeight"])
    assert word.corrected == "PAYMENT"


def test_two_errors_weigh_less_than_one():
    index = Dictionary({"subscription": 3})
    found, _ = meant(index, "subscribtoon")
    assert found[0] == Variant(("subscription",), index.ranking["twoErrorsWeight"])


@pytest.mark.parametrize(("text", "found"), [("plya", ["play"]), ("pla", [])])
def test_a_word_of_three_letters_is_not_corrected(text, found):
    assert keys_of(meant(Dictionary({"play": 1, "pal": 1}), text)[0]) == found


def test_a_superfluous_first_letter_is_looked_for_under_the_second():
    found, word = meant(Dictionary(WORDS), "xrefund")
    assert keys_of(found) == ["refund"]
    assert word.corrected == "REFUND"
    swapped, word = meant(Dictionary(WORDS), "erfund")
    assert keys_of(swapped) == ["refund"]
    assert word.corrected == "REFUND"


def test_a_word_of_a_group_of_synonyms_is_not_an_error_but_may_have_relatives():
    index = Dictionary(WORDS | {"paymaster": 2})
    found, word = meant(index, "paymnet", known=True)
    assert "payment" not in [one.keys[0] for one in found if one.weight == index.ranking["oneErrorWeight"]]
    assert word.corrected == ""


def test_relatives_weigh_as_much_as_they_share():
    index = Dictionary({"delivering": 3, "deliveries": 5, "delay": 9})
    found, word = meant(index, "deliverable")
    assert keys_of(found) == ["deliveries", "delivering"]
    assert {one.weight for one in found} == {index.ranking["relativeWeight"] * 7 / 11}
    assert word.corrected == ""


def test_a_relative_that_is_a_correction_already_is_not_listed_twice():
    found, _ = meant(Dictionary({"payment": 3}), "paymnet")
    assert keys_of(found) == ["payment"]


def test_particles_written_together_with_a_word_come_off_before_it_is_taken_for_an_error():
    index = Dictionary({"restituire": 4, "restituito": 9}, analyser=Keys("italian"))
    found, word = meant(index, "restituirlo")
    assert found == [Variant(("restituire",), index.ranking["cliticWeight"])]
    assert word.corrected == ""
    assert meant(index, "restituirlo", known=True)[0][0].weight != index.ranking["cliticWeight"]


def test_a_word_of_another_language_of_the_site_is_found_there():
    index = Dictionary(WORDS, extra_keys=(f"{SISTER_KEY}rimborso",))
    assert meant(index, "rimborso")[0] == [Variant((f"{SISTER_KEY}rimborso",), index.ranking["sisterWeight"])]
    assert meant(index, "rimborso", known=True)[0] == []


def test_writing_without_spaces_is_not_corrected():
    assert meant(Dictionary({"退货政策": 3}), "退货正策")[0] == []


# --- codes


def test_a_code_without_its_separator_is_its_letters_and_digits():
    index = Dictionary({"gc": 1, "404": 1})
    assert meant(index, "gc404")[0] == [Variant(("gc", "404"), index.ranking["oneErrorWeight"])]


def test_a_code_nobody_wrote_about_is_read_by_its_letters_alone():
    index = Dictionary({"bl": 1, "404": 1})
    assert meant(index, "bl771234")[0] == [Variant(("bl",), index.ranking["twoErrorsWeight"])]


@pytest.mark.parametrize("code", ["771234", "b771234", "xy771234"])
def test_digits_alone_one_letter_and_unknown_letters_say_nothing(code):
    assert meant(Dictionary({"bl": 1, "b": 1}), code)[0] == []


def test_a_number_that_somebody_wrote_about_is_not_read_by_its_parts():
    assert meant(Dictionary({"404": 1}), "404")[0] == []


# --- the whole dictionary


def test_an_odd_first_letter_is_found_in_the_whole_dictionary():
    index, word = Dictionary(WORDS), QueryWord("vefund")
    assert find_anywhere(index, word) == [Variant(("refund",), index.ranking["oneErrorWeight"])]
    assert word.corrected == "REFUND"


@pytest.mark.parametrize("text", ["fund", "40400", "退货政策在"])
def test_short_words_codes_and_writing_without_spaces_are_not_looked_for_everywhere(text):
    index = Dictionary({"fond": 3, "退货政策": 1, "40401": 2})
    assert find_anywhere(index, QueryWord(text)) == []


def test_a_word_that_sounds_alike_is_found_if_nothing_is_near():
    index = Dictionary({"cancel": 4})
    assert keys_of(find_anywhere(index, QueryWord("kansell"))) == ["cancel"]


def test_the_end_of_a_compound_finds_the_compounds_if_nothing_is_near():
    index = Dictionary({"versandetikett": 4, "etikettendrucker": 2}, has_compounds=True)
    found = find_anywhere(index, QueryWord("etikett"))
    assert found == [Variant(("versandetikett",), index.ranking["compoundWeight"])]
    assert find_anywhere(Dictionary({"versandetikett": 4}), QueryWord("etikett")) == []


def test_a_word_with_three_errors_is_suggested_and_not_searched():
    index, word = Dictionary({"documentation": 4}), QueryWord("dacumantatian")
    assert find_anywhere(index, word) == []
    assert (word.near, word.corrected) == ("DOCUMENTATION", "")


@pytest.mark.parametrize(("text", "suggested"), [("pxymxnxs", ""), ("rxpxymxnt", "REPAYMENT")])
def test_three_errors_need_nine_letters_to_be_suggested(text, suggested):
    index, word = Dictionary({"payments": 1, "repayment": 1}), QueryWord(text)
    assert find_anywhere(index, word) == []
    assert word.near == suggested


def test_words_of_a_common_root_are_a_guess():
    index = Dictionary({"shipping": 2, "reshipping": 9, "shopping": 5})
    assert keys_of(find_guesses(index, QueryWord("shipping"))) == ["reshipping", "shipping"]
    assert {one.weight for one in find_guesses(index, QueryWord("shipping"))} == {index.ranking["guessWeight"]}


@pytest.mark.parametrize("text", ["ab404", "退货政策"])
def test_nothing_is_guessed_for_codes_and_writing_without_spaces(text):
    assert find_guesses(Dictionary({"ab404cd": 1, "退货政策在": 1}), QueryWord(text)) == []
