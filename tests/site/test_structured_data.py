"""Structured data of a page for search engines, and files and addresses as a host sees them."""

import json
import re

import pytest

from helpcentre.site.block_options import block_options
from helpcentre.site.files import output_without_default_language
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.structured_data import embed_structured_data, page_graph

from .sample import FRAME, ONE, SUPPORT, TWO, finished_site, options, page

PAGES = {
    "en/index.md": page("Help", "page"),
    "en/contact.md": page("Contact", "page"),
    "en/faq/index.md": page("Questions", "page"),
    "en/faq/pay.md": page(reviewed="2026-11-01"),
    "it/faq/pay.md": page("Come pago?", topics="[payments]"),
    "it/topics/payments.md": page("Pagare", "page"),
    "en/videos/track.md": page("Track", "video", video="{file: track, duration: 42s, recorded: 2026-11-22}"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return finished_site(PAGES, tmp_path_factory.mktemp("site"), TWO, support=SUPPORT)


def graph(site, path):
    return {one["@type"]: one for one in page_graph(site, site.pages.get(path), "A description.")}


def test_home_and_contact_name_the_organization_and_how_to_reach_it(site):
    assert graph(site, "en/index.md").keys() == {"Organization"}
    found = graph(site, "en/contact.md")

    assert found.keys() == {"Organization", "BreadcrumbList"}
    assert found["Organization"]["url"] == "https://help.example.com/"
    assert found["Organization"]["contactPoint"]


def test_without_a_support_file_the_organization_has_no_contact_points():
    assert "contactPoint" not in graph(finished_site(PAGES, languages=TWO), "en/index.md")["Organization"]


def test_an_article_has_its_full_address_and_its_way_from_home(site):
    found = graph(site, "en/faq/pay.md")

    assert found.keys() == {"Article", "BreadcrumbList"}
    assert found["Article"]["url"] == "https://help.example.com/faq/pay/"
    assert (found["Article"]["description"], found["Article"]["dateModified"]) == ("A description.", "2026-11-01")
    assert "video" not in found["Article"]
    assert [one["item"] for one in found["BreadcrumbList"]["itemListElement"]] == [
        f"https://help.example.com/{path}" for path in ("", "faq/", "faq/pay/")
    ]


def test_the_way_leads_over_the_topic_in_the_language_of_the_page(site):
    found = graph(site, "it/faq/pay.md")["BreadcrumbList"]["itemListElement"]

    assert [one["name"] for one in found][1:] == ["Pagare", "Come pago?"]


def test_a_video_has_its_files_in_the_language_of_the_page(site):
    video = graph(site, "en/videos/track.md")["Article"]["video"]

    assert video["contentUrl"] == "https://help.example.com/media/track.en.mp4"
    assert video["thumbnailUrl"] == "https://help.example.com/media/track.en.webp"


def test_it_is_put_at_the_end_of_the_head_of_another_theme_once(site):
    html = "<head><title>x</title></head><body></head></body>"
    out = embed_structured_data(site, PageFacts("en/faq/pay.md", "faq/pay/"), html)

    script = re.search(r'<script type="application/ld\+json">(.*?)</script>\n</head>', out)
    assert json.loads(script[1])["@graph"][0]["description"] == "Text."
    assert out.replace(script[0], "</head>", 1) == html


def test_our_frame_and_placeholders_get_none_from_outside(site):
    framed = finished_site(PAGES, languages=TWO, articles=FRAME)

    assert embed_structured_data(framed, PageFacts("en/faq/pay.md", "faq/pay/"), "</head>") == "</head>"
    assert embed_structured_data(site, PageFacts("it/index.md", "it/"), "</head>") == "</head>"


@pytest.mark.parametrize(
    ("path", "output", "languages", "expected"),
    [
        ("en/faq/pay.md", "en/faq/pay/index.html", TWO, "faq/pay/index.html"),
        ("en/logo.png", "en/logo.png", TWO, "logo.png"),
        ("it/faq/pay.md", "it/faq/pay/index.html", TWO, "it/faq/pay/index.html"),
        ("en/post.md", "blog/post/index.html", TWO, "blog/post/index.html"),
        ("english/x.md", "english/x/index.html", TWO, "english/x/index.html"),
        ("x.md", "en/x/index.html", TWO, "en/x/index.html"),
        ("en/faq/pay.md", "en/faq/pay/index.html", ONE, "en/faq/pay/index.html"),
    ],
)
def test_the_folder_of_the_default_language_is_the_root_of_the_site(path, output, languages, expected):
    assert output_without_default_language(path, output, languages) == expected


@pytest.mark.parametrize(
    ("language", "slug", "directory_urls", "output", "url"),
    [
        ("en", "index", True, "index.html", ""),
        ("en", "faq/index", True, "faq/index.html", "faq/"),
        ("en", "faq/pay", True, "faq/pay/index.html", "faq/pay/"),
        ("it", "faq/caffè", True, "it/faq/caffè/index.html", "it/faq/caff%C3%A8/"),
        ("en", "index", False, "index.html", "index.html"),
        ("it", "faq/pay", False, "it/faq/pay.html", "it/faq/pay.html"),
        ("en", "faq/reindex", True, "faq/reindex/index.html", "faq/reindex/"),
    ],
)
def test_pages_that_the_build_adds_have_addresses_as_the_host_would_choose(language, slug, directory_urls, output, url):
    site = finished_site({}, languages=TWO, directory_urls=directory_urls)

    assert site.output_of(language, slug) == output
    assert site.url_of(language, slug) == url


def test_a_block_knows_its_page_its_site_and_where_errors_go(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, collector_url="https://f.example/")
    found = block_options(site, "it/faq/pay.md", "it/faq/pay/", "the whole file")

    assert found["support"]() is site.support
    assert found["strings"]("it") is site.words("it")
    assert found["problems"] is site.findings
    assert {key: found[key] for key in found if key not in ("support", "strings", "problems")} == {
        "docs_dir": str(tmp_path / "content"),
        "collector_url": "https://f.example/",
        "support_file": "support.yml",
        "language": "it",
        "languages": ["en", "it"],
        "path": "it/faq/pay.md",
        "page": "/it/faq/pay/",
        "text": "the whole file",
        "contact_page": "",
        "root": "../../../",
    }


def test_a_block_on_the_home_page_needs_no_way_to_the_root():
    site = finished_site({"index.md": page("Help", "page")})

    assert block_options(site, "index.md", "", "")["root"] == ""
    assert block_options(site, "index.md", "", "")["collector_url"] == "/"
    assert options().collector_url is None


def test_a_block_links_to_the_contact_page_of_its_language(site):
    assert block_options(site, "en/faq/pay.md", "faq/pay/", "")["contact_page"] == "../../contact/"
    assert block_options(site, "it/faq/pay.md", "it/faq/pay/", "")["contact_page"] == ""
