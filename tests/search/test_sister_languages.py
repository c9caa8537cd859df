from shop import SHOP, article, ids_of, index_of

from helpcentre.search.sister_languages import sister_postings

ENGLISH = (
    article("faq/when-refund", "When will I get my refund?", language="en", asks=["refund not received"]),
    article("faq/gift-cards", "How do gift cards work?", language="en", asks=["where is my code 42"]),
    article("faq/how-to-return", "How do I return something?", language="en"),
    article("faq/nowhere", "Something else entirely", language="en"),
)
NUMBERS = {document.id: number for number, document in enumerate(sorted(SHOP, key=lambda each: each.id))}
ORDERED = sorted(SHOP, key=lambda each: each.id)


def found(*sisters):
    return sister_postings(ORDERED, sisters, "it")


def test_words_of_the_same_article_in_another_language_are_known_as_written_and_stemmed():
    words = found(*ENGLISH)
    assert [number for number, *_ in words["cards"]] == [NUMBERS["faq/gift-cards"]]
    assert words["card"] == words["cards"]


def test_function_words_short_words_and_numbers_are_left_out():
    words = found(*ENGLISH)
    assert not {"how", "do", "when", "my", "is", "42", "where"} & set(words)


def test_articles_without_a_twin_and_of_the_language_itself_are_left_out():
    assert "entirely" not in found(*ENGLISH)
    assert found(*SHOP) == {}


def test_a_word_of_the_title_counts_more_than_one_of_an_ask_and_has_the_length_of_the_title():
    words = found(*ENGLISH)
    [(_, in_both, title, asks)] = words["refund"]
    [(_, in_ask, no_title, _)] = words["received"]
    assert in_both > in_ask
    assert (title, no_title, asks) == (1, 0, ())


def test_a_word_of_most_articles_says_nothing():
    many = [article(f"a{number}", f"Titolo {number}") for number in range(40)]
    sisters = [article(f"a{number}", "Guide " + ("rare" if number < 9 else ""), language="en") for number in range(40)]
    words = sister_postings(many, sisters, "it")
    assert "guide" not in words
    assert len(words["rare"]) == 9


def test_a_few_articles_may_all_have_the_word():
    few = [article(f"a{number}", "Titolo") for number in range(8)]
    sisters = [article(f"a{number}", "Guide", language="en") for number in range(8)]
    assert len(sister_postings(few, sisters, "it")["guide"]) == 8


def test_a_query_in_a_sister_language_finds_the_article_in_this_one():
    index = index_of(sisters=ENGLISH)
    assert ids_of(index, "gift cards work")[:1] == ["faq/gift-cards"]
    assert ids_of(index_of(), "something return") == []


def test_the_languages_own_words_come_first():
    english = [article("faq/shipping-cost", "Rimborso spese", language="en")]
    assert ids_of(index_of(sisters=english), "rimborso")[:1] == ["faq/when-refund"]


def test_the_largest_share_of_articles_with_a_word_is_a_quarter():
    def articles_with(count):
        many = [article(f"a{number:02}", "Titolo") for number in range(40)]
        sisters = [article(f"a{number:02}", "rare", language="en") for number in range(count)]
        return len(sister_postings(many, sisters, "it").get("rare", ()))

    assert [articles_with(count) for count in (9, 10, 11)] == [9, 10, 0]


def test_the_more_asks_have_a_word_the_better_it_fits():
    once = found(article("faq/gift-cards", "Gifts", language="en", asks=["voucher"]))
    thrice = found(article("faq/gift-cards", "Gifts", language="en", asks=["voucher", "voucher code", "my voucher"]))
    assert thrice["voucher"][0][1] > once["voucher"][0][1]


def test_words_of_three_letters_are_known_and_shorter_ones_are_not():
    words = found(article("faq/gift-cards", "Pin xy", language="en"))
    assert "pin" in words
    assert "xy" not in words


def test_the_articles_of_a_word_are_in_order():
    sisters = [article(document.id, "Something shared", language="en") for document in reversed(ORDERED)]
    assert [number for number, *_ in found(*sisters)["shared"]] == list(range(len(ORDERED)))
