from hypothesis import given
from hypothesis import strategies as st

from helpcentre.search.tokens import (
    LONGEST_WORD,
    ends_with_code,
    fingerprint,
    fold,
    has_digit,
    is_emoji,
    is_spaceless,
    join_codes,
    locate_words,
    normalise,
    split_words,
    tokenise,
    utf16_key,
)

SCRIPTS = st.text(alphabet="ab1é-_/.& 退货ギﾊﾟคืน🎉📦👍🏽‍\u0301×", max_size=30)


def test_a_code_is_found_joined_and_in_its_parts():
    assert tokenise("Errore PAY-402!") == ["errore", "pay", "402", "pay402"]


def test_a_price_is_not_a_code():
    assert join_codes("4.90") == []
    assert join_codes("costa 4.90 o 12 90") == []


def test_numbers_in_groups_are_one_number_too():
    assert join_codes("16-07 e 16/07/2026") == ["1607", "16072026"]
    assert join_codes("chiama 800 123 456") == ["800123456"]
    assert join_codes("chiama 800.123456") == ["800123456"]


def test_short_numbers_side_by_side_are_two_numbers():
    assert join_codes("30 14") == []
    assert join_codes("99 9999") == []
    assert join_codes("999 9999") == ["9999999"]
    assert join_codes("1-2") == []


def test_a_number_is_not_cut_out_of_a_word():
    assert join_codes("a16-07") == ["a1607"]
    assert join_codes("800 123 456x") == []


def test_letters_around_an_ampersand_are_one_word_too():
    assert tokenise("AT&T") == ["at", "t", "att"]
    assert join_codes("tom&jerry") == []


def test_two_words_with_a_hyphen_are_one_word_too_but_three_are_not():
    assert join_codes("e-mail dc-min") == ["email", "dcmin"]
    assert join_codes("state-of-the-art and/or www.shop.it") == []


def test_a_text_ends_with_a_code_only_where_the_code_ends():
    assert ends_with_code("errore pay-40")
    assert not ends_with_code("pay-40 errore")
    assert not ends_with_code("pay-40 ")
    assert not ends_with_code("")


def test_a_text_with_marks_of_its_script_is_split_as_one_without():
    assert tokenise("मैं ऑर्डर कैसे लौटाऊँ? PAY-402") == ["मैं", "ऑर्डर", "कैसे", "लौटाऊँ", "pay", "402", "pay402"]


def test_text_without_spaces_becomes_pairs_and_latin_words_in_it_stay_whole():
    assert split_words("如何退货paypal付款") == ["如何", "何退", "退货", "paypal", "付款"]
    assert split_words("退") == ["退"]
    assert split_words("คืน") == ["คืน"]


def test_half_width_kana_and_full_width_letters_are_plain_ones():
    assert normalise("ﾊﾟｽﾜｰﾄﾞ ＡＢＣ１２３ ﬁ") == "パスワード abc123 fi"


def test_katakana_is_folded_to_hiragana():
    assert fold("パスワード") == "ぱすわーど"
    assert fold("ヴ") == fold("ゔ")


def test_an_emoji_is_a_word_whatever_its_skin():
    assert split_words(normalise("👍🏽👍 ok")) == ["👍", "👍", "ok"]
    assert is_emoji("👍")
    assert not is_emoji("a")
    assert not is_emoji("→")


def test_scripts_without_spaces_are_distinguished_from_those_with_spaces():
    assert all(map(is_spaceless, "退のカคກក"))
    assert not any(map(is_spaceless, "aяאअ한1"))


def test_a_digit_of_any_script_is_a_digit():
    assert has_digit("pay4")
    assert has_digit("٤")
    assert not has_digit("pay²")


def test_long_runs_are_cut():
    assert [len(word) for word in tokenise("a" * 100 + " è" + "b" * 100)] == [LONGEST_WORD, LONGEST_WORD]


def test_a_fingerprint_minds_the_order_of_words_but_no_accents():
    assert fingerprint(["perché", "no"]) == fingerprint(["perche", "no"])
    assert fingerprint(["a", "b"]) != fingerprint(["b", "a"])
    assert 0 <= fingerprint(["x"] * 100) < 2**16


@given(SCRIPTS)
def test_words_hold_all_letters_of_a_text_in_their_order(text):
    found = split_words(normalise(text))
    assert all(0 < len(word) <= LONGEST_WORD and fold(word) for word in found)
    letters = [letter for letter in normalise(text) if letter.isalnum()]
    assert set(letters) <= set("".join(found)) or len(letters) > LONGEST_WORD


@given(SCRIPTS)
def test_normalising_and_folding_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(normalise(text))) == fold(normalise(text))


@given(st.text(alphabet="PAYpay0123456789-_./& ", max_size=30))
def test_codes_are_letters_and_digits_only(text):
    assert all(word.isalnum() for word in tokenise(text))


def test_texts_are_sorted_as_javascript_compares_them():
    assert sorted(["\uffff", "\U0001f389", "a"], key=utf16_key) == ["a", "\U0001f389", "\uffff"]


def test_words_are_located_as_they_are_written():
    assert locate_words("Già PAY-402, ok") == [("Già", 0), ("PAY", 4), ("402", 8), ("ok", 13)]
    assert locate_words("请退货 now") == [("请退", 0), ("退货", 1), ("now", 4)]
    assert locate_words("a退b") == [("a", 0), ("退", 1), ("b", 2)]
    assert locate_words("  📦!") == [("📦", 2)]
    assert locate_words("") == []


@given(SCRIPTS)
def test_every_located_word_is_in_the_text_at_its_place_and_in_order(text):
    found = locate_words(text)
    assert all(text[start : start + len(word)] == word for word, start in found)
    assert [start for _, start in found] == sorted(start for _, start in found)


@given(st.text(alphabet="abà 退货-", max_size=30))
def test_the_located_words_are_the_words_of_the_text(text):
    assert [normalise(word) for word, _ in locate_words(text)] == split_words(normalise(text))
