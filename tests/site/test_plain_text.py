"""The files of a site for programs: Markdown copies, llms.txt, feeds, robots.txt, web manifest and OpenSearch."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from helpcentre.site.address_claims import claim_addresses
from helpcentre.site.addresses import OwnerKind
from helpcentre.site.brand.model import Brand
from helpcentre.site.discovery_files import discovery_files, web_manifest
from helpcentre.site.discovery_links import discovery_links
from helpcentre.site.feeds import feed_files, language_feed
from helpcentre.site.markdown_copies import copy_files, llms_txt, markdown_copy
from helpcentre.site.options import ArticlesOptions

from .sample import FRAME, SEARCH, SUPPORT, TWO, finished_site, page, site_file

ATOM = "{http://www.w3.org/2005/Atom}"
NOTICES = """notices:
  - id: slow
    from: 2026-12-09T23:00
    to: 2026-12-20T10:00
    text: {en: Slower, it: Piano}
    link: {article: faq/pay, text: {en: More}}
  - {id: over, from: 2026-11-01T08:00, to: 2026-11-02T08:00, text: {en: Over}}
"""
PAGES = {
    "en/index.md": page("Help", "page", description="All the answers."),
    "en/contact.md": page("Contact", "page"),
    "en/faq/pay.md": page(
        "How do I [pay]?", topics="[payments]", reviewed="2026-11-01", body="By [card](../../contact/#a).\n"
    ),
    "en/faq/late.md": page("Where is it?", description="On its way.", reviewed="2026-11-20", body="Wait.\n"),
    "en/guides/mend.md": page("Mend a shirt", "guide", topics="[sewing]", body="Needle.\n"),
    "en/notices/move.md": page("We move", "notice", reviewed="2026-11-25"),
    "it/index.md": page("Aiuto", "page"),
    "it/faq/pay.md": page("Come pago?", topics="[payments]", reviewed="2026-11-02", body="Così.\n"),
}


@pytest.fixture
def site(tmp_path):
    return finished_site(PAGES, tmp_path, TWO, support=SUPPORT + NOTICES, articles=FRAME, search=SEARCH)


def article(site, path):
    found = site.pages.get(path)
    assert found is not None
    return found


def test_a_copy_has_the_title_the_text_with_full_links_and_the_day_of_the_review(site):
    assert markdown_copy(site, article(site, "en/faq/pay.md")) == (
        "# How do I [pay]?\n\n"
        "By [card](https://help.example.com/contact/#a).\n\n"
        "---\n\n"
        "<https://help.example.com/faq/pay/> · Last checked: 1 November 2026\n"
    )


def test_a_copy_without_a_review_ends_with_its_address(site):
    assert markdown_copy(site, article(site, "en/guides/mend.md")).endswith(
        "---\n\n<https://help.example.com/guides/mend/>\n"
    )


def test_every_article_has_a_copy_next_to_its_page_and_every_language_a_list(site):
    assert [path for path, _ in copy_files(site)] == [
        "faq/pay/index.md",
        "faq/late/index.md",
        "guides/mend/index.md",
        "it/faq/pay/index.md",
        "llms.txt",
        "it/llms.txt",
    ]


def test_addresses_without_folders_keep_their_names(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, articles=FRAME, directory_urls=False)

    assert "faq/pay.md" in dict(copy_files(site))


def test_the_list_is_by_topic_then_by_kind_and_links_the_other_languages(site):
    assert llms_txt(site, "en") == (
        "# Shop\n\n> All the answers.\n\n"
        "## Paying\n\n- [How do I \\[pay\\]?](https://help.example.com/faq/pay/index.md): By card.\n\n"
        "## Sewing\n\n- [Mend a shirt](https://help.example.com/guides/mend/index.md): Needle.\n\n"
        "## Questions and answers\n\n- [Where is it?](https://help.example.com/faq/late/index.md): On its way.\n\n"
        "## Language\n\n- [it](https://help.example.com/it/llms.txt)\n"
    )


def test_a_feed_has_articles_and_notices_newest_first(site):
    feed = ET.fromstring(language_feed(site, "en"))

    assert [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}updated")) for one in feed.iter(f"{ATOM}entry")] == [
        ("Slower", "2026-12-09T22:00:00Z"),
        ("We move", "2026-11-25T00:00:00Z"),
        ("Where is it?", "2026-11-20T00:00:00Z"),
        ("How do I [pay]?", "2026-11-01T00:00:00Z"),
    ]
    banner = feed.find(f"{ATOM}entry")
    assert banner.findtext(f"{ATOM}id") == "https://help.example.com/#slow"
    assert banner.find(f"{ATOM}link").get("href") == "https://help.example.com/faq/pay/"


def test_a_notice_is_in_the_feed_until_it_is_over(site):
    site.now = datetime(2026, 12, 20, 8, 59, tzinfo=UTC)
    assert "Slower" in language_feed(site, "en")
    site.now = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    assert "Slower" not in language_feed(site, "en")


def test_a_feed_has_at_most_fifty_entries(tmp_path):
    many = {f"faq/q{n:03}.md": page(f"Q {n:03}?", reviewed=f"2026-01-{n % 28 + 1:02}") for n in range(60)}
    feed = ET.fromstring(language_feed(finished_site(many, tmp_path, articles=FRAME), "en"))
    times = [one.findtext(f"{ATOM}updated") for one in feed.iter(f"{ATOM}entry")]

    assert len(times) == 50
    assert times == sorted(times, reverse=True)


def test_every_file_is_claimed_before_it_is_written(site):
    claim_addresses(site)
    written = [path for files in (copy_files, feed_files, discovery_files) for path, _ in files(site)]

    assert len(written) == 12
    assert {site.addresses.owner_of(path).kind for path in written} == {OwnerKind.GENERATED}
    assert site.findings == []


def test_rules_for_crawlers_of_the_site_stay(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, articles=FRAME, also=[site_file("robots.txt")])
    claim_addresses(site)

    assert site.addresses.owner_of("robots.txt").kind is OwnerKind.FILE
    assert site.findings == []


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({}, {"site.webmanifest", "robots.txt"}),
        ({"url": ""}, {"site.webmanifest"}),
        ({"url": "https://example.com/help/"}, {"site.webmanifest"}),
        (
            {"search": SEARCH},
            {"site.webmanifest", "robots.txt", "helpcentre/opensearch.en.xml", "helpcentre/opensearch.it.xml"},
        ),
        ({"search": SEARCH, "url": ""}, {"site.webmanifest"}),
    ],
)
def test_files_that_need_a_full_address_are_written_only_with_one(tmp_path, given, paths):
    site = finished_site(PAGES, tmp_path, TWO, articles=FRAME, **given)

    assert {path for path, _ in discovery_files(site)} == paths
    assert bool(list(feed_files(site))) == bool(site.options.url)


def test_crawler_rules_names_the_sitemap(site):
    assert dict(discovery_files(site))["robots.txt"].endswith("\nSitemap: https://help.example.com/sitemap.xml\n")


def test_opensearch_leads_to_the_results_of_the_language(site):
    xml = ET.fromstring(dict(discovery_files(site))["helpcentre/opensearch.it.xml"])
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert xml.find(f"{namespace}Url").get("template") == "https://help.example.com/it/search/?q={searchTerms}"
    assert xml.findtext(f"{namespace}ShortName") == "Shop"
    assert xml.findtext(f"{namespace}Language") == "it"


def test_the_web_manifest_has_the_brand(site):
    site.brand = Brand.model_validate(
        {"name": "Studio Dentistico Ferri", "accent": "#0a6b5e", "header": "accent", "touch_icon": "brand/t.png"}
    )
    found = json.loads(web_manifest(site))

    assert (found["name"], found["short_name"]) == ("Studio Dentistico Ferri", "Studio")
    assert found["theme_color"] == "#0a6b5e"
    assert [(icon["src"], icon["sizes"]) for icon in found["icons"]] == [
        ("brand/t.png", "180x180"),
        ("assets/helpcentre/letter.svg", "any"),
    ]


def test_a_page_links_only_what_the_site_has(site):
    found = discovery_links(site, article(site, "it/faq/pay.md"), "it", "it/faq/pay/")
    assert found == {
        "manifest": "../../../site.webmanifest",
        "opensearch": "../../../helpcentre/opensearch.it.xml",
        "feed": "../../feed.xml",
        "text": "index.md",
        "icon": "",
    }

    site.options = replace(site.options, url="", search=None, articles=ArticlesOptions(frame=True, plain_text=False))
    found = discovery_links(site, article(site, "it/faq/pay.md"), "it", "it/faq/pay/")
    assert [name for name, link in found.items() if link] == ["manifest"]
    assert discovery_links(site, article(site, "it/index.md"), "it", "it/")["text"] == ""


def test_without_plain_text_or_our_frame_there_are_no_copies(tmp_path):
    for options in (ArticlesOptions(frame=True, plain_text=False), ArticlesOptions()):
        site = finished_site(PAGES, tmp_path, TWO, articles=options)

        assert [*copy_files(site), *feed_files(site)] == []
        assert site.pages.contents == {}
