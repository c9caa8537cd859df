"""The name of a language in itself, in menus and next to captions."""

import pytest

from helpcentre.language.locales import endonym


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("it", "italiano"),
        ("et", "eesti"),
        ("zh", "中文"),
        ("zh-Hans", "简体中文"),
        ("zh-Hant", "繁體中文"),
        ("zh-Hans-CN", "中文 (简体, 中国)"),
        ("pt-BR", "português (Brasil)"),
        ("en-GB", "English (United Kingdom)"),
        ("sr-Latn", "srpski (latinica)"),
    ],
)
def test_a_language_has_the_name_its_speakers_use_with_its_script_or_its_country(language, name):
    assert endonym(language) == name
