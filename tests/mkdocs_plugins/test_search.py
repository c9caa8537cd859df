import json
import re

import pytest

from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search

from .conftest import RefusedError, article

PLUGIN = ["helpcentre/search"]
PAGES = {
    "index.md": article("Help", "page", body="Hello.\n"),
    "faq/pay.md": article(
        "How do I pay?", asks="[my card is declined]", body="By card.\n\n## By transfer\n\nSlowly.\n"
    ),
    "faq/late.md": article("Where is my parcel?", asks="[parcel is late]", body="On its way.\n"),
}


def found(built, query, language="en"):
    folder = built.folder / "helpcentre" / "search"
    index = PackedIndex(language, lambda path: (folder / path).read_bytes())
    return [index.article(hit.number) for hit in search(index, query).hits]


def test_a_built_site_is_searched_with_headings_and_asks(site):
    built = site(PAGES, ["helpcentre/articles", *PLUGIN])
    [first, *_] = found(built, "transfer")
    assert (first["id"], first["url"]) == ("faq/pay", "faq/pay/")
    assert ["by-transfer", "By transfer"] in [section[:2] for section in first["sections"]]
    assert [each["id"] for each in found(built, "card declined")][:1] == ["faq/pay"]


def test_the_home_page_and_lists_are_not_found(site):
    built = site(PAGES, [{"helpcentre/articles": {"frame": "helpcentre"}}, *PLUGIN])
    assert found(built, "hello help") == []


def test_every_page_carries_one_field_and_its_script(site):
    for plugins in (PLUGIN, [{"helpcentre/articles": {"frame": "helpcentre"}}, *PLUGIN]):
        html = site(PAGES, plugins).html("faq/pay/index.html")
        assert html.count("data-hc-search=") == 1
        assert html.count("/search.js") == 1


def test_a_page_of_another_theme_gets_its_field_before_the_main_part(site):
    html = site(PAGES, PLUGIN, theme={"name": "mkdocs"}).html("faq/pay/index.html")
    assert "data-hc-search=" in html


def test_the_words_of_the_field_are_in_the_pages_language_and_whole_json(site):
    html = site(PAGES, PLUGIN, theme={"name": "material", "language": "it", "font": False}).html("faq/pay/index.html")
    words = json.loads(re.search(r'data-words="([^"]*)"', html)[1].replace("&#34;", '"').replace("&#39;", "'"))
    assert words["results"] == "Risultati"
    assert {"none", "failed", "partial", "corrected", "found.other", "missing"} <= set(words)


def test_the_search_is_two_scripts_for_pages_and_one_for_the_worker_of_each_language(site):
    built = site(PAGES, PLUGIN)
    names = {path.name for path in (built.folder / "assets/helpcentre").glob("search*.js")}
    assert names == {"search.js", "search-ui.js", "search-worker-en.js"}
    assert not list((built.folder / "assets/helpcentre/vendor/snowball").glob("*.js"))
    worker = (built.folder / "assets/helpcentre/search-worker-en.js").read_text(encoding="utf-8")
    assert "EnglishStemmer" in worker
    assert "ItalianStemmer" not in worker


def test_an_ask_that_is_not_kept_stops_the_build_with_file_and_line(site):
    pages = (
        PAGES
        | {
            f"faq/rival-{number}.md": article(
                f"Where is my parcel {number}?", asks="[parcel late]", body="Parcel, late.\n"
            )
            for number in range(4)
        }
        | {"faq/other.md": article("Lamps", asks="[parcel late]", body="A lamp.\n")}
    )
    with pytest.raises(
        RefusedError, match=r"faq/\S+.md:4: asks: in a search for .parcel late., this article is result number"
    ):
        site(pages, ["helpcentre/articles", *PLUGIN])


def test_synonyms_are_read_from_the_content_folder_and_not_published(site):
    pages = PAGES | {"synonyms.yml": "en:\n  - [parcel, kerfuffle]\n"}
    built = site(pages, ["helpcentre/articles", *PLUGIN])
    assert [each["id"] for each in found(built, "kerfuffle")] == ["faq/late"]
    assert not built.has("synonyms.yml")


def test_a_wrong_stemmer_is_refused_by_name(site):
    with pytest.raises(RefusedError, match="'klingon' is not a valid stemmer for 'en'"):
        site(PAGES, [{"helpcentre/search": {"stemmers": {"en": "klingon"}}}])


def test_two_builds_give_the_same_search_files(site):
    def files():
        return {path: data for path, data in site(PAGES, PLUGIN).files().items() if "/search/" in path}

    assert files() == files() != {}
