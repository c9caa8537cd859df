"""The sizes of pictures, and the icon of a site that has none."""

import struct

import pytest

from helpcentre.site.brand.default_icon import letter_icon
from helpcentre.site.brand.pictures import picture_size

PALETTE = {"brand": "#1d4e89", "brand-ink": "#ffffff"}


def png(width, height):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def svg(attributes):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


def test_the_size_of_a_png_is_in_its_first_twenty_four_bytes():
    assert picture_size(png(640, 480)) == (640, 480)
    assert picture_size(png(640, 480)[:-1]) is None


@pytest.mark.parametrize("size", [(0, 480), (640, 0), (0, 0)])
def test_a_png_without_an_extent_has_no_size(size):
    assert picture_size(png(*size)) is None


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 120 32"', (120, 32)),
        ('viewBox="-5,-5,120,32"', (120, 32)),
        ('viewBox="0 0 120 32" width="60" height="16"', (120, 32)),
        ('viewBox="0 0 120" width="60" height="16"', (60, 16)),
        ('viewBox="0 0 120 32 7" width="60" height="16"', (60, 16)),
        ('width="60px" height=" 16.4 "', (60, 16)),
        ('width="1" height="1"', (1, 1)),
        ('width="0.4" height="16"', None),
        ('width="60" height="0"', None),
        ('width="100%" height="16"', None),
        ('width="60"', None),
        ('width="1.2.3" height="16"', None),
        ("", None),
    ],
)
def test_the_size_of_an_svg_is_that_of_its_view_box_or_else_its_width_and_height(attributes, size):
    assert picture_size(svg(attributes)) == size


@pytest.mark.parametrize("before", ["<!DOCTYPE svg>", '<!DOCTYPE svg [<!ENTITY a "b">]>', "no picture"])
def test_an_svg_with_entities_and_other_text_have_no_size(before):
    assert picture_size(before.encode() + svg('viewBox="0 0 120 32"')) is None


@pytest.mark.parametrize(("name", "letter"), [("bike shop", "B"), ("»Ñandú«", "Ñ"), (" 3 Tulips", "3"), ("…", "?")])
def test_the_icon_has_the_first_letter_or_digit_of_the_name(name, letter):
    assert f">{letter}</text>" in letter_icon(name, PALETTE)


def test_the_icon_has_the_colours_of_the_brand():
    icon = letter_icon("Shop", PALETTE)

    assert 'fill="#1d4e89"/>' in icon
    assert 'fill="#ffffff">S</text>' in icon
