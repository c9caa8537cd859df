"""The places of the words of a query in a text; the parity tests compare the same with the browser's."""

from helpcentre.search.analyser import Analyser
from helpcentre.search.matches import Match, MatchFinder, number_keys
from helpcentre.search.query_words import QueryWord, Variant


def find(text, word_by_key, stop=(), language="it"):
    return MatchFinder(Analyser(language), frozenset(stop), word_by_key).find(text)


def test_a_word_matches_in_every_ending_and_spelling_with_its_place_as_written():
    text = "Il rimborso, i RIMBORSI"
    assert find(text, {"rimbors": 0}) == [Match(3, 11, 0), Match(15, 23, 0)]


def test_an_accent_in_the_text_does_not_move_the_places():
    assert find("città e perché", {"perc": 2}) == [Match(8, 14, 2)]


def test_a_stop_word_never_matches_even_if_the_query_has_its_key():
    assert find("il pacco", {"il": 0, "pacc": 1}, stop=("il",)) == [Match(3, 8, 1)]


def test_a_phrase_matches_as_a_whole_with_stop_words_in_between():
    found = find("buono di regalo", {"buon regal": 4}, stop=("di",))
    assert found == [Match(0, 15, 4)]


def test_half_a_phrase_does_not_match():
    assert find("un buono", {"buon regal": 4}) == []
    assert find("buono sconto regalo", {"buon regal": 4}) == []


def test_the_words_of_a_phrase_match_too_if_the_query_has_them():
    assert find("buono regalo", {"buon regal": 0, "regal": 1}) == [Match(0, 12, 0), Match(6, 12, 1)]


def test_the_end_of_a_compound_marks_the_whole_word():
    assert find("Das Rücksendeetikett", {"etikett-": 3}, language="de") == [Match(4, 20, 3)]
    assert find("Etiketten", {"zettel-": 3}, language="de") == []


def test_a_whole_word_is_preferred_to_the_end_of_a_compound():
    assert find("Etikett", {"etikett-": 3, "etikett": 1}, language="de") == [Match(0, 7, 1)]


def test_text_without_spaces_matches_by_pairs_of_characters():
    assert find("请退货标签", {"退货": 0, "标签": 1}, language="zh") == [Match(1, 3, 0), Match(3, 5, 1)]


def test_a_key_of_two_words_of_the_query_belongs_to_the_first():
    words = [QueryWord("a", [Variant(("x",), 1.0), Variant(("y", "z"), 1.0)]), QueryWord("b", [Variant(("z",), 1.0)])]
    assert number_keys(words) == {"x": 0, "y": 0, "z": 0}


def test_a_phrase_of_three_words_ends_with_the_last():
    assert find("un buono sconto regalo", {"buon scont regal": 4}) == [Match(3, 22, 4)]
