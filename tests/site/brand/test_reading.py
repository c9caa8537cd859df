"""The `brand` block of mkdocs.yml: what may be written in it, and every error at its place."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.marked_yaml.locating import locate
from helpcentre.site.brand.model import Brand, in_language
from helpcentre.site.brand.reading import WAY, find_missing_files, find_unreadable_colours, read_brand

HEAD = "site_name: !ENV [NAME, Shop]\nextra:\n  helpcentre:\n    brand:\n"


def read(block):
    """Read a block as it stands in mkdocs.yml, indented by six; raises for colours that cannot be read as well."""
    text = HEAD + "".join(f"      {line}\n" for line in block.splitlines())
    return check(yaml.safe_load(block), text)


def check(value, text=""):
    brand = read_brand(value, text, "mkdocs.yml")
    wrong = list(find_unreadable_colours(brand, locate(text, "mkdocs.yml", WAY, value)))
    if wrong:
        raise FindingsError(wrong)
    return brand


def errors(block):
    with pytest.raises(FindingsError) as caught:
        read(block)
    return [str(finding) for finding in caught.value.findings]


def test_a_site_without_a_block_has_a_brand_that_can_be_read():
    assert read_brand(None, "site_name: X\n", "mkdocs.yml") == Brand()


def test_everything_may_be_chosen():
    brand = read(
        """name: Studio Ferri
