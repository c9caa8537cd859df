import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import HelpCentreError
from helpcentre.search.analyser import (
    STEMMERS,
    Analyser,
    character_variants,
    content_words,
    cut_question_words,
    split_list,
    stemmer_for,
    word_list,
)
from helpcentre.search.tokens import fold, tokenise

CASES = json.loads((Path(__file__).parents[1] / "cases" / "search" / "analysis.json").read_text(encoding="utf-8"))
VENDOR = Path(__file__).parents[2] / "theme" / "assets" / "helpcentre" / "vendor" / "snowball"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_a_text_gives_the_words_and_keys_of_the_case_file(case):
    found = tokenise(case["text"])
    assert found == case["words"]
    analyser = Analyser(case["language"], variants=character_variants(case["language"]))
    assert [list(analyser.keys(word)) for word in found] == case["keys"]


def test_assistenza_is_the_same_key_behind_an_article_and_alone():
    analyser = Analyser("it")
    assert [analyser.keys(word) for word in tokenise("l'assistenza")][1] == analyser.keys("assistenza")


def test_a_word_typed_without_its_accents_shares_a_key_with_the_accented_one():
    for language, accented, bare in [
        ("it", "unità", "unita"),
        ("et", "mõõtühikud", "mootuhikud"),
        ("it", "più", "piu"),
    ]:
        assert set(Analyser(language).keys(accented)) & set(Analyser(language).keys(bare)), accented


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("et", "tagastamine tagastamise tagastada tagastan tagastatud"),
        ("et", "kaup kauba kaupa kaubad kaubaga"),
        ("et", "tellimus tellimuse tellimust tellimusi tellimustega"),
        ("et", "saatma saata saadan saadetud saatmine"),
        ("et", "katki katkine katkise katkised"),
        ("id", "kirim mengirim dikirim pengiriman kiriman"),
        ("id", "kembali kembalikan mengembalikan dikembalikan pengembalian"),
        ("id", "terima menerima diterima penerimaan"),
        ("it", "spedizione spedizioni spedire spedito"),
    ],
)
def test_forms_of_a_word_that_help_centres_live_by_are_one_key(language, forms):
    keys = [set(Analyser(language).keys(word)) for word in forms.split()]
    assert set.intersection(*keys), keys


def test_words_that_only_look_alike_stay_apart():
    for language, one, other in [("et", "arve", "arv"), ("id", "kata", "tata"), ("it", "partire", "spartire")]:
        assert not set(Analyser(language).keys(one)) & set(Analyser(language).keys(other)), (one, other)


def test_every_stemmer_we_offer_has_its_browser_file():
    assert {path.stem for path in VENDOR.glob("*.js")} == set(STEMMERS.values()) | {"base"}


def test_an_unknown_stemmer_is_refused_with_the_nearest_name():
    with pytest.raises(HelpCentreError, match="'italiano' is not a valid stemmer for 'it'; did you mean 'italian'"):
        stemmer_for("it", "italiano")


def test_a_language_without_a_stemmer_still_folds():
    assert Analyser("sw").keys("kwélì") == ("kweli",)


def test_the_word_lists_are_folded_and_there_is_none_for_an_unknown_language():
    assert "perche" in word_list("it", "question")
    assert "perché" not in word_list("it", "question")
    assert word_list("xx", "stop") == ()


def test_no_word_is_in_two_lists_of_a_language():
    for language in ("en", "it", "id", "et"):
        assert not set(word_list(language, "stop")) & set(word_list(language, "question")) - {""}, language


def test_words_of_a_list_in_a_script_without_spaces_stay_whole():
    assert split_list("怎么办 how to? いつ、どこ ยังไง") == ["怎么办", "いつ", "どこ", "ยังไง", "how", "to"]


@pytest.mark.parametrize(
    ("language", "text", "rest"),
    [
        ("zh", "怎么退货", "退货"),
        ("zh", "我的包裹到哪里了", "包裹"),
        ("zh", "怎麼辦", "怎麼辦"),
        ("ja", "返品したいです", "返品"),
        ("ja", "カードを使う方法", "カード 使う"),
        ("th", "คืนสินค้ายังไงครับ", "คืนสินค้า"),
        ("en", "how to return", "how to return"),
    ],
)
def test_question_words_are_cut_from_a_text_without_spaces_if_anything_else_is_left(language, text, rest):
    question = frozenset(word_list(language, "question"))
    assert cut_question_words(text, question).split() == rest.split()


def test_the_longest_question_word_is_cut():
    assert cut_question_words("怎么办退货", frozenset({"怎么", "怎么办"})) == " 退货"
    assert cut_question_words("how怎么", frozenset({"how", "怎么"})) == "how "


@given(
    st.text(alphabet="怎么退货了的の方法返品 a", max_size=12),
    st.sets(st.sampled_from(["怎么", "的", "方法", "の", "a"])),
)
def test_nothing_but_question_words_is_cut(text, words):
    rest = cut_question_words(text, frozenset(words))
    assert len(rest) <= len(text)
    assert not set(rest) - set(text) - {" "}
    assert bool(tokenise(rest)) == bool(tokenise(text))


@given(st.text())
def test_any_text_gives_short_folded_keys_and_never_an_error(text):
    analyser = Analyser("et")
    for word in tokenise(text):
        assert 0 < len(word) <= 64
        assert all(analyser.keys(word))
        assert fold(fold(word)) == fold(word)


def test_traditional_and_simplified_characters_are_one_key():
    analyser = Analyser("zh", variants=character_variants("zh"))
    assert analyser.keys("餘額") == analyser.keys("余额") == ("余额",)
    assert analyser.fold("忘記密碼") == "忘记密码"
    assert Analyser("zh").keys("餘額") == ("餘額",)


def test_only_chinese_has_character_variants():
    assert len(character_variants("zh-TW")) > 2_000
    assert character_variants("ja") == {}
    assert all(one != other for one, other in character_variants("zh").items())


def test_numbers_emoji_and_pairs_of_characters_are_not_stemmed():
    analyser = Analyser("it")
    assert [analyser.keys(word) for word in ("rimborsi2", "📦", "退货")] == [("rimborsi2",), ("📦",), ("退货",)]


def test_question_words_are_kept_if_a_query_has_nothing_else():
    stop, question = frozenset({"il"}), frozenset({"come"})
    assert content_words(["come", "il", "reso"], stop, question) == ["reso"]
    assert content_words(["come", "il"], stop, question) == ["come"]
    assert content_words(["il"], stop, question) == ["il"]
    assert content_words([], stop, question) == []


def test_no_stemming_at_all_may_be_chosen():
    assert Analyser("it", "none").keys("rimborsi") == ("rimborsi",)
    assert stemmer_for("it", "none") == ""
    assert stemmer_for("it", "spanish") == "spanish"
    assert stemmer_for("pt-BR") == "portuguese"
