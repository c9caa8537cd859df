"""The context of a page: its links keep language, period and filters, and a language is chosen sensibly."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.pages.page_context import TABS, PageContext, choose_language
from helpcentre.language.builtin import report_languages


def query_of(address):
    return dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        ("it", "et,en", "it"),
        ("it-CH", "", "it"),
        ("xx", "et", "et"),
        ("", "et;q=0.9, it;q=0.8", "et"),
        ("", "xx, id-ID;q=0.5", "id"),
        ("", "*", "en"),
        ("", "", "en"),
        ("IT", "", "en"),
        ("../en", "", "en"),
    ],
)
def test_the_language_is_the_wanted_one_else_what_the_browser_accepts_else_english(wanted, accepted, language):
    assert choose_language(wanted, accepted) == language


@given(st.text(), st.text())
def test_whatever_is_asked_for_the_language_is_a_known_one(wanted, accepted):
    assert choose_language(wanted, accepted) in report_languages()


def test_a_link_to_another_page_keeps_language_and_period_only():
    page = PageContext("Shop", language="et", days=90, query=(("sort", "votes"),))
    address = page.link("article", id="faq/pay", language="it")
    assert urlsplit(address).path == "/reports/article"
    assert query_of(address) == {"id": "faq/pay", "language": "it", "ui": "et", "days": "90"}


def test_a_link_to_this_page_keeps_its_filters_and_changes_one():
    page = PageContext("Shop", query=(("sort", "votes"), ("q", "a b&c")))
    assert query_of(page.here(language="et")) == {
        "sort": "votes", "q": "a b&c", "ui": "en", "days": "30", "language": "et",
    }  # fmt: skip


def test_an_empty_value_removes_a_filter():
    page = PageContext("Shop", query=(("sort", "votes"), ("band", "act")))
    assert query_of(page.here(band="", sort=None)) == {"ui": "en", "days": "30"}


def test_any_change_goes_back_to_the_first_page_of_a_list():
    page = PageContext("Shop", query=(("page", "3"), ("sort", "votes")))
    assert "page" not in query_of(page.here(language="et"))
    assert query_of(page.here(page=2))["page"] == "2"


def test_the_result_of_a_form_is_shown_once():
    page = PageContext("Shop", query=(("released", "3"), ("discarded", "2"), ("signal", "links")))
    assert query_of(page.here()) == {"signal": "links", "ui": "en", "days": "30"}


def test_the_links_of_a_form_shown_again_name_their_page():
    assert PageContext("Shop", path="/reports/article").here().startswith("/reports/article?")
    assert PageContext("Shop").here().startswith("?")


def test_a_parameter_of_the_address_is_read_and_empty_if_it_is_missing():
    page = PageContext(query=(("language", "et"),))
    assert (page.asked("language"), page.asked("owner")) == ("et", "")


def test_only_those_who_are_signed_in_see_tabs():
    assert PageContext(is_signed_in=True).tabs == TABS
    assert PageContext().tabs == ()


def test_every_language_is_offered_with_its_own_name_and_this_page():
    links = PageContext(query=(("days", "7"),), days=7).language_links
    assert [code for code, _, _ in links] == list(report_languages())
    assert ("et", "eesti") in [(code, name) for code, name, _ in links]
    assert {query_of(address)["ui"] for _, _, address in links} == set(report_languages())
    assert {query_of(address)["days"] for _, _, address in links} == {"7"}


@pytest.mark.parametrize("page", [PageContext(css="x"), PageContext(is_for_customers=True)])
def test_a_page_that_cannot_be_asked_for_again_offers_no_languages(page):
    assert page.language_links == []


def test_words_and_direction_are_those_of_the_language():
    assert PageContext(language="it").words.language == "it"
    assert PageContext(language="it").direction == "ltr"
    assert PageContext(language="ar").direction == "rtl"
