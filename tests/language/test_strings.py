import re

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.language.locales import direction, endonym, locale
from helpcentre.language.strings import known_languages, strings

PLACEHOLDER = re.compile(r"\{(\w*)\}")
OTHERS = [language for language in known_languages() if language != "en"]


def base(key):
    return re.sub(r"\.(zero|one|two|few|many|other)$", "", key)


def keys(language):
    from helpcentre.language.strings import _read

    return _read(language)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_key(language):
    assert {base(key) for key in keys(language)} == {base(key) for key in keys("en")}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_placeholders(language):
    english = keys("en")
    for key, text in keys(language).items():
        if key in english:
            assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(english[key]))), key


@pytest.mark.parametrize("language", known_languages())
def test_no_string_is_empty_or_has_spaces_at_its_ends(language):
    for key, text in keys(language).items():
        assert text.strip() == text, key
        assert text, key


def test_plural_forms_follow_the_language():
    assert strings("et").plural("topic.articles", 1) == "1 vastus"
    assert strings("et").plural("topic.articles", 2) == "2 vastust"
    assert strings("id").plural("topic.articles", 1) == "1 jawaban"


def test_a_language_we_do_not_know_is_shown_in_english():
    assert strings("fr")["frame.home"] == "Home"
    assert strings("pt-BR")["feedback.yes"] == "Yes"


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(KeyError, match=r"did you mean 'frame\.home'"):
        strings("it")["frame.hoem"]


def test_a_word_that_is_no_language_is_refused():
    with pytest.raises(HelpCentreError, match="'klingon' is not a language code"):
        locale("klingon")


def test_direction_and_own_name():
    assert direction("ar") == "rtl"
    assert direction("et") == "ltr"
    assert endonym("et") == "eesti"
