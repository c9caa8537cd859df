import re
import xml.etree.ElementTree as ET

import pytest

from .conftest import RefusedError, article

PAGES = {
    "en/index.md": article("Help", "page", body="Hello.\n"),
    "it/index.md": article("Aiuto", "page", body="Ciao.\n"),
    "ar/index.md": article("مساعدة", "page", body="مرحبا.\n"),
    "en/faq/pay.md": article("How do I pay?"),
    "it/faq/pay.md": article("Come pago?"),
    "en/faq/only.md": article("Only in English?"),
    "it/faq/solo.md": article("Solo in italiano?"),
}
LANGUAGES = {"helpcentre/languages": {"default": "en", "languages": ["it", "ar"]}}


@pytest.fixture(params=["theme", "helpcentre"])
def built(request, site):
    """The same pages under Material and in our own frame."""
    return site(PAGES, [LANGUAGES, {"helpcentre/articles": {"frame": request.param}}])


def language(html):
    return re.search(r"<html[^>]*\blang=\"([^\"]+)\"", html)[1]


def test_the_default_language_is_at_the_root_and_the_others_next_to_it(built):
    assert built.has("faq/pay/index.html")
    assert built.has("it/faq/pay/index.html")
    assert not built.has("en/faq/pay/index.html")


def test_every_page_says_its_language(built):
    assert language(built.html("faq/pay/index.html")) == "en"
    assert language(built.html("it/faq/pay/index.html")) == "it"
    assert language(built.html("ar/index.html")) == "ar"


def test_arabic_is_written_from_right_to_left(built):
    assert 'dir="rtl"' in built.html("ar/index.html")
    assert 'dir="rtl"' not in built.html("index.html")


def test_a_missing_translation_is_an_honest_page_in_the_readers_language(built):
    html = built.html("it/faq/only/index.html")

    assert language(html) == "it"
    assert "Non ancora in italiano" in html
    assert re.search(r'<a [^>]*href="../../../faq/only/"[^>]*>', html)
    assert 'hreflang="en"' in html
    assert "Only in English?" in html


def test_a_page_that_exists_only_in_another_language_is_missing_in_the_default_one_too(built):
    html = built.html("faq/solo/index.html")

    assert language(html) == "en"
    assert "Not in English yet" in html
    assert "../../it/faq/solo/" in html


def test_the_sitemap_lists_only_real_pages_with_full_addresses_of_their_translations(built):
    root = ET.fromstring(built.html("sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {
        url.find("s:loc", space).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", space)}
        for url in root
    }

    here = "https://help.example.com/"
    assert found[f"{here}it/faq/pay/"] == {
        "en": f"{here}faq/pay/",
        "it": f"{here}it/faq/pay/",
        "x-default": f"{here}faq/pay/",
    }
    assert f"{here}it/faq/only/" not in found
    assert found[f"{here}it/faq/solo/"] == {"it": f"{here}it/faq/solo/", "x-default": f"{here}it/faq/solo/"}


def test_every_translation_names_every_other(built):
    root = ET.fromstring(built.html("sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    links = {url.find("s:loc", space).text: {link.get("href") for link in url.findall("x:link", space)} for url in root}

    for address, others in links.items():
        assert address in others
        for other in others:
            assert links[other] == others


def test_each_language_has_its_own_404_page(built):
    assert language(built.html("404.html")) == "en"
    assert language(built.html("it/404.html")) == "it"
    assert language(built.html("ar/404.html")) == "ar"


def test_a_missing_page_is_not_in_the_manifest(built):
    found = {(entry["id"], entry["language"]) for entry in built.json("helpcentre/manifest.json")["articles"]}

    assert found == {("faq/pay", "en"), ("faq/pay", "it"), ("faq/only", "en"), ("faq/solo", "it")}


def test_our_frame_offers_every_language_also_for_a_page_that_is_not_translated(site):
    built = site(PAGES, [LANGUAGES, {"helpcentre/articles": {"frame": "helpcentre"}}])

    links = re.findall(r'<a href="([^"]+)" lang="(\w+)"', built.html("it/faq/pay/index.html"))

    assert links == [("../../../faq/pay/", "en"), ("./", "it"), ("../../../ar/faq/pay/", "ar")]
    assert '<a href="./" lang="ar" hreflang="ar" aria-current="true">' in built.html("ar/faq/pay/index.html")
    assert 'hreflang="ar"' not in built.html("faq/pay/index.html").split("<body")[0]
    assert '<meta name="robots" content="noindex">' in built.html("it/faq/only/index.html")


def test_under_material_the_navigation_and_the_next_page_stay_in_the_language(site):
    built = site(PAGES, [LANGUAGES], theme={"name": "material", "font": False, "features": ["navigation.footer"]})
    html = built.html("it/faq/pay/index.html")

    assert "Come pago?" in html
    assert "How do I pay?" not in html
    assert "مساعدة" not in html


def test_no_page_asks_for_a_sitemap_or_names_alternates_in_its_head(built):
    assert not re.search(r"<link [^>]*hreflang", built.html("it/faq/pay/index.html"))


def test_a_word_that_is_not_a_language_stops_the_build(site):
    with pytest.raises(RefusedError, match="'italian' is not a language code"):
        site(PAGES, [{"helpcentre/languages": {"default": "en", "languages": ["italian"]}}])


def test_a_site_in_a_folder_links_its_404_page_within_the_folder(site):
    built = site(
        PAGES,
        [LANGUAGES, {"helpcentre/articles": {"frame": "helpcentre"}}],
        site_url="https://example.com/shop/help/",
    )

    assert 'href="/shop/help/it/"' in built.html("it/404.html")
    assert 'href="/shop/help/assets/helpcentre/site.css"' in built.html("404.html")


def test_in_our_frame_what_to_read_next_stays_in_the_language_and_the_topic(site):
    pages = {
        f"{code}/faq/{name}.md": article(f"{code} {name}?", topics="[orders]")
        for code in ("en", "it")
        for name in "abc"
    }
    html = site(pages, [LANGUAGES, {"helpcentre/articles": {"frame": "helpcentre"}}]).html("it/faq/b/index.html")

    related = re.search(r'<nav class="hc-related".*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'<li><a href="([^"]+)"', related) == ["../c/", "../a/"]
    assert "it a?" in related
