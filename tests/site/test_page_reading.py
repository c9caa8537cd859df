"""Reading pages, and taking over what a host and its other plugins have made of them."""

from datetime import UTC, datetime

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Source
from helpcentre.site.files import Origin
from helpcentre.site.loading import load_site
from helpcentre.site.options import ArticlesOptions
from helpcentre.site.page_reading import FinishedPage, finish_pages, leave_out_unpublished, read_pages

from .sample import NOW, SUPPORT, TWO, finished, finished_site, options, page, plugin_file, read_site, site_file

PAGES = {"index.md": page("Help", "page"), "faq/pay.md": page()}


def test_every_published_page_is_read_and_nothing_else():
    left_out = site_file("faq/draft.md", published=False)
    site = read_site(PAGES, options(), also=[left_out, site_file("media/x.png")])

    assert [article.path for article in site.pages] == ["index.md", "faq/pay.md"]
    assert [file.path for file in site.files] == ["index.md", "faq/pay.md", "faq/draft.md", "media/x.png"]
    assert site.findings == []


def test_front_matter_with_errors_is_a_finding_and_the_page_is_kept_for_the_checks():
    site = read_site(PAGES | {"faq/bad.md": page(kind="fqa")}, options())

    assert [finding.path for finding in site.findings] == ["faq/bad.md"]
    assert site.pages.refused == {"faq/bad.md"}
    assert site.pages.get("faq/bad.md").title == "How do I pay?"


@pytest.mark.parametrize("text", ["# Any *heading*\n", "no heading\n", "---\nother: key\n---\n# X\n"])
def test_without_the_articles_plugin_any_page_is_read_as_it_is(text):
    site = read_site({"guide/x.md": text}, options(articles=None))

    assert site.findings == []
    assert site.pages.get("guide/x.md").kind is Kind.GUIDE


def test_a_page_of_another_plugin_is_not_an_article_unless_it_says_so():
    texts = {"a.md": "# A\n", "b.md": "---\nkind: faq\ntitle: B?\n---\n"}
    site = load_site(options(), NOW)
    read_pages(site, [plugin_file("a.md"), plugin_file("b.md")], lambda file: Source(file.path, texts[file.path]))

    assert {article.path: article.kind for article in site.pages} == {"a.md": Kind.PAGE, "b.md": Kind.FAQ}
    assert site.findings == []


def test_titles_and_addresses_are_those_of_the_finished_page():
    site = read_site(PAGES, options(articles=None))
    pay = site.pages.get("faq/pay.md")
    finish_pages(site, [finished(pay, url="moved/pay/", title="How do I pay at Lume?")])

    found = site.pages.get("faq/pay.md")
    assert (found.url, found.title, found.id) == ("moved/pay/", "How do I pay at Lume?", "faq/pay")
    assert site.pages.find("en", "faq/pay") == found


def test_a_page_that_is_finished_as_it_was_read_stays_the_same():
    site = read_site(PAGES, options())
    before = site.pages.get("faq/pay.md")
    finish_pages(site, [finished(before)])

    assert site.pages.get("faq/pay.md") is before


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"title": "Given", "html": "<h1>Heading</h1>", "name": "Name"}, "Given"),
        ({"html": "<h2>Part</h2><h1>The <b>heading</b></h1><h1>Second</h1>", "name": "Name"}, "The heading"),
        ({"html": "<p>Text</p>", "name": "Name"}, "Name"),
        ({"html": "<h1></h1>", "name": ""}, "Login Troubleshooting"),
    ],
)
def test_the_title_is_the_given_one_or_the_first_heading_or_the_name_the_host_has(given, title):
    site = read_site({"Login_Troubleshooting.md": "Text.\n"}, options(articles=None))
    finish_pages(site, [FinishedPage("Login_Troubleshooting.md", "x/", **{"html": ""} | given)])

    assert site.pages.get("Login_Troubleshooting.md").title == title


def test_a_page_that_is_not_published_after_all_is_forgotten():
    site = read_site(PAGES, options())
    finish_pages(site, [finished(site.pages.get("index.md"))])

    assert [article.path for article in site.pages] == ["index.md"]
    assert site.pages.find("en", "faq/pay") is None


@pytest.mark.parametrize(("origin", "kind"), [(Origin.CONTENT, Kind.GUIDE), (Origin.PLUGIN, Kind.PAGE)])
def test_a_page_that_comes_late_is_an_article_only_if_a_writer_wrote_it(origin, kind):
    site = read_site(PAGES, options(articles=None))
    site.files.append(site_file("blog/post.md", origin=origin))
    late = FinishedPage("blog/post.md", "blog/2026/post/", "<h1>News</h1><p>Text</p>", source="# News\n\nText\n")
    finish_pages(site, [late])

    found = site.pages.get("blog/post.md")
    assert (found.kind, found.url, found.title) == (kind, "blog/2026/post/", "News")
    assert site.pages.outlines["blog/post.md"].headings[0].text == "News"


def test_placeholders_name_the_finished_titles_and_are_not_among_the_pages():
    site = finished_site({"en/index.md": page("Help", "page"), "en/faq/pay.md": page()}, languages=TWO)

    assert set(site.pages.placeholders) == {"it/index.md", "it/faq/pay.md"}
    assert site.pages.get("it/faq/pay.md") is None
    assert "../../../faq/pay/" in [link.href for link in site.pages.outlines["it/faq/pay.md"].links]


DATED = {
    "index.md": page("Help", "page"),
    "faq/later.md": page(publish_on="2026-12-01"),
    "faq/ended.md": page(unpublish_on="2026-11-30"),
    "faq/now.md": page(publish_on="2026-11-30", unpublish_on="2026-12-01"),
    "faq/draft.md": page(draft="true"),
}


@pytest.mark.parametrize(
    ("given", "kept"),
    [({}, ["faq/now.md", "index.md"]), ({"with_scheduled": True}, ["faq/later.md", "faq/now.md", "index.md"])],
)
def test_pages_are_published_on_the_days_they_name(given, kept):
    site = read_site(DATED, options())
    left_out = leave_out_unpublished(site, **given)

    assert sorted(one.path for one in site.pages) == sorted(file.path for file in site.files) == kept
    assert sorted(left_out) == sorted(DATED.keys() - set(kept))
    assert sorted(site.unpublished) == sorted(DATED.keys() - {*kept, "faq/draft.md"})


def test_a_preview_has_drafts_and_the_pages_of_all_days():
    site = read_site(DATED, options(articles=ArticlesOptions(drafts=True)))

    assert leave_out_unpublished(site) == []
    assert len(list(site.pages)) == len(DATED)


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Jakarta", 1), ("Europe/Rome", 1), ("America/New_York", 30), (None, 30)]
)
def test_the_day_of_a_build_is_that_of_the_sites_time_zone(tmp_path, zone, day):
    (tmp_path / "content").mkdir()
    if zone:
        text = SUPPORT.replace("Europe/Rome", zone)
        (tmp_path / "content/support.yml").write_text(text, encoding="utf-8")
    site = load_site(options(tmp_path), datetime(2026, 11, 30, 23, 30, tzinfo=UTC))

    assert site.today.day == day
