"""The built-in everyday words, and how they combine with a site's own."""

from collections import Counter

import pytest
from shop import SHOP, article, index_of

from helpcentre.search.analyser import Analyser, content_words, word_list
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings
from helpcentre.search.synonym_groups import Synonyms, encode_synonyms, read_synonyms
from helpcentre.search.synonyms import MOST_WORDS
from helpcentre.search.thesaurus import PhraseAnalysis, find_synonyms, thesaurus
from helpcentre.search.tokens import fold, split_words

LANGUAGES = ("en", "it", "id", "et")


def ids(query, index):
    return [index.article(hit.number)["id"] for hit in search(index, query).hits]


def split(phrase):
    return tuple(phrase.split())


def vocabulary(*articles, function=()):
    """Return the vocabulary of an index of such articles."""
    return PhraseAnalysis(
        split,
        lambda phrase: tuple(word for word in split(phrase) if word not in function),
        lambda key: any(f" {key} " in f" {text} " for text in articles),
    )


def test_an_everyday_word_that_no_article_has_finds_the_article_with_the_other_word():
    assert ids("refund", index_of())[:1] == ["faq/when-refund"]


def test_a_word_known_to_mean_another_is_not_taken_for_a_typing_error():
    documents = [article("faq/a", "Immagini", "Le immagini."), article("faq/b", "Fodo", "Un fodo.")]
    answer = search(index_of(documents), "foto ")
    assert [hit.number for hit in answer.hits] == [0]
    assert answer.corrected == ""


def test_the_words_themselves_come_before_words_that_mean_the_same():
    documents = [article("faq/a", "Inserire", "Inserire."), article("faq/b", "Aggiungere", "Aggiungere.")]
    assert ids("aggiungere", index_of(documents)) == ["faq/b", "faq/a"]


def test_a_site_can_do_without_them():
    assert ids("refund", index_of(settings=SearchSettings(thesaurus=False))) == []


def test_a_phrase_with_one_word_of_content_is_known_by_all_its_words():
    documents = [
        article("faq/off", "Deactivate the alarm", "It is silent then.", language="en"),
        article("faq/turn", "Turn right", "Then left.", language="en"),
    ]
    index = index_of(documents, "en")
    assert ids("turn off", index)[:2] == ["faq/turn", "faq/off"]
    assert ids("turn", index) == ["faq/turn"]
    assert ids("deactivate", index) == ["faq/off"]


def test_function_words_may_come_between_the_words_of_a_synonym():
    documents = [article("faq/in", "Login", "Here.", language="en"), article("faq/x", "Other", "Text.", language="en")]
    assert ids("can you log me in", index_of(documents, "en")) == ["faq/in"]


def test_a_form_the_stemmer_does_not_join_is_still_found_along_with_the_synonyms():
    documents = [
        article("faq/a", "Larger sizes", "Text.", language="en"),
        article("faq/b", "Big", "Text.", language="en"),
    ]
    answer = search(index_of(documents, "en"), "large ")
    assert sorted(hit.number for hit in answer.hits) == [0, 1]
    assert answer.corrected == ""


def test_no_word_of_a_known_phrase_is_taken_for_a_typing_error():
    documents = [
        article("faq/a", "Restart the router: reboot", "Text.", language="en"),
        article("faq/b", "Powder", "Cyclist.", language="en"),
    ]
    answer = search(index_of(documents, "en"), "power cycle ")
    assert [hit.number for hit in answer.hits][:1] == [0]
    assert answer.corrected == ""


def test_a_code_may_be_a_synonym_of_the_site_however_it_is_typed():
    documents = [
        article("faq/bank", "The bank blocked it", "Call the bank.", language="en"),
        article("faq/x", "Else", "Text.", language="en"),
    ]
    for code in ("ERR-77", "err77"):
        index = index_of(documents, "en", SearchSettings(synonyms=((code, "bank blocked"),)))
        assert ids(code, index)[:1] == ["faq/bank"]
    assert ids("ERR-77", index_of(documents, "en", SearchSettings(synonyms=(("err77", "bank blocked"),)))) == [
        "faq/bank"
    ]


