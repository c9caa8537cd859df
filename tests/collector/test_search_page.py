"""The search without JavaScript: the content of the served page, and its limits."""

import asyncio
import json
import os
import re
from functools import cache
from html import escape

import pytest
from starlette.datastructures import Headers

from helpcentre.collector.server import search_responder, site_search
from helpcentre.collector.server.built_site import BuiltSite, SearchPages
from helpcentre.collector.server.search_page import MOST_RESULTS, SearchPage, SearchRequest
from helpcentre.collector.server.search_responder import SearchResponder, read_request
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.language.strings import strings
from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.facets import Filter
from helpcentre.search.index_writer import build_index
from helpcentre.search.settings import LONGEST_QUERY, SearchSettings

REMARK = "Searching needs JavaScript"
TOPICS = '<ul class="hc-search__topics"><li>Topics</li></ul>'


def document(name, title, text="Some text.", kind="faq", topics=("care",)):
    sections = (Section("", "", text), Section("more", f"More about {name}", "And more."))
    return SearchDocument(name, "en", f"faq/{name}/", title, sections=sections, kind=kind, topics=topics)


ARTICLES = [document("braces", "How do I clean braces?"), document("floss", "Which floss is <right>?")]


def page_html(words=None, language="en"):
    labels = {"kinds": {"faq": "Question", "video": "Video"}, "topics": {"care": "Care & more", "pay": "Payment"}}
    given = escape(json.dumps(strings(language).under("search.ui") if words is None else words))
    return (
        '<main><div class="hc-search hc-search--page" role="search" data-hc-search="page" data-root=".." '
        f'data-language="{language}" data-words="{given}" data-labels="{escape(json.dumps(labels))}">'
        '<form><input name="q" placeholder="x"></form>'
        f"<noscript data-hc-search-answer>\n<p data-hc-search-off>{REMARK}</p>{TOPICS}</noscript></div>"
        '<input name="q" id="other"></main>'
    )


@cache
def index_files(articles):
    return build_index(articles, "en", SearchSettings())


def write_index(folder, *articles):
    for path, content in index_files(articles).items():
        target = folder / "helpcentre/search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@pytest.fixture
def site(tmp_path):
    write_index(tmp_path, *ARTICLES)
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_text(page_html(), encoding="utf-8")
    (tmp_path / "index.html").write_text(page_html(), encoding="utf-8")
    return tmp_path


def get(app, path, query="", method="GET"):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        await asyncio.Event().wait()  # the client neither sends more nor leaves

    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": []}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:]).decode(), dict(sent[0]["headers"])


def body(site, query):
    return get(BuiltSite(site, SiteSearch(site).find), "/search/", query)[1]


def test_a_query_is_answered_in_the_page_itself_in_place_of_the_remark(site):
    html = body(site, "q=cleaning+braces")
    assert REMARK not in html
    assert '<a href="../faq/braces/#more">' in html
    assert "<mark>braces</mark>" in html
    assert "1 result" in html
    assert TOPICS not in html
    assert html.count("<noscript") == html.count("</noscript>") == 1


def test_the_query_is_in_the_field_of_the_search_and_in_no_other(site):
    html = body(site, "q=%22braces%22+%3Cb%3E")
    assert 'name="q" value="&#34;braces&#34; &lt;b&gt;"' in html
    assert html.count("value=") == 1


def test_each_result_names_its_kind_and_topics(site):
    assert '<span class="hc-search__about">Question · Care &amp; more</span>' in body(site, "q=braces")
    assert "hc-search__filters" not in body(site, "q=braces"), "there is nothing to choose from"


def test_results_of_several_kinds_and_topics_can_be_filtered_by_links(tmp_path):
    paid = document("cost", "What do braces cost?", topics=("pay",))
    write_index(tmp_path, *ARTICLES, paid, document("clip", "Braces", kind="video", topics=("care", "pay")))
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_text(page_html(), encoding="utf-8")
    html = body(tmp_path, "q=braces")
    assert '<a href="?q=braces&amp;kind=faq">Question (2)</a>' in html
    assert '<a href="?q=braces" aria-current="true">All kinds</a>' in html
    chosen = body(tmp_path, "q=braces&kind=faq&topic=pay")
    assert re.findall(r'<li><a href="\.\./faq/(\w+)/', chosen) == ["cost"]
    assert '<a href="?q=braces&amp;kind=faq&amp;topic=pay" aria-current="true">Payment (1)</a>' in chosen
    assert "1 result<" in chosen
    unknown = body(tmp_path, "q=braces&kind=%22%3E&topic=zzz")
    assert "3 results" in unknown


