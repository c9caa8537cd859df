"""Lists and spans have the punctuation of their language, also with a country or a script."""

import pytest

from helpcentre.language.punctuation import colon, comma, join_items, semicolon, time_span, weekdays_from_to


@pytest.mark.parametrize(
    ("language", "list_of_two", "between"),
    [
        ("en", "a, b", "; "),
        ("it-CH", "a, b", "; "),
        ("ar", "a، b", "؛ "),
        ("ar-EG", "a، b", "؛ "),
        ("fa", "a، b", "؛ "),
        ("he", "a, b", "; "),
        ("ja", "a、b", "；"),
        ("zh-Hans", "a、b", "；"),
        ("zh-TW", "a、b", "；"),
        ("arn", "a, b", "; "),
    ],
)
def test_items_are_separated_as_in_their_language(language, list_of_two, between):
    assert join_items(["a", "b"], language) == list_of_two
    assert f"a{comma(language)}b" == list_of_two
    assert semicolon(language) == between


def test_a_list_of_one_has_no_separator_and_an_empty_one_is_empty():
    assert join_items(["a"], "ja") == "a"
    assert join_items([], "ja") == ""


@pytest.mark.parametrize(
    ("language", "times", "days"),
    [
        ("en", "9–18", "Mon–Fri"),
        ("pt-BR", "9–18", "Mon a Fri"),
        ("es", "9–18", "Mon a Fri"),
        ("nl-BE", "9–18", "Mon t/m Fri"),
        ("zh-Hans", "9–18", "Mon至Fri"),
        ("ja", "9～18", "Mon～Fri"),
        ("est", "9–18", "Mon–Fri"),
    ],
)
def test_the_two_ends_of_a_span_are_joined_as_in_their_language(language, times, days):
    assert time_span("9", "18", language) == times
    assert weekdays_from_to("Mon", "Fri", language) == days


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "a: b"), ("fr", "a\u00a0: b"), ("fr-CA", "a\u00a0: b"), ("ja", "a：b"), ("zh-Hans", "a：b")],
)
def test_a_label_and_its_value_are_separated_as_in_their_language(language, text):
    assert f"a{colon(language)}b" == text