def found(own, built_in, analysis):
    """Return the recognised phrases with what each searches for, by their anchors."""
    synonyms = find_synonyms(own, built_in, analysis)
    return {anchor: {" ".join(each.phrase): each.others for each in some} for anchor, some in synonyms.items()}


def test_a_phrase_of_the_site_is_recognised_as_that_group_only():
    both = found([("foto", "scatto")], [("foto", "immagine")], vocabulary("scatto", "immagine"))
    assert both == {"foto": {"foto": ("scatto",)}}


def test_the_other_words_of_its_built_in_group_still_find_a_phrase_of_the_site():
    both = found([("refund", "cash")], [("refund", "reimburse")], vocabulary("refund", "cash"))
    assert both["reimburse"] == {"reimburse": ("refund",)}
    assert both["refund"] == {"refund": ("cash",)}


def test_phrases_that_are_alike_in_two_built_in_groups_are_in_neither():
    general = [("os", "system"), ("os", "buy", "purchase")]
    assert found([], general, vocabulary("system", "buy", "os")) == {"purchase": {"purchase": ("buy",)}}


def test_a_word_in_brackets_is_searched_for_but_not_recognised():
    assert found([], [("update", "(baru)")], vocabulary("update", "baru")) == {"update": {"update": ("baru",)}}


def test_a_phrase_is_searched_for_only_if_an_article_has_it_as_a_phrase():
    assert found([], [("plugin", "add on")], vocabulary("add", "on", "on add")) == {}
    expected = {"plugin": {"plugin": ("add on",)}}
    assert found([], [("plugin", "add on")], vocabulary("you can add on")) == expected


def test_a_group_of_which_no_article_has_a_word_is_left_out():
    assert found([("a", "b")], [("c", "d")], vocabulary("x")) == {}


def test_a_phrase_is_looked_up_by_its_first_content_word():
    known = vocabulary("login", function=("not", "the"))
    assert found([("not working", "login")], [], known) == {"working": {"not working": ("login",)}}
    assert found([("the sign on", "login")], [], known) == {"sign": {"sign on": ("login",)}}


def test_synonyms_survive_being_written():
    made = [Synonyms(("money", "back"), ("refund", "cash back")), Synonyms(("a",), ("b",))]
    assert encode_synonyms(made) == "money back;refund,cash back\na;b"
    read = read_synonyms(encode_synonyms(made))
    assert read == {"money": made[:1], "back": made[:1], "a": made[1:]}
    assert read_synonyms("") == {}


def test_a_word_twice_in_a_phrase_is_listed_once():
    [one] = read_synonyms("a a;b")["a"]
    assert one == Synonyms(("a", "a"), ("b",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_built_in_phrase_can_be_found(language):
    analyser = Analyser(language)
    stop, question = (frozenset(word_list(language, name)) for name in ("stop", "question"))
    found = Counter()
    for group in thesaurus(language):
        assert len(group) > 1, group
        keys = set()
        for phrase in group:
            words = split_words(phrase)
            assert phrase == phrase.lower()
            assert phrase.startswith("(") == phrase.endswith(")")
            assert 0 < len(words) <= MOST_WORDS, phrase
            content = content_words(words, stop, question)
            assert len(words) > 1 or not {fold(words[0])} & (stop | question), phrase
            known = content if len(content) > 1 else words
            keys.add(tuple(analyser.keys(word)[-1] for word in known))
        assert len(keys) > 1, group
        found.update(keys)
    assert len(found) > 400
    assert [keys for keys, number in found.items() if number > 1] == []


def test_no_phrase_is_listed_twice_in_a_language():
    for language in LANGUAGES:
        found = Counter(phrase for group in thesaurus(language) for phrase in group)
        assert [phrase for phrase, number in found.items() if number > 1] == []


def test_a_language_without_a_file_has_none():
    assert thesaurus("xx") == ()
    assert ids("rimborso", index_of(SHOP, "xx"))[:1] == ["faq/when-refund"]
