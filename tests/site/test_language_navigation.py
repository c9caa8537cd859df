"""The navigation of one language, cut out of that of the whole site."""

from types import SimpleNamespace

import pytest
from mkdocs.structure.nav import Navigation, Section

from helpcentre.site.language_navigation import language_navigation

from .sample import TWO


def leaf(path=""):
    """Return a page of a navigation, or a link without a path."""
    return SimpleNamespace(
        file=SimpleNamespace(src_uri=path),
        is_page=bool(path),
        is_section=False,
        is_link=not path,
        is_homepage=False,
        children=None,
        parent="before",
        previous_page="before",
        next_page="before",
    )


@pytest.fixture
def pages():
    paths = ("en/index.md", "en/faq/pay.md", "en/contact.md", "it/index.md", "it/faq/pay.md")
    return {path: leaf(path) for path in paths}


def cut(items, pages, language):
    return language_navigation(Navigation(items, list(pages.values())), language, TWO)


def test_a_section_that_begins_with_the_folder_of_the_language_is_its_navigation(pages):
    english = [pages["en/index.md"], Section("FAQ", [pages["en/faq/pay.md"]]), pages["en/contact.md"]]
    italian = [pages["it/index.md"], pages["it/faq/pay.md"]]
    items = [Section("English", english), Section("Italiano", italian)]

    assert cut(items, pages, "en").items == english
    assert cut(items, pages, "it").items == italian


def test_a_section_is_found_by_the_first_page_within_its_sections(pages):
    italian = [Section("FAQ", [pages["it/faq/pay.md"]]), pages["it/index.md"]]
    items = [leaf(), Section("Nothing", []), Section("Italiano", italian)]

    assert cut(items, pages, "it").items == italian


def test_without_such_a_section_the_items_of_the_language_are_its_navigation(pages):
    items = [pages["en/index.md"], leaf(), Section("Nothing", []), pages["it/index.md"], pages["en/contact.md"]]
    found = cut(items, pages, "en")

    assert found.items == [pages["en/index.md"], pages["en/contact.md"]]
    assert all(item.parent is None for item in found.items)


def test_previous_and_next_stay_in_the_language(pages):
    found = cut([*pages.values()], pages, "en")
    first, second, last = found.pages

    assert [page.file.src_uri for page in found.pages] == ["en/index.md", "en/faq/pay.md", "en/contact.md"]
    assert (first.previous_page, first.next_page) == (None, second)
    assert (second.previous_page, second.next_page) == (first, last)
    assert (last.previous_page, last.next_page) == (second, None)


def test_the_home_page_is_that_of_the_language(pages):
    assert cut([*pages.values()], pages, "it").homepage is pages["it/index.md"]
    del pages["it/index.md"]
    assert cut([*pages.values()], pages, "it").homepage is None
