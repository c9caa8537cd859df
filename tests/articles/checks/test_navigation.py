"""Every page can be reached: by the lists of our frame, by the navigation of another, or by a link."""

import pytest

from .bicycle_shop import PAGES, findings

ABOUT = "---\ntitle: About us\nkind: page\n---\n\nWe like bicycles.\n"
NOTICE = ABOUT.replace("kind: page", "kind: notice")


def orphans(pages, **more):
    return [path for code, path, *_ in findings(pages, **more) if code == "page-orphaned"]


def listed(*left_out):
    """Every page of the shop but those left out."""
    return frozenset(PAGES) - frozenset(left_out)


@pytest.mark.parametrize(
    ("path", "text", "others", "found"),
    [
        ("en/about.md", ABOUT, [], True),
        ("en/about.md", ABOUT, ["en/about.md"], False),
        ("en/about.md", NOTICE, [], False),
        ("en/shop/index.md", ABOUT, [], True),
        ("en/faq/index.md", ABOUT, [], False),
        ("en/search.md", ABOUT, [], False),
    ],
)
def test_with_our_frame_a_page_is_in_a_list_or_linked(path, text, others, found):
    assert orphans({path: text}, listed=listed() | set(others)) == ([path] if found else [])


@pytest.mark.parametrize(("path", "found"), [("en/about.md", True), ("en/shop/index.md", False)])
def test_with_another_frame_articles_and_folders_are_in_its_navigation(path, found):
    assert orphans({path: ABOUT}, listed=None) == ([path] if found else [])


def test_a_link_from_another_page_is_enough_and_one_from_itself_is_not():
    text = ABOUT + "\n[Here](about.md#we)\n"
    assert orphans({"en/about.md": text}, listed=listed()) == ["en/about.md"]

    lock = PAGES["en/faq/lock.md"] + "\n[About the shop](../about.md)\n"
    assert orphans({"en/about.md": text, "en/faq/lock.md": lock}, listed=listed()) == []


def test_an_article_that_no_list_shows_is_reported():
    assert orphans({}, listed=listed("en/faq/lock.md")) == ["en/faq/lock.md"]
