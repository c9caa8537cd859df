"""Both schemes can be read, whatever accent a site chooses; a chosen colour that cannot be is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.site.brand.colour import Colour, contrast, parse_colour
from helpcentre.site.brand.palette import PAIRS, failing_pairs, make_palettes, nearest_background

CHANNELS = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNELS, CHANNELS, CHANNELS)
ACCENTS = ("link", "brand")


def failing(scheme, palette):
    return [(pair.text, pair.behind) for pair in failing_pairs(scheme, palette)]


@settings(max_examples=40)
@given(COLOURS)
def test_the_dark_scheme_of_any_accent_can_be_read(accent):
    assert failing("dark", make_palettes(accent)["dark"]) == []


@settings(max_examples=40)
@given(COLOURS)
def test_in_the_light_scheme_only_the_accent_itself_can_be_hard_to_read(accent):
    assert {text for text, behind in failing("light", make_palettes(accent)["light"]) if behind != "mark"} <= set(
        ACCENTS
    )


@settings(max_examples=40)
@given(COLOURS)
def test_the_colour_that_is_offered_for_an_accent_passes_in_both_schemes(accent):
    wrong = [pair for pair in failing_pairs("light", make_palettes(accent)["light"]) if pair.text == "link"]
    better = wrong[0].nearest if wrong else accent

    assert better is not None
    assert all(failing(scheme, palette) == [] for scheme, palette in make_palettes(better).items())


def test_an_accent_is_used_as_it_is_chosen():
    palettes = make_palettes(parse_colour("#1d4e89"), dark_accent=parse_colour("#9cc4f5"))

    assert str(palettes["light"]["brand"]) == str(palettes["light"]["link"]) == "#1d4e89"
    assert str(palettes["dark"]["brand"]) == str(palettes["dark"]["link"]) == "#9cc4f5"


def test_an_accent_for_the_dark_that_is_chosen_is_not_corrected_but_reported():
    palette = make_palettes(parse_colour("#1d4e89"), dark_accent=parse_colour("#1d4e89"))["dark"]
    [worst, *_] = sorted(failing_pairs("dark", palette), key=lambda pair: pair.found)

    assert worst.scheme == "dark"
    assert worst.text in ACCENTS
    assert worst.found == contrast(palette[worst.text], palette[worst.behind])
    assert worst.needed == 4.5


def test_the_dark_twin_has_the_hue_of_the_accent():
    for accent in ("#1d4e89", "#8a3a1f", "#0a7a6b", "#7a1fa2"):
        hues = [make_palettes(parse_colour(accent))[scheme]["brand"].oklch[2] for scheme in ("light", "dark")]
        assert abs(hues[0] - hues[1]) < 6, accent


def test_a_background_is_used_as_it_is_chosen_and_gives_the_greys_its_hue():
    palettes = make_palettes(parse_colour("#1d4e89"), parse_colour("#fffdfa"), None, parse_colour("#101418"))

    assert str(palettes["light"]["paper"]) == "#fffdfa"
    assert str(palettes["dark"]["paper"]) == "#101418"
    assert abs(palettes["light"]["ink"].oklch[2] - parse_colour("#fffdfa").oklch[2]) < 12


def test_white_gives_greys_without_a_hue():
    palettes = make_palettes(parse_colour("#1d4e89"), parse_colour("#ffffff"))

    for palette in palettes.values():
        for name in ("paper", "wash", "ink", "quiet", "line", "edge"):
            assert palette[name].red == palette[name].green == palette[name].blue, name


def test_the_words_on_an_accent_are_white_or_black():
    assert str(make_palettes(parse_colour("#1d4e89"))["light"]["brand-ink"]) == "#ffffff"
    assert str(make_palettes(parse_colour("#ffcc00"))["light"]["brand-ink"]) == "#000000"


def test_a_background_that_nothing_can_be_read_on_fails_with_our_own_greys():
    palette = make_palettes(parse_colour("#1d4e89"), parse_colour("#777777"))["light"]

    assert ("ink", "paper") in failing("light", palette)


def test_both_schemes_have_the_same_names_and_every_pair_is_of_names_they_have():
    palettes = make_palettes(parse_colour("#1d4e89"))

    assert palettes["light"].keys() == palettes["dark"].keys()
    assert {name for text, behind, _ in PAIRS for name in (text, behind)} <= palettes["light"].keys()


def test_dark_is_dark_and_light_is_light():
    palettes = make_palettes(parse_colour("#1d4e89"))

    assert palettes["light"]["paper"].luminance > 0.9
    assert palettes["dark"]["paper"].luminance < 0.02


@pytest.mark.parametrize(
    ("scheme", "paper", "nearest"),
    [
        ("light", "#ffffff", "#ffffff"),
        ("light", "#777777", "#8c8c8c"),
        ("light", "#a06030", "#bd7b4b"),
        ("dark", "#000000", "#000000"),
        ("dark", "#777777", "#6b6b6b"),
        ("dark", "#405a90", "#405a90"),
    ],
)
def test_the_nearest_background_is_as_many_steps_of_one_percent_lighter_or_in_the_dark_darker_as_needed(
    scheme, paper, nearest
):
    assert str(nearest_background(scheme, parse_colour(paper))) == nearest


@settings(max_examples=10)
@given(COLOURS)
def test_our_own_greys_can_be_read_on_the_nearest_background(paper):
    better = nearest_background("light", paper)

    assert failing("light", make_palettes(Colour(0, 0, 0), better)["light"]) == []
