"""The search files: built from finished pages, cached, and held against what writers promise."""

import json

import pytest

from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.site.options import SearchOptions
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.search_field import embed_search_field
from helpcentre.site.search_index import build_search_files, document_of, search_documents

from .sample import FRAME, SEARCH, TWO, finished_site, page

PAGES = {
    "index.md": page("Help", "page", body="Welcome.\n"),
    "faq/index.md": page("Questions", "page", body="All questions.\n"),
    "faq/pay.md": page(asks='["my card is declined"]', topics="[payments]", description="By card."),
    "faq/empty.md": page("Empty?", body=""),
    "search.md": page("Search", "page", body="Results.\n"),
    "topics/payments.md": page("Paying", "page", body="All.\n"),
    "404.md": page("Nothing", "page", body="Nothing.\n"),
    "contact.md": page("Contact", "page", body="Write to us.\n"),
}


def found(files, query, language="en"):
    index = PackedIndex(language, lambda path: files[f"helpcentre/search/{path}"])
    return [index.article(hit.number)["url"] for hit in search(index, query).hits]


def test_every_page_with_its_own_text_is_found_and_no_list():
    site = finished_site(PAGES, search=SEARCH)

    assert [document.path for document in search_documents(site, "en")] == ["faq/pay.md", "contact.md"]


def test_a_document_has_what_the_finished_page_says():
    site = finished_site(PAGES, search=SEARCH)
    [document, _] = search_documents(site, "en")

    assert (document.id, document.url, document.title) == ("faq/pay", "faq/pay/", "How do I pay?")
    assert (document.lead, document.kind, document.topics) == ("By card.", "faq", ("payments",))
    assert [(one.anchor, one.heading, one.text) for one in document.sections] == [
        ("", "", "Text."),
        ("part", "Part", "More."),
    ]
    assert (document.asks, document.ask_lines) == (("my card is declined",), (4,))


def test_an_ask_written_with_escapes_has_no_line():
    site = finished_site({"a.md": page(asks=r'["caff\u00e8"]')}, search=SEARCH)
    [document] = search_documents(site, "en")

    assert (document.asks, document.ask_lines) == (("caffè",), (0,))


def test_placeholders_and_refused_pages_are_not_found():
    texts = {"en/faq/pay.md": page(), "en/faq/bad.md": page(kind="fqa", id="bad")}
    site = finished_site(texts, languages=TWO, search=SEARCH)

    assert [document.path for document in search_documents(site, "en")] == ["en/faq/pay.md"]
    assert [*search_documents(site, "it")] == []


def test_a_page_without_an_outline_is_not_found():
    site = finished_site(PAGES, search=SEARCH)
    site.pages.outlines.clear()

    assert [*search_documents(site, "en")] == []
    assert document_of(site.pages.get("index.md"), None) is None


def test_each_language_is_searched_for_itself(tmp_path):
    texts = {"en/faq/pay.md": page(), "it/faq/pay.md": page("Come pago?", body="Con carta.\n")}
    files = build_search_files(finished_site(texts, tmp_path, TWO, search=SEARCH), SEARCH)

    assert found(files, "pay") == ["faq/pay/"]
    assert found(files, "pagare", "it") == ["it/faq/pay/"]


def test_an_ask_that_does_not_find_its_article_is_a_finding_as_severe_as_the_option_says(tmp_path):
    texts = {f"faq/{name}.md": page(f"{name}?", asks='["late parcel"]', body=f"Text {name}.\n") for name in "abcd"}
    severities = {}
    for contract in ("error", "warning", "off"):
        options = SearchOptions(contract=contract)
        site = finished_site(texts, tmp_path, search=options)
        build_search_files(site, options)
        severities[contract] = [(finding.path, finding.line, finding.severity) for finding in site.findings]

    assert severities == {
        "error": [("faq/d.md", 4, "error")],
        "warning": [("faq/d.md", 4, "warning")],
        "off": [],
    }


