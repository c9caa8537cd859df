from collections import Counter

import pytest
from shop import SHOP, article, ids_of, index_of

from helpcentre.search.analyser import DATA, word_list
from helpcentre.search.brands_and_emoji import KINDS, built_in_brands
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings
from helpcentre.search.tokens import is_emoji, normalise, split_words

LANGUAGES = ("en", "it", "id", "et")
PAYMENT = article("faq/pay", "I metodi di pagamento", "Accettiamo ogni carta e il corriere no.")
INDEX = index_of((*SHOP, PAYMENT))


def lines(language, name):
    text = (DATA / language / f"{name}.txt").read_text(encoding="utf-8")
    return [line.split(":") for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("query", ["klarna", "Apple Pay", "posso usare satispay?", "GOPAY"])
def test_a_brand_that_no_article_names_finds_what_articles_say_about_its_kind(query):
    assert "faq/pay" in ids_of(INDEX, query)[:2]


@pytest.mark.parametrize("query", ["💳", "💳💳", "💳❓"])
def test_an_emoji_finds_what_it_stands_for(query):
    assert "faq/pay" in ids_of(INDEX, query)[:2]


def test_a_site_adds_its_own_brands():
    settings = SearchSettings(brands={"payment": ("Zappelpay",)})
    assert ids_of(INDEX, "zappelpay") == []
    assert ids_of(index_of((*SHOP, PAYMENT), settings=settings), "zappelpay")[1] == "faq/pay"


def test_a_brand_that_an_article_names_is_looked_for_as_it_is():
    index = index_of((*SHOP, PAYMENT, article("faq/klarna", "Altro", "Con Klarna.")))
    assert ids_of(index, "klarna ") == ["faq/klarna"]


def test_a_brand_is_not_taken_for_a_typing_error():
    assert search(index_of((*SHOP, PAYMENT, article("faq/x", "Vista", "La vista."))), "visa ").corrected == ""


def test_without_the_built_in_words_there_are_no_brands():
    index = index_of((*SHOP, PAYMENT), settings=SearchSettings(thesaurus=False))
    assert index.extras("klarna") == ()
    assert ids_of(index, "klarna") == []


def test_a_language_without_lists_has_no_brands():
    assert index_of((*SHOP, PAYMENT), "sv").extras("klarna") == ()


def test_nothing_is_loaded_for_words_that_are_known(many_files):
    index = index_of((*SHOP, PAYMENT))
    loaded = []
    load = index.load
    index.load = lambda path: loaded.append(path) or load(path)
    search(index, "rimborso ")
    assert not [path for path in loaded if "/x-" in path]
    search(index, "rimborso klarna ")
    assert [path for path in loaded if "/x-" in path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_brand_has_words_in_every_language(language):
    assert sorted(kind for kind, _ in lines(language, "kinds")) == sorted(KINDS) == sorted(built_in_brands())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_emoji_is_one_word_and_is_listed_once(language):
    found = Counter()
    for emoji, words in lines(language, "emoji"):
        parts = split_words(normalise(emoji))
        assert all(map(is_emoji, parts)), emoji
        assert "".join(parts) == normalise(emoji).strip()
        assert words.strip()
        found.update(parts)
    assert len(found) > 100
    assert [emoji for emoji, number in found.items() if number > 1] == []


def test_all_languages_know_the_same_emoji():
    assert len({tuple(emoji for emoji, _ in lines(language, "emoji")) for language in LANGUAGES}) == 1


def test_no_brand_is_listed_twice_or_is_a_function_word():
    names = [name for brands in built_in_brands().values() for name in brands]
    assert [name for name, number in Counter(names).items() if number > 1] == []
    assert all(name == name.lower().strip() and split_words(name) for name in names)
    for language in LANGUAGES:
        assert not {*word_list(language, "stop")} & {*names}
