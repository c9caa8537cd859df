"""Links between the languages of a site: on each page, on the 404 pages, and in the sitemap."""

import re

import pytest

from helpcentre.site.language_links import home_links, translation_links
from helpcentre.site.sitemap_files import sitemap_files

from .sample import FRAME, SEARCH, TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page"),
    "it/index.md": page("Aiuto", "page"),
    "en/faq/pay.md": page(reviewed="2026-11-01"),
    "it/faq/pay.md": page("Come pago?"),
    "en/faq/only.md": page("Only?", id="only"),
    "it/faq/solo.md": page("Solo?", id="solo"),
}


@pytest.fixture(scope="module")
def site():
    return finished_site(PAGES, languages=TWO, articles=FRAME, search=SEARCH)


def links(site, path, url):
    return {one["code"]: (one["url"], one["current"]) for one in translation_links(site, path, url)}


def test_a_page_links_to_its_translation_and_to_itself(site):
    assert links(site, "en/faq/pay.md", "faq/pay/") == {"en": ("./", True), "it": ("../../it/faq/pay/", False)}
    assert links(site, "it/faq/pay.md", "it/faq/pay/") == {"en": ("../../../faq/pay/", False), "it": ("./", True)}


def test_a_page_without_a_translation_links_to_the_page_that_says_so(site):
    assert links(site, "en/faq/only.md", "faq/only/") == {"en": ("./", True), "it": ("../../it/faq/only/", False)}
    assert links(site, "it/faq/solo.md", "it/faq/solo/") == {"en": ("../../../faq/solo/", False), "it": ("./", True)}


def test_without_such_a_page_it_links_to_the_home_page_of_the_language():
    site = finished_site(PAGES, languages=TWO)
    site.pages.placeholders.clear()

    assert links(site, "en/faq/only.md", "faq/only/")["it"] == ("../../it/", False)
    assert links(site, "en/faq/only.md", "faq/only/")["en"] == ("./", True)


def test_a_page_that_is_unknown_has_no_links(site):
    assert links(site, "en/nowhere.md", "nowhere/") == {}


def test_languages_have_their_own_names_with_a_capital(site):
    assert [one["name"] for one in translation_links(site, "en/faq/pay.md", "faq/pay/")] == ["English", "Italiano"]


def test_a_404_page_links_to_every_home_page_from_the_root_of_the_host(site):
    assert [(one["code"], one["url"], one["current"]) for one in home_links(site, "it")] == [
        ("en", "/", False),
        ("it", "/it/", True),
    ]


def test_the_sitemap_has_every_real_page_with_its_translations_and_its_last_review(site):
    xml = dict(sitemap_files(site))["sitemap.xml"]
    found = re.findall(r"<loc>https://help\.example\.com/(.*?)</loc>", xml)

    assert sorted(found) == ["", "faq/", "faq/only/", "faq/pay/", "it/", "it/faq/", "it/faq/pay/", "it/faq/solo/"]
    assert re.findall(r"<lastmod>(.*?)</lastmod>", xml) == ["2026-11-01"]