@pytest.mark.parametrize("place", ["content/synonyms.yml", "synonyms.yml"])
def test_synonyms_are_read_from_the_content_folder_or_next_to_mkdocs_yml(tmp_path, place):
    (tmp_path / "content").mkdir()
    (tmp_path / place).write_text("en:\n  - [invoice, receipt]\n", encoding="utf-8")
    site = finished_site({"a.md": page("Your invoice", body="Here.\n")}, tmp_path, search=SEARCH)

    assert found(build_search_files(site, SEARCH), "receipt") == ["a/"]


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"en: nix\n", "synonyms.yml:1:5: "), (b"en: [[a, \xe9]]\n", "synonyms.yml:1:10: "), (b"[", "synonyms.yml:1:")],
)
def test_wrong_synonyms_are_findings_and_the_index_is_built_without_them(tmp_path, data, place):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/synonyms.yml").write_bytes(data)
    site = finished_site(PAGES, tmp_path, search=SEARCH)
    files = build_search_files(site, SEARCH)

    assert str(site.findings[0]).startswith(place)
    assert found(files, "pay")[0] == "faq/pay/"


def test_the_options_of_a_language_reach_its_index(tmp_path):
    texts = {"a.md": page("Papers", body="Xyz papers.\n")}
    plain = finished_site(texts, tmp_path, search=SEARCH)
    options = SearchOptions(stemmers={"en": "none"}, stop_words={"en": ["xyz"]}, question_words={"en": ["papers"]})
    chosen = finished_site(texts, tmp_path, search=options)

    one = build_search_files(plain, SEARCH)["helpcentre/search/en/head.bin"]
    two = build_search_files(chosen, options)["helpcentre/search/en/head.bin"]
    assert one != two


def test_the_next_build_finds_the_analysis_of_this_one_and_gives_the_same_bytes(tmp_path):
    first = build_search_files(finished_site(PAGES, tmp_path, search=SEARCH), SEARCH)
    cache = tmp_path / ".cache/helpcentre/search-en.json"
    kept = cache.read_text(encoding="utf-8")
    second = build_search_files(finished_site(PAGES, tmp_path, search=SEARCH), SEARCH)

    assert len(json.loads(kept)) == 2
    assert second == first
    assert cache.read_text(encoding="utf-8") == kept


@pytest.mark.parametrize("damaged", ["", "[1, 2]", "{", "\udcff"])
def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path, damaged):
    first = build_search_files(finished_site(PAGES, tmp_path, search=SEARCH), SEARCH)
    cache = tmp_path / ".cache/helpcentre/search-en.json"
    cache.write_bytes(damaged.encode(errors="surrogateescape"))

    assert build_search_files(finished_site(PAGES, tmp_path, search=SEARCH), SEARCH) == first


def test_a_folder_that_cannot_be_written_to_stops_no_build(tmp_path):
    (tmp_path / ".cache").write_text("a file")

    assert build_search_files(finished_site(PAGES, tmp_path, search=SEARCH), SEARCH)


@pytest.mark.parametrize(
    "html",
    [
        '<body><main class="md-main">x</main>',
        "<body><div><main>x</main>",
        '<body><div class="container"><div role="main">x</div></div>',
        '<body><div class="container">x</div>',
    ],
)
def test_the_field_is_put_before_the_main_part_once(html):
    site = finished_site(PAGES, search=SEARCH)
    out = embed_search_field(site, PageFacts("faq/pay.md", "faq/pay/"), html, lambda hc: f"[{hc['search']['base']}]")

    script = '<script type="module" src="../../assets/helpcentre/search.js"></script>'
    field = f'<div class="hc-search-bar">[../../helpcentre/search/]{script}</div>\n'
    assert out.count(field) == 1
    assert out.replace(field, "") == html
    assert out.index(field) < out.index("x<")


def test_a_page_without_a_main_part_and_our_own_frame_stay_as_they_are():
    page_facts = PageFacts("faq/pay.md", "faq/pay/")

    assert embed_search_field(finished_site(PAGES, search=SEARCH), page_facts, "<p>x", lambda hc: "f") == "<p>x"
    framed = finished_site(PAGES, search=SEARCH, articles=FRAME)
    assert embed_search_field(framed, page_facts, "<main>x", lambda hc: "f") == "<main>x"


@pytest.mark.parametrize(
    ("kind", "label"), [("video", "Video"), ("guide", "Step by step"), ("policy", "Policy"), ("faq", ""), ("page", "")]
)
def test_the_kinds_that_people_search_for_have_their_label(kind, label):
    [document] = search_documents(finished_site({"a.md": page("Title", kind)}, search=SEARCH), "en")

    assert (document.kind, document.kind_label) == (kind, label)
