import json
import xml.etree.ElementTree as ET

from helpcentre.articles.manifest import SiteFacts, manifest
from helpcentre.articles.sitemap import SitemapPage, sitemaps
from helpcentre.articles.structured_data import script

from .sample import library, page

FACTS = SiteFacts("Shop", "https://help.example.com/", "en", ("en", "it"), ("email",))


def test_the_manifest_has_one_entry_per_article_and_language_sorted():
    pages = {"it/faq/a.md": page(title="È così?"), "en/faq/a.md": page(), "en/faq/0.md": page()}
    articles = [(article, [("part", "Part")]) for article in library(pages).articles]

    found = json.loads(manifest(FACTS, articles))

    assert [(entry["id"], entry["language"]) for entry in found["articles"]] == [
        ("faq/0", "en"),
        ("faq/a", "en"),
        ("faq/a", "it"),
    ]
    assert found["articles"][2]["title"] == "È così?"
    assert found["articles"][0]["headings"] == [{"id": "part", "text": "Part"}]
    assert found["channels"] == ["email"]


def test_the_sitemap_names_translations_as_full_addresses_and_x_default():
    here = "https://help.example.com/"
    xml = sitemaps(
        [SitemapPage(f"{here}it/a/", "2026-11-01", {"en": f"{here}a/", "it": f"{here}it/a/?x=1&y=2"})], "en"
    )[0]

    root = ET.fromstring(xml)
    links = {link.get("hreflang"): link.get("href") for link in root.iter("{http://www.w3.org/1999/xhtml}link")}

    assert links == {"en": f"{here}a/", "it": f"{here}it/a/?x=1&y=2", "x-default": f"{here}a/"}


def test_structured_data_cannot_close_its_script_element():
    text = script([{"name": "</script><script>alert(1)</script> & more"}])

    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><script>alert(1)</script> & more"
