"""An Arabic museum: the pages are mirrored, in Arabic throughout, and numbers keep their order."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import collecting
from .test_pages import COLOURS, violations
from .test_widths import DOUBLED, too_wide

pytestmark = pytest.mark.browser
MUSEUM = Path(__file__).parents[1] / "sites/museum"
LOST_TICKET = "/troubleshooting/ticket-email/"
PAGES = ["/", "/faq/tickets/", "/contact/", "/faq/", "/topics/tickets/", "/search/?q=تذكرة", LOST_TICKET]
LATIN = re.compile(r"[A-Za-z](?:[\w@.-]*\w)?")
ADDRESSES = {"help@museum.example", "ics", "AED", "ADULT-2026", "STUDENT-2026", "FAMILY-2026"}


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    folder = tmp_path_factory.mktemp("museum")
    shutil.copytree(MUSEUM, folder / "source")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder / "source", env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    with collecting(folder, folder / "site") as found:
        yield found


@pytest.fixture
def served(museum):
    return museum


def left(page, selector):
    return page.locator(selector).first.bounding_box()["x"]


def test_header_article_and_contents_are_mirrored(visit):
    page = visit("/faq/tickets/")

    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert left(page, ".hc-brand") > left(page, ".hc-search") > left(page, ".hc-header__links")
    assert left(page, "article") > left(page, ".hc-aside")
    assert left(page, ".hc-search__input") < left(page, ".hc-brand")
    assert page.locator(".hc-prose th").first.evaluate("cell => getComputedStyle(cell).textAlign") == "start"
    rows = page.locator(".hc-prose tr").nth(1).locator("td")
    assert rows.nth(0).bounding_box()["x"] > rows.nth(1).bounding_box()["x"] > rows.nth(2).bounding_box()["x"]


def test_telephone_numbers_are_read_from_left_to_right_in_text_and_on_cards(visit):
    page = visit("/faq/tickets/")
    for path in ("/faq/tickets/", "/contact/"):
        page.goto(page.url.split("/faq/")[0] + path)
        number = page.locator("main bdi[dir=ltr]", has_text="+971 4 331 1234").first
        plus, last = number.evaluate(
            """number => {
              let text = number;
              while (text.firstChild) text = text.firstChild;
              const left = at => {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
              };
              return [left(0), left(text.length - 1)];
            }"""
        )
        assert plus < last, path


def test_every_word_of_the_interface_is_arabic_with_arabic_commas(visit, served):
    page = visit("/")
    for path in PAGES:
        page.goto(served.url + path)
        page.wait_for_load_state("networkidle")
        page.locator("details").evaluate_all("all => all.forEach(details => { details.open = true; })")
        text = page.locator("body").inner_text()
        assert set(LATIN.findall(text)) <= ADDRESSES, path
        assert ", " not in text, path


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_pages_of_an_arabic_site(visit, served, width):
    page = visit("/", viewport={"width": width, "height": 900}, bypass_csp=True)
    for path in PAGES:
        page.goto(served.url + path)
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == [], (path, scheme)


@pytest.mark.parametrize(("style", "width"), [("", 320), (DOUBLED, 390)], ids=["320 pixels", "text twice as large"])
def test_no_arabic_page_is_wider_than_a_phone(visit, served, style, width):
    page = visit("/", viewport={"width": width, "height": 700}, bypass_csp=True)
    for path in PAGES:
        page.goto(served.url + path)
        page.wait_for_load_state("networkidle")
        page.add_style_tag(content=style or "html { color: inherit; }")
        assert too_wide(page, width) is None, path


def test_a_troubleshooter_leads_in_arabic_to_a_person_who_gets_the_steps(visit):
    page = visit(LOST_TICKET)
    page.get_by_role("link", name="نعم، خُصم المبلغ").press("Enter")
    tick, text = (page.locator(name).first for name in (".troubleshooter__tick", ".troubleshooter__step ol > li"))
    assert tick.bounding_box()["x"] > text.bounding_box()["x"] + text.bounding_box()["width"] / 2
    page.get_by_role("link", name="لم أجدها").press("Enter")

    page.get_by_text("ما جرّبته حتى الآن", exact=True).wait_for()
    assert page.locator(".troubleshooter__tried li").all_inner_texts() == [
        "هل خُصم المبلغ من بطاقتك؟ – نعم، خُصم المبلغ",
        "ابحث في الرسائل غير المرغوب فيها – لم أجدها",
    ]
    assert page.said == []
