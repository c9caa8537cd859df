"""Numbers, shares, days and readers' words as a language writes them."""

from datetime import date

import pytest

from helpcentre.reporting.text import formats


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0099, "0.99%"),
        (0.01, "1%"),
        (0.005, "0.5%"),
        (0.994, "99%"),
        (0.995, "99%"),
        (0.999999, "99%"),
        (1.0, "100%"),
    ],
)
def test_only_all_is_a_hundred_percent_and_only_less_than_one_percent_has_decimals(share, text):
    assert formats.percent(share, "en") == text


def test_the_smallest_share_above_none_is_shown_as_a_hundredth_of_a_percent():
    assert formats.percent(0.00001, "en") == formats.percent(0.0001, "en") == "0.01%"
    assert formats.percent(0.0002, "en") == "0.02%"


def test_a_number_has_the_separators_of_the_language_and_the_digits_asked_for():
    assert formats.number(1234.56, "en") == "1,235"
    assert formats.number(1234.56, "en", 1) == "1,234.6"
    assert formats.number(1234.5, "it", 2) == "1.234,50"
    assert formats.number(0.04, "en", 1) == "0.0"


def test_a_period_names_the_first_day_before_the_last():
    first, last = formats.days(date(2026, 10, 24), date(2026, 11, 22), "en").split(" – ")
    assert "24" in first
    assert "22" in last


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.146, "+15"), (-0.146, "−15"), (0.0, "±0"), (0.004, "±0"), (-0.004, "±0"), (0.006, "+1"), (-0.006, "−1")],
)
def test_points_have_a_sign_and_none_are_plus_or_minus_nothing(share, text):
    assert formats.points(share, "en") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb\nc", "a b c"), ("  a   b ", "a b"), ("a\u200bb\x07", "a b"), ("“é” 漢", "“é” 漢"), ("\x00", "")],
)
def test_readers_words_are_on_one_line_without_signs_that_a_terminal_obeys(text, shown):
    assert formats.plain(text) == shown
