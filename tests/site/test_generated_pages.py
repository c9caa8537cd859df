"""Pages that the build adds: topics, search results, and placeholders for missing translations."""

import pytest

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.language.strings import strings
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.loading import load_site
from helpcentre.site.page_reading import read_pages
from helpcentre.site.untranslated import quote_yaml, untranslated_html, untranslated_markdown

from .sample import FRAME, NOW, SEARCH, SUPPORT, TWO, finished_site, options, page, plugin_file

PAGES = {
    "en/index.md": page("Help", "page"),
    "it/index.md": page("Aiuto", "page"),
    "en/faq/pay.md": page(topics="[payments]"),
    "it/faq/pay.md": page("Come pago?", topics="[payments]"),
    "en/faq/late.md": page("Where is it?", topics="[gift-cards]"),
}


def generated(tmp_path, **given):
    return finished_site(PAGES, tmp_path, TWO, support=SUPPORT, **given).pages.generated


def test_our_frame_gets_a_list_for_each_topic_that_has_articles_in_the_language(tmp_path):
    assert generated(tmp_path, articles=FRAME) == {
        "en/topics/gift-cards.md": "the list of the topic 'Gift cards'",
        "en/topics/payments.md": "the list of the topic 'Paying'",
        "it/topics/payments.md": "the list of the topic 'Pagare'",
    }


def test_with_search_each_language_gets_a_page_of_results(tmp_path):
    found = generated(tmp_path, articles=FRAME, search=SEARCH)

    assert found["en/search.md"] == found["it/search.md"] == "the page of search results"


def test_other_themes_get_none_of_our_pages(tmp_path):
    assert generated(tmp_path, search=SEARCH) == {}


def test_a_page_that_a_writer_wrote_is_left_alone():
    lists = {"search.md": page("Find", "page"), "topics/payments.md": page("Pay", "page")}
    texts = lists | {"index.md": page("Help", "page"), "faq/pay.md": page(topics="[payments]")}
    site = finished_site(texts, articles=FRAME, search=SEARCH)

    assert site.pages.generated == {}
    assert site.pages.find("en", "search").title == "Find"


def test_a_site_of_one_language_has_its_pages_at_the_top():
    site = finished_site({"faq/pay.md": page(topics="[payments]")}, articles=FRAME)

    assert [*site.pages.generated] == ["topics/payments.md"]
    assert site.pages.find("en", "topics/payments").url == "topics/payments/"


def test_each_missing_translation_gets_one_placeholder_and_a_list_gets_none(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, articles=FRAME)

    assert {path: missing.path for path, missing in site.pages.placeholders.items()} == {
        "it/faq/late.md": "en/faq/late.md"
    }


def test_a_page_missing_in_the_default_language_gets_a_placeholder_there():
    site = finished_site({"it/faq/solo.md": page("Solo?")}, languages=TWO)

    assert {path: missing.path for path, missing in site.pages.placeholders.items()} == {
        "en/faq/solo.md": "it/faq/solo.md"
    }


def test_the_page_in_the_default_language_is_the_one_a_placeholder_is_made_for():
    three = Languages("en", ("en", "it", "et"))
    site = finished_site({"it/faq/x.md": page("X"), "en/faq/x.md": page("X")}, languages=three)

    assert site.pages.placeholders["et/faq/x.md"].path == "en/faq/x.md"


def test_a_site_without_the_languages_plugin_has_no_placeholders():
    assert finished_site({"faq/pay.md": page()}).pages.placeholders == {}


def test_generated_pages_are_markdown_that_can_be_read_back():
    site = load_site(options(languages=TWO, articles=FRAME, search=SEARCH), NOW)
    made = generate_pages(site)

    titles = {one.path: split_front_matter(one.markdown, one.path).document.value["title"] for one in made}
    assert titles == {f"{code}/search.md": strings(code)["search.page_title"] for code in ("en", "it")}


@pytest.mark.parametrize("text", ['say "no"', "back\\slash", "a: b", "# no comment", "{x}", ""])
def test_a_title_with_any_sign_is_quoted_so_that_it_reads_back(text):
    assert split_front_matter(f"---\ntitle: {quote_yaml(text)}\n---\n", "x.md").document.value == {"title": text}


def test_a_placeholder_is_in_the_readers_language_and_links_to_the_others():
    site = finished_site(PAGES, languages=TWO)
    html = untranslated_html(site, "it", site.pages.get("en/faq/late.md"))

    assert strings("it")["missing.title"] in untranslated_markdown(strings("it"))
    assert html.startswith(f"<p>{strings('it')['missing.text']}</p>\n<ul><li>")
    assert '<a href="../../../faq/late/" lang="en" hreflang="en">English: Where is it?</a>' in html
    assert f'<p><a href="../../">{strings("it")["missing.home"]}</a></p>' in html


def test_a_placeholder_escapes_titles_and_goes_without_a_home_page():
    site = finished_site({"en/faq/x.md": page("'A <b> & \"c\"?'")}, languages=TWO)
    html = untranslated_html(site, "it", site.pages.get("en/faq/x.md"))

    assert "English: A &lt;b&gt; &amp; &quot;c&quot;?" in html
    assert html.count("<p>") == 1


def test_pages_of_other_plugins_get_placeholders_like_any_other():
    site = load_site(options(languages=TWO), NOW)
    read_pages(site, [plugin_file("en/api.md", languages=TWO)], lambda file: Source(file.path, "# API\n"))
    generate_pages(site)

    assert [*site.pages.placeholders] == ["it/api.md"]