logo: {light: brand/logo.svg, dark: brand/logo-dark.svg}
favicon: brand/icon.svg
touch_icon: brand/touch.png
accent: {light: "#0a6b5e", dark: "#76d1c0"}
background: "#ffffff"
radius: small
density: compact
header: accent
hero: plain
fonts: {text: sans, headings: {family: Bitter, regular: brand/bitter.woff2, bold: brand/bitter-bold.woff2}}
links:
  header: [{label: Book a visit, url: https://ferri.example/book}]
  footer: [{label: {en: About us, it: Chi siamo}, url: /about/}]
social: [{label: Instagram, url: https://instagram.com/ferri}]
legal: {en: Studio Ferri Ltd, it: Studio Ferri srl}"""
    )

    assert (brand.name, brand.radius, brand.density, brand.header, brand.hero) == (
        "Studio Ferri", "small", "compact", "accent", "plain",
    )  # fmt: skip
    assert str(brand.accent.dark) == "#76d1c0"
    assert brand.background.dark is None
    assert brand.files() == {
        ("favicon",): "brand/icon.svg",
        ("touch_icon",): "brand/touch.png",
        ("logo", "light"): "brand/logo.svg",
        ("logo", "dark"): "brand/logo-dark.svg",
        ("fonts", "headings", "regular"): "brand/bitter.woff2",
        ("fonts", "headings", "bold"): "brand/bitter-bold.woff2",
    }


def test_one_logo_and_one_colour_stand_for_the_light_scheme():
    brand = read('logo: a.svg\naccent: "#0a6b5e"')

    assert (brand.logo.light, brand.logo.dark) == ("a.svg", None)
    assert (str(brand.accent.light), brand.accent.dark) == ("#0a6b5e", None)


def test_all_errors_come_at_once_each_at_its_line():
    found = errors(
        'accent: "#0a6b5e"\nlgo: a.svg\nradius: huge\nlinks:\n  header:\n    - {label: Shop, url: shop.example}'
    )

    assert len(found) == 3
    assert found[0].startswith("mkdocs.yml:6:7: unknown key 'lgo'; did you mean 'logo'?")
    assert found[1].startswith("mkdocs.yml:7:15: radius: write 'none', 'small', 'medium' or 'large'")
    assert found[2].startswith("mkdocs.yml:10:32: links.header.0.url: write an address that begins with https://")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("accent: red", "'red' is not a colour. Use # and six hexadecimal digits, for example #1d4e89"),
        ("accent: 7", "write a colour in quotes, for example '#1d4e89'"),
        ('accent: {dark: "#1d4e89"}', "'accent.light' is missing; add it"),
        ("logo: /srv/logo.svg", "write the path of a file in the content folder"),
        ("logo: ../logo.svg", "write the path of a file in the content folder"),
        ("logo: a/../../logo.svg", "write the path of a file in the content folder"),
        ("favicon: https://example.com/a.svg", "write the path of a file in the content folder"),
        ("fonts: {text: comic}", "fonts.text"),
        ('fonts: {text: {family: "A\\"; }", regular: a.woff2}}', "fonts.text"),
        ("social: [{label: X, url: 'javascript:alert(1)'}]", "write an address that begins with https://"),
        ("- accent", "keys with their values belong here"),
        ("accent", "keys with their values belong here"),
    ],
)
def test_each_error_says_what_to_write_instead(block, message):
    found = errors(block)

    assert message in "\n".join(found)
    assert all(re.match(r"mkdocs\.yml:\d+:\d+: ", line) for line in found)


def test_an_accent_that_cannot_be_read_is_refused_with_its_contrast_and_the_nearest_that_can():
    [found] = errors('accent: "#ffcc00"')

    assert found.startswith(
        "mkdocs.yml:5:15: brand.accent: with '#ffcc00', text in the light scheme has a contrast of 1.3"
    )
    assert found.endswith("The nearest colour that passes is '#876b00'.")
    assert read('accent: "#876b00"')


def test_an_accent_for_the_dark_is_measured_in_the_dark():
    [found] = errors('accent: {light: "#1d4e89", dark: "#1d4e89"}')

    assert found.startswith("mkdocs.yml:5:40: brand.accent: with '#1d4e89', text in the dark scheme")


def test_a_background_that_nothing_can_be_read_on_is_refused_for_itself():
    [found] = errors('accent: "#1d4e89"\nbackground: "#777777"')

    assert found.startswith("mkdocs.yml:6:19: brand.background: with '#777777', text in the light scheme")
    assert "on the background" in found


HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@settings(max_examples=10)
@given(HEX, HEX)
def test_taking_the_suggested_colours_ends_with_a_brand_that_can_be_read(accent, background):
    chosen = {"accent": accent, "background": background}
    for _ in range(4):
        try:
            assert check(chosen)
        except FindingsError as error:
            for finding in error.findings:
                key = re.match(r"brand\.(accent|background): ", finding.message)[1]
                offered = re.search(r"passes is '(#[0-9a-f]{6})'", finding.message)
                assert offered, finding
                chosen[key] = offered[1]
        else:
            return
    raise AssertionError(f"no end of offers for {accent} on {background}: {chosen}")


def test_a_file_that_is_not_there_is_an_error_at_its_key_with_the_nearest_name():
    block = {"logo": "brand/logo.svg", "favicon": "x.png", "fonts": {"headings": {"family": "B", "regular": "b.woff2"}}}
    text = (
        HEAD
        + "      logo: brand/logo.svg\n      favicon: x.png\n"
        + "      fonts:\n        headings: {family: B, regular: b.woff2}\n"
    )
    document = locate(text, "mkdocs.yml", WAY, block)
    brand = read_brand(block, text, "mkdocs.yml")

    found = [str(finding) for finding in find_missing_files(brand, {"brand/logos.svg", "b.woff2"}, document)]

    assert found == [
        "mkdocs.yml:6:16: brand.favicon: there is no file 'x.png'. Write its path in the content folder.",
        "mkdocs.yml:5:13: brand.logo.light: there is no file 'brand/logo.svg'; did you mean 'brand/logos.svg'?",
    ]


def test_words_are_in_the_readers_language_else_in_the_sites_else_in_any():
    words = {"it": "Chi siamo", "en": "About us"}

    assert in_language(words, "it", "en") == "Chi siamo"
    assert in_language(words, "et", "en") == "About us"
    assert in_language(words, "et", "id") == "Chi siamo"
    assert in_language("Shop", "et", "en") == "Shop"
    assert in_language({}, "et", "en") == ""


@pytest.mark.parametrize(
    "url", ["https://ferri.example/a", "http://ferri.example", "/about/", "mailto:a@b.c", "tel:+39"]
)
def test_a_link_keeps_its_address(url):
    assert read(f"social: [{{label: X, url: '{url}'}}]").social[0].url == url
