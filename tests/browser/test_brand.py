"""Colours as a browser draws them: each pair has a contrast the build computes; and the reader's choice of scheme."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpcentre.site.brand.model import Brand
from helpcentre.site.brand.palette import PAIRS
from helpcentre.site.brand.stylesheet import palettes_of

from .conftest import collecting
from .test_pages import COLOURS, violations

pytestmark = pytest.mark.browser
DENTIST = Path(__file__).parents[1] / "sites/dentist"
BRAND = {"accent": "#0a6b5e", "background": "#ffffff"}
PAGES = ["/", "/faq/prima-visita/", "/contact/", "/faq/", "/en/policies/disdetta/", "/search/?q=denti", "/nowhere/"]
DRAWN = """() => {
  const opaque = colour => !/, 0\\)$/.test(colour) && colour !== "transparent";
  const own = e => getComputedStyle(e).backgroundColor;
  const behind = e => opaque(own(e)) ? own(e) : behind(e.parentElement);
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.getClientRects().length || e.closest("noscript, script, .hc-sr, option")) continue;
    found.add(getComputedStyle(e).color + "|" + behind(e) + "|" + e.className);
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def dentist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dentist")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=DENTIST, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    with collecting(folder, folder / "site") as found:
        yield found


@pytest.fixture
def served(dentist):
    return dentist


def rgb(colour):
    return f"rgb({colour.red}, {colour.green}, {colour.blue})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_on_a_page_is_one_whose_contrast_the_build_computes(visit, served, scheme):
    palette = palettes_of(Brand.model_validate(BRAND))[scheme]
    known = {(rgb(palette[text]), rgb(palette[behind])) for text, behind, _ in PAIRS}
    page = visit("/", color_scheme=scheme)
    seen = set()
    for path in PAGES:
        page.goto(served.url + path)
        page.wait_for_load_state("networkidle")
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true; })")
        for drawn in page.evaluate(DRAWN):
            text, behind, _ = drawn.split("|")
            assert (text, behind) in known, (path, drawn)
            seen.add((text, behind))

    assert len(seen) > 8


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_on_the_pages_of_a_company(visit, served, width):
    page = visit("/", viewport={"width": width, "height": 900}, bypass_csp=True)
    for path in PAGES[:-1]:
        page.goto(served.url + path)
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == [], (path, scheme)


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_reader_chooses_light_or_dark_and_keeps_it_without_a_cookie(visit, served):
    light, dark = (rgb(palettes_of(Brand.model_validate(BRAND))[scheme]["paper"]) for scheme in ("light", "dark"))
    page = visit("/", color_scheme="light")
    choice = page.get_by_label("Aspetto")

    choice.select_option(label="Scuro")
    assert background(page) == dark
    page.goto(served.url + "/en/")
    assert background(page) == dark
    assert page.context.cookies() == []

    page.get_by_label("Appearance").select_option(label="Light")
    page.emulate_media(color_scheme="dark")
    assert background(page) == light
    page.get_by_label("Appearance").select_option(label="Automatic")
    assert background(page) == dark
    assert page.evaluate("localStorage.getItem('helpcentre-scheme')") is None


def test_the_chosen_scheme_is_there_before_anything_is_drawn(visit, served):
    page = visit("/")
    page.evaluate("localStorage.setItem('helpcentre-scheme', 'dark')")
    page.route("**/*.js", lambda route: route.continue_() if route.request.url.endswith("scheme.js") else route.abort())
    page.goto(served.url + "/en/")

    assert page.evaluate("document.documentElement.dataset.hcScheme") == "dark"


def test_another_tab_follows_the_choice(visit, served):
    page = visit("/")
    other = page.context.new_page()
    other.goto(served.url + "/en/")

    page.get_by_label("Aspetto").select_option(label="Scuro")

    other.locator("html[data-hc-scheme=dark]").wait_for()
    assert other.get_by_label("Appearance").input_value() == "dark"


def test_without_javascript_there_is_no_choice_and_the_device_decides(visit):
    page = visit("/", java_script_enabled=False, color_scheme="dark")

    assert not page.locator(".hc-scheme").is_visible()
    assert background(page) == rgb(palettes_of(Brand.model_validate(BRAND))["dark"]["paper"])


@pytest.mark.parametrize(("scheme", "shown"), [("light", "light"), ("dark", "dark")])
def test_the_logo_is_that_of_the_scheme(visit, scheme, shown):
    page = visit("/", color_scheme=scheme)

    assert page.locator(".hc-brand__logo:visible").get_attribute("class").endswith(f"--{shown}")
    assert page.locator(".hc-brand__logo:visible").count() == 1


def test_the_company_is_in_the_header_on_a_phone_and_its_links_are_in_the_footer(visit):
    page = visit("/faq/prima-visita/", viewport={"width": 390, "height": 844})

    assert page.locator(".hc-brand__logo:visible").count() == 1
    assert not page.locator("header").get_by_role("link", name="Prenota").is_visible()
    assert page.locator("footer").get_by_role("link", name="Prenota").is_visible()


def test_a_heading_offers_a_link_to_itself(visit, served):
    page = visit("/faq/prima-visita/", permissions=["clipboard-read", "clipboard-write"])
    heading = page.locator("h2", has_text="Quanto costa")
    link = heading.get_by_role("link")

    assert link.get_attribute("aria-label") == "Copia il link a questa sezione: Quanto costa"
    heading.hover()
    link.click()
    page.locator(".hc-anchor[data-copied]").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == f"{served.url}/faq/prima-visita/#quanto-costa"
    assert page.url.endswith("#quanto-costa")


def test_a_number_and_an_address_can_be_copied(visit):
    page = visit("/contact/", permissions=["clipboard-read", "clipboard-write"])

    page.locator(".hc-channel--email").get_by_role("button", name="Copia").click()
    page.locator(".hc-channel--email").get_by_role("button", name="Copiato").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == "segreteria@studioferri.example"


def test_a_page_prints_in_the_light_with_its_address(visit, served):
    page = visit("/faq/prima-visita/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")

    assert page.get_by_text("https://aiuto.studioferri.example/faq/prima-visita/", exact=True).is_visible()
    assert page.locator("header").inner_text() == "Studio Dentistico Ferri"  # the logo is for the coloured header
    contact = page.locator("footer .hc-print").first
    assert contact.inner_text() == "Segreteria: 051 555 0142 · E-mail: segreteria@studioferri.example"
    for gone in (".hc-anchor", ".hc-contents", ".hc-scheme", ".hc-related"):
        assert not page.locator(gone).first.is_visible(), gone
