"""The company in the frame of a page: its logo with the size that a page reserves for it."""

import pytest

from helpcentre.site.brand.model import Brand
from helpcentre.site.brand_context import brand_context, read_picture_sizes
from helpcentre.site.options import BrandOptions

from .sample import options

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"></svg>'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "content/brand").mkdir(parents=True)
    (tmp_path / "content/brand/logo.svg").write_bytes(SVG)
    (tmp_path / "content/brand/night.svg").write_bytes(SVG.replace(b"120", b"90"))
    (tmp_path / "content/brand/odd.svg").write_bytes(b"no picture")
    return tmp_path


def context(folder, block, **given):
    brand, made = Brand.model_validate(block), options(folder, **given)
    return brand_context(brand, made, read_picture_sizes(brand, made), "en", lambda path: f"../{path}")


def test_each_scheme_has_its_logo_with_its_size(folder):
    logo = context(folder, {"logo": {"light": "brand/logo.svg", "dark": "brand/night.svg"}})["logo"]

    assert logo == {
        "light": {"url": "../brand/logo.svg", "width": 120, "height": 32},
        "dark": {"url": "../brand/night.svg", "width": 90, "height": 32},
    }


def test_one_logo_serves_both_schemes(folder):
    logo = context(folder, {"logo": "brand/logo.svg"})["logo"]

    assert logo["light"] == logo["dark"] == {"url": "../brand/logo.svg", "width": 120, "height": 32}


@pytest.mark.parametrize("path", ["brand/odd.svg", "brand/missing.svg"])
def test_a_picture_whose_size_is_not_known_has_none(folder, path):
    assert context(folder, {"logo": path})["logo"]["light"] == {"url": f"../{path}", "width": None, "height": None}


def test_the_symbol_has_a_size_and_a_site_without_pictures_has_its_name(folder):
    found = context(folder, {"symbol": "brand/night.svg"})

    assert found["symbol"] == {"url": "../brand/night.svg", "width": 90, "height": 32}
    assert (found["logo"], found["name"]) == (None, "Shop")
    assert context(folder, {})["symbol"] is None


def test_the_logo_of_the_theme_counts_only_if_it_is_a_file_of_the_site(folder):
    own, foreign = (BrandOptions(logo=path) for path in ("brand/logo.svg", "assets/images/theirs.svg"))

    assert context(folder, {}, brand=own)["logo"]["light"]["width"] == 120
    assert context(folder, {}, brand=foreign)["logo"] is None
    assert context(folder, {"logo": "brand/night.svg"}, brand=own)["logo"]["light"]["width"] == 90


@pytest.mark.parametrize(("header", "colour"), [("accent", "#1d4e89"), ("plain", "#ffffff")])
def test_the_colour_of_the_browser_is_that_of_the_header(folder, header, colour):
    block = {"header": header, "accent": "#1d4e89", "background": "#ffffff"}

    assert context(folder, block)["theme_colours"]["light"] == colour
