"""The values of the search field, which its script and a server for readers without JavaScript read from the page."""

import json

import pytest

from helpcentre.site.search_context import search_context

from .sample import FRAME, SEARCH, SUPPORT, TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page", most_asked="[faq/pay, guides/order, faq/gone]", body="Welcome.\n"),
    "en/faq/pay.md": page(topics="[payments, gift-cards]"),
    "en/guides/order.md": page("How do I order?", "guide", topics="[orders]"),
    "it/index.md": page("Aiuto", "page", body="Ciao.\n"),
    "it/faq/pay.md": page("Come pago?", topics="[payments]"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    return finished_site(PAGES, folder, TWO, support=SUPPORT, articles=FRAME, search=SEARCH)


def test_the_labels_name_every_kind_and_the_topics_in_use(site):
    labels = json.loads(search_context(site, "en", "")["labels"])

    assert (labels["kinds"]["faq"], labels["kinds"]["guide"]) == ("Question", "Step by step")
    assert labels["topics"] == {"gift-cards": "Gift cards", "orders": "Orders", "payments": "Paying"}


def test_the_labels_are_in_the_language_of_the_page(site):
    labels = json.loads(search_context(site, "it", "it/")["labels"])

    assert labels["kinds"]["faq"] == "Domanda"
    assert labels["topics"]["payments"] == "Pagare"


def test_the_popular_questions_are_those_of_the_home_page_that_exist(site):
    popular = search_context(site, "en", "faq/pay/")["popular"]

    assert popular == [
        {"title": "How do I pay?", "url": "./"},
        {"title": "How do I order?", "url": "../../guides/order/"},
    ]


def test_without_a_choice_of_the_home_page_there_are_no_popular_questions(site):
    assert search_context(site, "it", "it/")["popular"] == []


def test_the_strings_have_everything_the_scripts_name(site):
    words = json.loads(search_context(site, "it", "it/")["words"])

    assert {
        "found.one",
        "found.other",
        "filter",
        "all_kinds",
        "all_topics",
        "recent",
        "forget",
        "slash",
    } <= words.keys()
    assert "lang" not in words