def test_nothing_found_says_so_and_keeps_the_topics(site):
    html = body(site, "q=zzyzx+qwv")
    assert "We found nothing for “zzyzx qwv”." in html
    assert TOPICS in html
    assert "<ol" not in html


def test_a_corrected_query_is_named(site):
    assert "Showing results for: braces" in body(site, "q=bracse")


def test_a_title_is_text_and_not_html(site):
    html = body(site, "q=floss")
    assert "&lt;right&gt;" in html
    assert "<right>" not in html


def test_other_sections_of_an_article_are_linked(site):
    html = body(site, "q=clean+braces+more")
    assert '<a href="../faq/braces/#more">' in html


def test_without_a_query_the_page_does_not_say_that_searching_needs_javascript(site):
    for query in ("", "q=", "q=+%00"):
        html = body(site, query)
        assert REMARK not in html
        assert TOPICS in html


def test_without_an_index_the_page_is_as_built_with_the_query_in_its_field(site):
    (site / "helpcentre/search/en/head.bin").unlink()
    html = body(site, "q=braces")
    assert REMARK in html
    assert 'value="braces"' in html


def test_a_damaged_index_is_the_same_as_none(site):
    (site / "helpcentre/search/en/head.bin").write_bytes(b"\x1f\x8bbroken")
    assert REMARK in body(site, "q=braces")


def test_a_host_without_a_search_serves_the_page_as_built(site):
    assert get(BuiltSite(site), "/search/", "q=braces")[1] == page_html()


def test_other_pages_are_served_as_they_are(site):
    assert get(BuiltSite(site, SiteSearch(site).find), "/", "q=braces")[1] == page_html()


def test_a_search_page_that_a_site_has_changed_is_served_as_it_is(site):
    for changed in ("<p>ours</p>", page_html().replace("noscript data-hc-search-answer", "noscript")):
        (site / "search/index.html").write_text(changed, encoding="utf-8")
        assert body(site, "q=braces") == changed
    broken = page_html(words="{").replace("&quot;{&quot;", "{")
    (site / "search/index.html").write_text(broken, encoding="utf-8")
    assert body(site, "q=braces") == broken


def test_a_redirect_to_the_search_page_keeps_the_query(site):
    status, _, headers = get(BuiltSite(site, SiteSearch(site).find), "/search", "q=a%20b")
    assert (status, headers[b"location"]) == (301, b"/search/?q=a%20b")
    assert BuiltSite(site, SiteSearch(site).find).respond("GET", "/search", Headers()).headers["location"] == "/search/"


def test_an_index_that_changes_is_read_again(site):
    found = SiteSearch(site)
    assert found.find("en", "invoice", 5, Filter()).results == []
    write_index(site, *ARTICLES, document("invoice", "Where is my invoice?"))
    os.utime(site / "helpcentre/search/en/head.bin", ns=(1, 1))
    assert [each.id for each in found.find("en", "invoice", 5, Filter()).results] == ["invoice"]


def test_an_index_is_opened_once_for_many_searches_and_again_after_very_many(site, monkeypatch):
    opened = []
    monkeypatch.setattr(site_search, "MOST_SEARCHES", 3)
    real = site_search.PackedIndex
    monkeypatch.setattr(site_search, "PackedIndex", lambda *given: opened.append(1) or real(*given))
    found = SiteSearch(site)
    for _ in range(7):
        found.find("en", "braces", 1, Filter())
    assert len(opened) == 3


@pytest.mark.parametrize("language", ["it", "..", "../../x", ""])
def test_a_language_without_an_index_finds_nothing(site, language):
    assert SiteSearch(site).find(language, "braces", 5, Filter()) is None


