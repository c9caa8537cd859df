"""The parts of the support file that each kind of page gets."""

import pytest

from helpcentre.site.support_context import support_context

from .sample import SUPPORT, TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page"),
    "en/contact.md": page("Contact", "page"),
    "en/about.md": page("About", "page"),
    "en/faq/pay.md": page(topics="[payments, orders]"),
}
LINK = "from: 2026-11-01T00:00, to: 2026-12-31T00:00, text: {en: Late}, link: {text: {en: More}"
NOTICES = f"""notices:
  - {{id: ours, {LINK}, article: faq/pay}}}}
  - {{id: theirs, {LINK}, url: 'https://status.example/'}}}}
"""
LISTING, STUCK = "channels", "still_stuck"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    plugins = {"hours": True, "channels": True, "collector_url": "/"}
    return finished_site(PAGES, folder, TWO, support=SUPPORT + NOTICES, **plugins)


def context(site, path, url=""):
    return support_context(site, site.pages.get(path) if path else None, "en", url)


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("en/index.md", STUCK),
        ("en/faq/pay.md", STUCK),
        ("en/contact.md", LISTING),
        ("en/about.md", LISTING),
        (None, LISTING),
    ],
)
def test_articles_and_the_home_page_recommend_a_channel_and_other_pages_list_all(site, path, part):
    found = context(site, path)

    assert {STUCK, LISTING} & found.keys() == {part}
    assert [one["id"] for one in found["channels_short"]] == ["email"]


@pytest.mark.parametrize(("path", "tables"), [("en/about.md", True), ("en/faq/pay.md", False), (None, False)])
def test_pages_that_are_not_articles_have_the_tables_of_the_hours(site, path, tables):
    assert ("schedules" in context(site, path)["hours"]) == tables


@pytest.mark.parametrize(
    ("path", "url", "more"),
    [
        ("en/faq/pay.md", "faq/pay/", "../../contact/"),
        ("en/contact.md", "contact/", None),
        (None, None, "/contact/"),
    ],
)
def test_the_footer_links_to_the_contact_page_from_every_other_page(site, path, url, more):
    assert context(site, path, url)["hours"]["more"] == more


def test_a_site_without_a_contact_page_has_no_such_link(tmp_path):
    pages = {path: text for path, text in PAGES.items() if "contact" not in path}
    without = finished_site(pages, tmp_path, TWO, support=SUPPORT, hours=True)

    assert context(without, "en/about.md", "about/")["hours"]["more"] is None


def test_files_are_linked_from_the_page_with_the_version_of_their_content(site):
    found = context(site, "en/faq/pay.md", "faq/pay/")

    assert found["live"]["file"] == f"../../helpcentre/hours.json?v={site.hours_file.version}"
    assert found["hours"]["ics"] == "../../helpcentre/hours.en.ics"
    assert found["hours"]["file"] == found["live"]["file"]


def test_a_notice_links_to_its_article_in_the_language_of_the_reader_or_to_its_address(site):
    notices = context(site, "en/about.md", "about/")["notices"]

    assert [one["href"] for one in notices] == ["../faq/pay/", "https://status.example/"]
    italian = support_context(site, None, "it", None)["notices"]
    assert [one["href"] for one in italian if one["id"] == "ours"] == [None]


@pytest.mark.parametrize(
    ("path", "filled"), [("en/faq/pay.md", True), ("en/about.md", False), ("en/index.md", False), (None, False)]
)
def test_a_message_is_prefilled_with_the_article_that_the_reader_comes_from(site, path, filled):
    [channel] = context(site, path)["channels_short"]

    assert ("faq%2Fpay" in channel["href"]) == filled


@pytest.mark.parametrize(
    ("plugins", "parts"),
    [
        ({"hours": True}, {"hours"}),
        ({"channels": True}, {"live", "notices", "channels_short", STUCK}),
        ({}, set()),
    ],
)
def test_each_plugin_has_its_parts(tmp_path, plugins, parts):
    site = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, **plugins)

    assert context(site, "en/faq/pay.md").keys() == parts


def test_a_site_without_a_support_file_has_none(tmp_path):
    assert context(finished_site(PAGES, tmp_path, TWO, hours=True, channels=True), "en/faq/pay.md") == {}


def test_clicks_on_channels_are_counted_only_with_a_collector(site, tmp_path):
    assert context(site, "en/about.md")["contact_events"] == "/feedback/v1/items"
    without = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, channels=True)
    assert "contact_events" not in context(without, "en/about.md")
