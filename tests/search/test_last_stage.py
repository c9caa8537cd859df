"""Queries that would end in nothing: what is still found, how it is said, and what stays unfound."""

import pytest
from shop import SHOP, article, ids_of, index_of

from helpcentre.search.query import MOST_GUESSES, search

INDEX = index_of()
ENGLISH = index_of(
    [
        article("warranty", "The warranty", "How long the warranty lasts.", language="en"),
        article("parcel", "Where is my parcel?", "It is on its way.", language="en"),
        article("address", "Change the address", "Your address.", language="en"),
        article("cancel", "Cancel an order", "Cancel it at once.", language="en"),
        article("customisation", "Internationalisation", "Made for you.", language="en"),
    ],
    "en",
)


@pytest.mark.parametrize(
    ("query", "article_id", "shown"),
    [
        ("warenty", "warranty", "warranty"),
        ("parsle", "parcel", "parcel"),
        ("adres", "address", "address"),
        ("kansel", "cancel", "cancel"),
        ("kansel oder", "cancel", "cancel order"),
    ],
)
def test_words_spelt_as_they_sound_are_corrected_and_said(query, article_id, shown):
    answer = search(ENGLISH, query)
    assert ids_of(ENGLISH, query)[:1] == [article_id]
    assert answer.corrected == shown
    assert not answer.guessed


def test_an_odd_first_letter_is_looked_for_only_if_no_word_is_known_as_it_is_written():
    assert ids_of(ENGLISH, "xarcel") == ["parcel"]
    assert ids_of(ENGLISH, "xarcel warranty ") == ["warranty"]


def test_a_word_three_letters_away_is_only_suggested():
    answer = search(ENGLISH, "internxxxonalisation")
    assert answer.hits == []
    assert answer.suggested == "internationalisation"
    assert answer.corrected == ""
    assert search(ENGLISH, "parxyz").suggested == ""


def test_words_that_share_a_root_are_a_guess_of_three_articles_at_most():
    many = [article(f"a{number}", f"Fotocopiatrice {number}", "Testo.") for number in range(5)]
    answer = search(index_of(many), "copiatric")
    assert answer.guessed
    assert len(answer.hits) == MOST_GUESSES


@pytest.mark.parametrize("query", ["asdfgh", "qwrtp xyzzy", "zzzzzz", "lkjhgf", "1234567", "退货", "🎂", ""])
def test_nonsense_finds_nothing_and_suggests_nothing(query):
    for index in (INDEX, ENGLISH):
        answer = search(index, query)
        assert (list(answer.hits), answer.corrected, answer.suggested, answer.guessed) == ([], "", "", False)


def test_a_chance_word_among_unknown_ones_is_only_a_guess():
    documents = [*SHOP, article("faq/x", "Altro", "Testo. " * 200 + "intervento")]
    answer = search(index_of(documents), "intervento ginocchio anestesia")
    assert answer.guessed
    assert search(index_of(documents), "intervento ").guessed is False


def test_a_good_match_among_unknown_words_is_not_a_guess():
    assert not search(INDEX, "rimborso zebra").guessed
    assert not search(INDEX, "quando arriva il rimborso zebra elefante giraffa").guessed


def test_an_ask_is_never_a_guess_whatever_its_words():
    documents = [*SHOP, article("faq/x", "Altro", "Testo.", ["zzz yyy reso"])]
    assert not search(index_of(documents), "zzz yyy reso").guessed


def test_unknown_numbers_are_the_customers_own_and_raise_no_doubt():
    documents = [*SHOP, article("faq/x", "Altro", "Testo. " * 200 + "intervento")]
    assert not search(index_of(documents), "intervento 12345 67890 ").guessed


def test_each_text_without_spaces_is_found_by_a_part_of_it():
    documents = [
        article("return", "如何退货？", "把标签贴在包裹上。", language="zh"),
        article("pay", "付款被拒绝", "银行阻止了这笔交易。", language="zh"),
    ]
    index = index_of(documents, "zh")
    for query, expected in [
        ("退货", "return"),
        ("退", "return"),
        ("標籤", "return"),
        ("付款", "pay"),
        ("被拒絕", "pay"),
    ]:
        assert ids_of(index, query)[:1] == [expected], query
    assert search(index, "拖拉机").hits == []
    assert search(index, "怎么退货呢").corrected == ""


def test_kana_may_be_typed_in_either_script_and_in_half_width():
    documents = [
        article("password", "パスワードの再設定", "ログイン画面で。", language="ja"),
        article("return", "返品する", "箱に入れてください。", language="ja"),
    ]
    index = index_of(documents, "ja")
    for query in ("パスワード", "ぱすわーど", "ﾊﾟｽﾜｰﾄﾞ"):
        assert ids_of(index, query) == ["password"], query


@pytest.mark.parametrize(
    ("language", "title", "text", "query"),
    [
        ("zh", "如何退货？", "把标签贴在包裹上。", "我想退回怎么办"),
        ("ja", "返品について", "箱に入れてください。", "返品したいのですが"),
        ("th", "คืนสินค้าอย่างไร", "ติดฉลากบนกล่อง", "อยากส่งคืนครับ"),
    ],
)
def test_question_words_and_synonyms_of_scripts_without_spaces_are_known(language, title, text, query):
    index = index_of(
        [article("return", title, text, language=language), article("x", "ABC", language=language)], language
    )
    answer = search(index, query)
    assert [index.article(hit.number)["id"] for hit in answer.hits] == ["return"]
    assert not answer.guessed
