from helpcentre.search.analyser import Analyser
from helpcentre.search.phrases import PhraseFinder, count_phrases
from helpcentre.search.synonym_groups import locate_phrase

ENGLISH = Analyser("en")
STOP = frozenset({"the", "my"})


def finder(*phrases):
    return PhraseFinder([tuple(phrase.split()) for phrase in phrases], ENGLISH, STOP)


def test_a_phrase_is_found_wherever_its_words_are_neighbours_in_any_form():
    words = ["get", "money", "back", "with", "gift", "cards"]
    found = finder("money back", "gift card").find(words)
    assert found == ["money back", "gift card"]


def test_only_function_words_may_come_between_the_words_of_a_phrase():
    assert finder("money back").find(["money", "the", "back"]) == ["money back"]
    assert finder("money back").find(["money", "comes", "back"]) == []


def test_a_phrase_cut_off_at_the_end_is_not_found():
    assert finder("money back").find(["money"]) == []
    assert finder("money back now").find(["money", "back"]) == []


def test_phrases_that_begin_alike_are_all_found():
    assert finder("money back", "money back now").find(["money", "back", "now"]) == ["money back", "money back now"]


def test_single_words_are_not_phrases():
    assert finder("money").names() == []
    assert finder("money", "money back").names() == ["money back"]


def test_phrases_are_counted_within_each_text():
    texts = [["money", "back"], ["money"], ["back"], ["money", "back", "money", "back"]]
    assert count_phrases(finder("money back"), texts) == {"money back": 3}


def test_a_phrase_in_a_query_gives_the_places_of_its_words():
    keys = [("turn",), ("it",), ("off",), ("now",)]
    assert locate_phrase(("turn", "off"), keys, [False, True, False, False], 0) == [0, 2]
    assert locate_phrase(("turn", "off"), keys, [False, False, False, False], 0) == []
    assert locate_phrase(("off", "now"), keys, [False] * 4, 2) == [2, 3]
    assert locate_phrase(("now", "then"), keys, [False] * 4, 3) == []
