"""Colours: read, written, lightened and compared as browsers and WCAG do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.site.brand.colour import (
    Colour,
    contrast,
    from_oklch,
    lowest_contrast,
    nearest_passing,
    parse_colour,
)

CHANNELS = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNELS, CHANNELS, CHANNELS)
WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#1d4e89", (0x1D, 0x4E, 0x89)), ("#1D4E89", (0x1D, 0x4E, 0x89)), ("#fa0", (0xFF, 0xAA, 0)), ("#000", (0, 0, 0))],
)
def test_a_colour_is_read_with_six_digits_or_three(text, colour):
    assert parse_colour(text) == Colour(*colour)


@pytest.mark.parametrize("text", ["", "red", "1d4e89", "#1d4e8", "#1d4e899", "#12", "#gggggg", "#fff ", "rgb(0, 0, 0)"])
def test_any_other_text_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="for example #1d4e89"):
        parse_colour(text)


@given(COLOURS)
def test_a_colour_survives_being_written_and_read(colour):
    assert parse_colour(str(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # computed with WebAIM's contrast checker
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#1d4e89", "#1a1613", 2.14),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#abcdef", "#abcdef", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(parse_colour(one), parse_colour(other)) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    ratio = contrast(one, other)

    assert ratio == contrast(other, one)
    assert 1 <= ratio <= 21


def test_the_lowest_contrast_is_that_with_the_nearest_colour():
    assert lowest_contrast(WHITE, [BLACK, Colour(200, 200, 200)]) == contrast(WHITE, Colour(200, 200, 200))


@pytest.mark.parametrize(
    ("text", "oklch"),
    [
        # computed with culori 4
        ("#ffffff", (1.0, 0.0, None)),
        ("#000000", (0.0, 0.0, None)),
        ("#ff0000", (0.6280, 0.2577, 29.23)),
        ("#00ff00", (0.8664, 0.2948, 142.5)),
        ("#0000ff", (0.4520, 0.3132, 264.05)),
        ("#8a3a1f", (0.4524, 0.1165, 38.65)),
    ],
)
def test_lightness_chroma_and_hue_are_those_of_oklch(text, oklch):
    lightness, chroma, hue = parse_colour(text).oklch

    assert lightness == pytest.approx(oklch[0], abs=0.001)
    assert chroma == pytest.approx(oklch[1], abs=0.001)
    if oklch[2] is not None:
        assert hue == pytest.approx(oklch[2], abs=0.1)


@given(COLOURS)
def test_a_colour_survives_the_way_to_oklch_and_back(colour):
    assert from_oklch(*colour.oklch) == colour


@given(st.floats(0.1, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_a_colour_that_no_screen_shows_keeps_its_lightness_and_loses_chroma(lightness, chroma, hue):
    found, kept, _ = from_oklch(lightness, chroma, hue).oklch

    assert found == pytest.approx(lightness, abs=0.02)
    assert kept <= chroma + 0.02


def test_lightness_outside_its_range_is_black_or_white():
    assert from_oklch(-1, 0.1, 20) == BLACK
    assert from_oklch(2, 0.1, 20) == WHITE


def test_a_colour_that_passes_is_kept_as_it_is():
    assert nearest_passing(Colour(0x1D, 0x4E, 0x89), [WHITE], 4.5) == Colour(0x1D, 0x4E, 0x89)


@given(COLOURS, st.lists(COLOURS, min_size=1, max_size=3), st.sampled_from([3.0, 4.5, 7.0]))
def test_a_suggested_colour_passes_on_every_background(colour, backgrounds, ratio):
    found = nearest_passing(colour, backgrounds, ratio)

    if found is not None:
        assert lowest_contrast(found, backgrounds) >= ratio
    else:
        assert max(lowest_contrast(WHITE, backgrounds), lowest_contrast(BLACK, backgrounds)) < ratio


@given(COLOURS, COLOURS)
def test_a_suggested_colour_is_the_nearest_in_lightness(colour, background):
    found = nearest_passing(colour, [background], 4.5)
    lightness, chroma, hue = colour.oklch
    assert found is not None
    distance = abs(found.oklch[0] - lightness)

    for share in (0.2, 0.5, 0.8):
        for sign in (-1, 1):
            nearer = from_oklch(lightness + sign * share * distance, chroma, hue)
            assert contrast(nearer, background) < 4.5 or nearer in (found, colour) or distance < 0.01


def test_a_dark_colour_on_white_is_made_darker_and_one_on_black_lighter():
    yellow = parse_colour("#ffcc00")

    assert nearest_passing(yellow, [WHITE], 4.5).luminance < yellow.luminance
    blue = parse_colour("#1d4e89")
    assert nearest_passing(blue, [BLACK], 4.5).luminance > blue.luminance


def test_backgrounds_too_far_apart_have_no_colour_that_passes_on_all():
    assert nearest_passing(Colour(128, 128, 128), [WHITE, BLACK], 5) is None
    assert nearest_passing(Colour(128, 128, 128), [WHITE, BLACK], 4.5) is not None
