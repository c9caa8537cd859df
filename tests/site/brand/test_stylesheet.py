"""The style sheet of a brand."""

import re

import pytest

from helpcentre.site.brand.model import Brand
from helpcentre.site.brand.stylesheet import brand_stylesheet, font_files, palettes_of

OWN = {"family": "Bitter", "regular": "brand/bitter.woff2", "bold": "brand/bitter-bold.woff2"}


def sheet(**brand):
    return brand_stylesheet(Brand.model_validate(brand), lambda path: f"../../{path}")


def rules(css):
    """Return the declarations of each rule, in the order of the sheet."""
    return [
        (selector.strip(), dict(re.findall(r"([\w-]+): ([^;]+);", body)))
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    ]


def test_the_dark_colours_are_those_of_a_dark_system_and_of_a_reader_who_asks_for_them():
    found = rules(sheet(accent="#0a6b5e"))
    by_system = next(body for selector, body in found if selector == ":root:not([data-hc-scheme])")
    by_reader = next(body for selector, body in found if selector == ':root[data-hc-scheme="dark"]')

    assert by_reader.pop("color-scheme") == "dark"
    assert by_system == by_reader
    assert by_system["--hc-brand"] == str(palettes_of(Brand.model_validate({"accent": "#0a6b5e"}))["dark"]["brand"])


def test_a_reader_who_asks_for_light_has_light_on_a_dark_system():
    css = sheet()

    assert "@media (prefers-color-scheme: dark) {\n:root:not([data-hc-scheme])" in css
    assert dict(rules(css))[':root[data-hc-scheme="light"]'] == {"color-scheme": "light"}


def test_the_light_colours_are_those_that_were_chosen():
    light = dict(rules(sheet(accent="#0a6b5e", background="#fdfdf8")))[":root"]

    assert (light["--hc-brand"], light["--hc-link"], light["--hc-paper"]) == ("#0a6b5e", "#0a6b5e", "#fdfdf8")
    assert light["--hc-shade"] != "none"


@pytest.mark.parametrize(
    ("radius", "corners"),
    [
        ("none", ("0", "0")),
        ("small", ("0.25rem", "0.25rem")),
        ("medium", ("0.75rem", "2rem")),
        ("large", ("1.25rem", "2rem")),
    ],
)
def test_corners_are_as_round_as_chosen(radius, corners):
    root = dict(rules(sheet(radius=radius)))[":root"]

    assert (root["--hc-radius"], root["--hc-round"]) == corners


def test_a_compact_site_has_smaller_text_and_less_space():
    compact, usual = (dict(rules(sheet(density=name)))[":root"] for name in ("compact", "comfortable"))

    assert (compact["--hc-size"], compact["--hc-gap"]) == ("100%", "0.8")
    assert (usual["--hc-size"], usual["--hc-gap"]) == ("106.25%", "1")


def test_headings_have_the_font_of_the_text_unless_another_is_chosen():
    same, other = (dict(rules(sheet(fonts=fonts)))[":root"] for fonts in ({"text": "serif"}, {"headings": "serif"}))

    assert same["--hc-display"] == same["--hc-text"]
    assert other["--hc-display"] != other["--hc-text"]


def test_no_stack_ends_with_a_serif_or_asks_for_the_systems_own_face():
    for fonts in ({"text": "serif"}, {"text": "sans"}, {"text": OWN}):
        root = dict(rules(sheet(fonts=fonts)))[":root"]
        assert root["--hc-text"].endswith("Arial, sans-serif")
        assert "system-ui" not in root["--hc-text"]


def test_an_own_font_is_loaded_from_the_sites_files_once_and_shown_without_waiting():
    css = sheet(fonts={"text": OWN, "headings": OWN})
    faces = [body for selector, body in rules(css) if selector == "@font-face"]

    assert [(face["src"], face["font-weight"], face["font-display"]) for face in faces] == [
        ('url("../../brand/bitter.woff2")', "400", "swap"),
        ('url("../../brand/bitter-bold.woff2")', "700", "swap"),
    ]
    assert '--hc-text: "Bitter", -apple-system' in css


def test_the_first_view_needs_the_regular_faces_only_and_none_without_own_fonts():
    assert font_files(Brand.model_validate({"fonts": {"text": OWN, "headings": OWN}}).fonts) == ["brand/bitter.woff2"]
    assert font_files(Brand().fonts) == []


def test_the_same_brand_makes_the_same_sheet():
    assert sheet(accent="#0a6b5e") == sheet(accent="#0a6b5e")
