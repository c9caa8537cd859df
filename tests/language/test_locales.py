"""Languages by their code: known ones, wrong ones, plural categories, direction and own name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import HelpCentreError
from helpcentre.language.codes import direction, is_language, suggest_language
from helpcentre.language.locales import endonym, locale, plural_category


@pytest.mark.parametrize("code", ["en", "it", "pt-BR", "zh-Hans", "zh-Hans-CN", "sr-Latn", "he", "nb", "ckb"])
def test_a_code_that_cldr_knows_is_a_language(code):
    assert is_language(code)
    assert locale(code).language == code.split("-")[0]


@pytest.mark.parametrize("code", ["xx", "klingon", "", "iw", "eng", "e n", "pt_BR_x", "../en"])
def test_a_code_that_cldr_does_not_know_or_knows_by_another_name_is_not(code):
    assert not is_language(code)


@given(st.text())
def test_no_text_crashes_the_question_whether_it_is_a_language(text):
    assert is_language(text) in (True, False)
    assert isinstance(suggest_language(text), str)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("jp", "ja"), ("cz", "cs"), ("gr", "el"), ("dk", "da"), ("ee", "et"), ("cn", "zh"), ("iw", "he")],
)
def test_the_code_of_a_country_suggests_its_language(wrong, right):
    assert suggest_language(wrong) == f"; did you mean '{right}'?"


@pytest.mark.parametrize("wrong", ["xx", "klingon", "", "gb"])
def test_without_a_likely_language_nothing_is_suggested(wrong):
    assert suggest_language(wrong) == ""


def test_the_locale_of_a_wrong_code_is_an_error_with_the_likely_one():
    with pytest.raises(
        HelpCentreError, match=r"^'klingon' is not a language code; use, for example, en, it, id, et or pt-BR$"
    ):
        locale("klingon")
    with pytest.raises(HelpCentreError, match=r"^'jp' is not a language code; .*; did you mean 'ja'\?$"):
        locale("jp")


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("en", {1: "one", 2: "other", 0: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other"}),
        ("id", {1: "other", 2: "other"}),
        ("pl", {1: "one", 3: "few", 5: "many", 22: "few"}),
        ("ar", {0: "zero", 1: "one", 2: "two", 5: "few", 11: "many", 100: "other"}),
        ("pt-BR", {0: "one", 1: "one", 2: "other"}),
        ("ja", {1: "other"}),
    ],
)
def test_numbers_have_the_plural_categories_of_their_language(language, categories):
    assert {number: plural_category(language, number) for number in categories} == categories


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("en", "ltr"),
        ("ja", "ltr"),
        ("arn", "ltr"),
    ],
)
def test_a_language_is_written_from_one_side(language, expected):
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("et", "eesti"),
        ("it", "italiano"),
        ("id", "Indonesia"),
        ("ar", "العربية"),
        ("ja", "日本語"),
        ("pt-BR", "português (Brasil)"),
        ("zh-Hans", "简体中文"),
        ("zh-Hans-CN", "中文 (简体, 中国)"),
        ("zh", "中文"),
    ],
)
def test_a_language_has_a_name_for_itself(language, name):
    assert endonym(language) == name