def test_more_results_are_a_link_away_up_to_a_limit(tmp_path):
    write_index(tmp_path, *(document(f"a{n}", f"Braces {n}") for n in range(130)))
    (tmp_path / "search").mkdir()
    (tmp_path / "search/index.html").write_text(page_html(), encoding="utf-8")
    first = body(tmp_path, "q=braces")
    assert first.count("<li><a") - first.count("#more") == 10
    assert '<a class="hc-button" href="?q=braces&amp;n=20">' in first
    assert "130 results" in first
    last = body(tmp_path, "q=braces&n=9999")
    assert len(re.findall('class="hc-search__title"', last)) == MOST_RESULTS
    assert "hc-search__more" not in last


@pytest.mark.parametrize(
    ("query_string", "expected"),
    [
        ("q=a&n=20", SearchRequest("a", 20)),
        ("q=a&kind=faq&topic=care", SearchRequest("a", 10, Filter("faq", "care"))),
        ("q=a&n=-3", SearchRequest("a", 10)),
        ("q=a&n=2", SearchRequest("a", 10)),
        ("q=a&n=%D9%A3%D9%A0", SearchRequest("a", 10)),
        ("n=30", SearchRequest("", 30)),
        ("q=first&q=second", SearchRequest("first", 10)),
        ("q=%00a%1f%7f%C2%85b%0d%0a", SearchRequest("a b", 10)),
        ("q=%ff", SearchRequest("\ufffd", 10)),
        ("x=1&" * 20 + "q=a", SearchRequest("", 10)),
    ],
)
def test_an_address_that_is_not_ours_is_read_within_limits(query_string, expected):
    assert read_request(query_string) == expected


@pytest.mark.parametrize("query", ["x" * 10_000, "%00" * 3_000, "%F0%9F%93%A6" * 900, "q=" * 5_000, "<script>" * 1_000])
def test_an_endless_query_is_cut_and_answered(site, query):
    assert len(read_request(f"q={query}").query) <= LONGEST_QUERY
    status, html, _ = get(BuiltSite(site, SiteSearch(site).find), "/search/", f"q={query}")
    assert status == 200
    assert "<script>" not in html
    assert "\0" not in html


def test_an_address_of_more_results_is_escaped_and_short():
    assert SearchRequest("a&b <c>", 30).address(Filter()) == "?q=a%26b+%3Cc%3E"
    assert SearchRequest("a").address(Filter("x", "y&z"), 20) == "?q=a&kind=x&topic=y%26z&n=20"


def test_strings_in_another_language_than_the_page_are_marked(site):
    words = strings("en").under("search.ui") | {"lang": "en"}
    (site / "search/index.html").write_text(page_html(words), encoding="utf-8")
    assert '<p class="hc-search__note" lang="en" dir="ltr">1 result</p>' in body(site, "q=cleaning+braces")


def test_a_page_with_too_many_waiting_searches_is_served_as_built(site, monkeypatch):
    monkeypatch.setattr(search_responder, "QUEUE_LIMIT", 2)
    responder, path = SearchResponder(SiteSearch(site).find), site / "search/index.html"

    async def ask_all():
        return await asyncio.gather(*(responder.fill_page(path, "q=braces") for _ in range(4)))

    answers = asyncio.run(ask_all())
    assert [answer is not None for answer in answers] == [True, True, False, False]
    assert asyncio.run(responder.fill_page(path, "q=braces")) is not None


def test_a_collector_next_to_a_web_server_answers_only_the_search_pages(site):
    pages = SearchPages(site, SiteSearch(site).find)
    assert "<mark>braces</mark>" in get(pages, "/search/", "q=braces")[1]
    for path in ("/", "/index.html", "/helpcentre/search/en/head.bin", "/research", "/search/x"):
        assert get(pages, path, "q=braces")[0] == 404
    assert get(pages, "/it/search.html", "")[0] == 404


def test_head_has_no_body_and_post_is_refused(site):
    assert get(BuiltSite(site, SiteSearch(site).find), "/search/", "q=braces", "HEAD")[:2] == (200, "")
    assert get(BuiltSite(site, SiteSearch(site).find), "/search/", "q=braces", "POST")[0] == 405


def test_a_page_without_its_addresses_is_not_a_search_page():
    assert SearchPage.parse(page_html()).root == "../"
    assert SearchPage.parse(page_html().replace("data-root", "data-x")) is None
