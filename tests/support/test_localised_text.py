"""The text of support.yml in the language that fits a reader."""

import pytest

from helpcentre.support.localised_text import localised


@pytest.mark.parametrize(
    ("language", "found"),
    [("it", "Telefono"), ("pt", "Telefone"), ("pt-BR", "Celular"), ("pt-PT", "Telefone"), ("de", "Phone")],
)
def test_a_text_comes_in_the_language_its_base_language_or_english(language, found):
    texts = {"it": "Telefono", "pt": "Telefone", "pt-BR": "Celular", "en": "Phone"}

    assert localised(texts, language) == found


def test_without_english_the_first_text_is_taken_and_without_texts_none():
    assert localised({"it": "Telefono", "et": "Telefon"}, "de") == "Telefono"
    assert localised(None, "de") == ""
    assert localised({}, "de") == ""
