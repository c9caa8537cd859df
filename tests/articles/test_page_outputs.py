"""The outputs of a page: structured data for search engines, the sitemap, the skeleton that a writer begins with."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.articles.sitemap import SitemapPage, sitemap_index, sitemaps
from helpcentre.articles.skeletons import skeleton, slug_of
from helpcentre.articles.structured_data import article_data, breadcrumb_data, organization_data, script
from helpcentre.language.builtin import report_languages
from helpcentre.language.strings import strings

from .sample import LANGUAGES, library, page

URL = "https://help.example.com/faq/pay/"
VIDEO = "{file: track, duration: 1m30s, recorded: 2026-10-02}"
FILES = {"contentUrl": "https://help.example.com/media/track.mp4"}
EN = strings("en")
TODAY = date(2026, 11, 22)


def article(**front):
    [found] = library({"en/faq/pay.md": page("Pay?", **front)}).articles
    return found


def data(found, files=None):
    return article_data(found, url=URL, site_name="Lume", description="By card.", files=files)


def test_an_article_is_described_by_its_title_language_address_and_publisher():
    assert data(article()) == {
        "@type": "Article",
        "@id": f"{URL}#article",
        "headline": "Pay?",
        "description": "By card.",
        "inLanguage": "en",
        "url": URL,
        "publisher": {"@type": "Organization", "name": "Lume"},
    }


def test_the_day_of_the_review_is_the_day_of_the_change():
    assert data(article(reviewed="2026-11-01"))["dateModified"] == "2026-11-01"


def test_a_video_has_its_length_in_seconds_its_day_and_its_files():
    found = data(article(kind="video", video=VIDEO), FILES)["video"]
    assert found["@type"] == "VideoObject"
    assert found["duration"] == "PT90S"
    assert (found["uploadDate"], found["contentUrl"]) == ("2026-10-02", FILES["contentUrl"])
    assert (found["name"], found["inLanguage"], found["url"]) == ("Pay?", "en", URL)


@pytest.mark.parametrize(
    ("front", "files"),
    [({"kind": "video", "video": VIDEO}, None), ({"kind": "video", "video": VIDEO}, {}), ({}, FILES)],
)
def test_without_a_video_and_its_files_no_video_is_described(front, files):
    assert "video" not in data(article(**front), files)


def test_breadcrumbs_are_numbered_from_one():
    found = breadcrumb_data([("Home", "https://a/"), ("Pay?", URL)])["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in found] == [
        (1, "Home", "https://a/"),
        (2, "Pay?", URL),
    ]


def test_an_organization_without_contact_points_has_no_such_key():
    assert "contactPoint" not in organization_data("Lume", "https://a/", [])
    points = [{"@type": "ContactPoint", "telephone": "+39 02 1234567"}]
    assert organization_data("Lume", "https://a/", points)["contactPoint"] == points
    assert organization_data("Lume", "https://a/", [])["@id"] == "https://a/#organization"


def test_no_sign_of_the_data_can_begin_or_end_a_tag_and_json_reads_it_back():
    graph = [{"name": "<b>&amp;</b>", "words": "è così"}]
    text = script(graph)
    assert not set("<>&") & set(text)
    assert "è così" in text
    assert json.loads(text) == {"@context": "https://schema.org", "@graph": graph}


# --- the sitemap


def links_of(xml):
    return [
        (one.get("hreflang"), one.get("href")) for one in ET.fromstring(xml).iter("{http://www.w3.org/1999/xhtml}link")
    ]


def test_the_default_of_a_page_that_lacks_the_default_language_is_its_first_translation():
    xml = sitemaps([SitemapPage("https://a/it/x/", None, {"it": "https://a/it/x/", "et": "https://a/et/x/"})], "en")[0]
    assert links_of(xml)[-1] == ("x-default", "https://a/it/x/")


def test_a_page_without_translations_and_review_has_its_address_alone():
    xml = sitemaps([SitemapPage("https://a/x/?a=1&b=2")], "en")[0]
    root = ET.fromstring(xml)
    assert [one.tag.rpartition("}")[2] for one in root[0]] == ["loc"]
    assert root[0][0].text == "https://a/x/?a=1&b=2"
    assert xml.endswith("</urlset>\n")


ENTRY = len("  <url>\n    <loc>https://a/1/</loc>\n  </url>\n")
FRAME = len(sitemaps([], "en")[0])


@pytest.mark.parametrize(
    ("most_addresses", "most_bytes", "expected"),
    [
        (5, 10_000, [5]),
        (4, 10_000, [4, 1]),
        (2, 10_000, [2, 2, 1]),
        (9, FRAME + 5 * ENTRY, [5]),
        (9, FRAME + 5 * ENTRY - 1, [4, 1]),
        (9, FRAME + 2 * ENTRY, [2, 2, 1]),
        (9, 1, [1, 1, 1, 1, 1]),
    ],
)
def test_a_sitemap_is_cut_before_it_has_too_many_addresses_or_bytes(most_addresses, most_bytes, expected):
    pages = [SitemapPage(f"https://a/{number}/") for number in range(5)]

    files = sitemaps(pages, "en", most_addresses, most_bytes)

    assert [file.count("<loc>") for file in files] == expected
    assert [url for file in files for url in re.findall("<loc>(.*?)</loc>", file)] == [page.url for page in pages]
    assert all(ET.fromstring(file).tag.endswith("}urlset") for file in files)


def test_bytes_of_a_sitemap_are_counted_not_letters():
    pages = [SitemapPage("https://a/ä/"), SitemapPage("https://a/ä/")]

    assert len(sitemaps(pages, "en", 9, FRAME + 2 * ENTRY + 1)) == 2
    assert len(sitemaps(pages, "en", 9, FRAME + 2 * ENTRY + 2)) == 1


def test_a_site_without_pages_has_an_empty_sitemap():
    assert len(sitemaps([], "en")) == 1


def test_an_index_names_sitemaps_with_what_is_special_in_xml_escaped():
    root = ET.fromstring(sitemap_index(["https://a/x&y/sitemap-1.xml.gz", "https://a/sitemap-2.xml.gz"]))

    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex"
    assert [one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        "https://a/x&y/sitemap-1.xml.gz",
        "https://a/sitemap-2.xml.gz",
    ]


def test_the_day_of_the_review_is_in_the_sitemap():
    assert "<lastmod>2026-11-01</lastmod>" in sitemaps([SitemapPage("https://a/", "2026-11-01")], "en")[0]


# --- skeletons


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("How do I pay?", "how-do-i-pay"),
        ("  Perché  è così! ", "perche-e-cosi"),
        ("A/B & C", "a-b-c"),
        ("日本", ""),
        ("Õige vastus", "oige-vastus"),
        ("--x--", "x"),
    ],
)
def test_a_file_name_is_the_title_in_lower_case_letters_and_digits(title, name):
    assert slug_of(title) == name


@pytest.mark.parametrize("language", report_languages())
@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_article_of_every_kind_can_be_read_in_every_language(kind, language):
    text = skeleton(
        kind, 'A "title" \\ of: mine', strings(language), TODAY, slug="mine", source_version="0123456789abcdef"
    )
    found = read_article(Source("en/faq/mine.md", text), LANGUAGES)
    assert (found.title, found.kind) == ('A "title" \\ of: mine', kind)
    assert found.front.source_version == "0123456789abcdef"
    assert (found.reviewed == TODAY) == kind.is_article
    assert bool(found.front.asks) == kind.is_article


def test_only_a_symptom_has_a_severity_and_only_a_video_its_file():
    for kind in Kind:
        text = skeleton(kind, "T", EN, TODAY, slug="mine")
        assert ("severity: medium" in text) == (kind is Kind.TROUBLESHOOTING)
        assert ("video: {file: mine, duration: 30s, recorded: 2026-11-22}" in text) == (kind is Kind.VIDEO)
        assert ("/// video | mine\n///" in text) == (kind is Kind.VIDEO)
        assert "source_version" not in text


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        (Kind.TROUBLESHOOTING, ["new.cause", "new.stuck"]),
        (Kind.VIDEO, ["new.steps"]),
        (Kind.GUIDE, ["new.steps"]),
        (Kind.POLICY, ["new.promise"]),
        (Kind.FAQ, ["new.more"]),
        (Kind.NOTICE, []),
        (Kind.PAGE, []),
    ],
)
def test_each_kind_begins_with_its_own_sections(kind, headings):
    text = skeleton(kind, "T", EN, TODAY, slug="mine")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [f"## {EN[key]}" for key in headings]
    assert ("1. " in text) == (kind in (Kind.TROUBLESHOOTING, Kind.VIDEO, Kind.GUIDE))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
