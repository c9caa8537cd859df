"""Keys in front matter that other plugins read: allowed by name, and no other."""

import pytest

from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article, read_library
from helpcentre.articles.rename import rename
from helpcentre.errors import FindingsError

from .sample import LANGUAGES, page

TAGGED = Source("en/faq/a.md", page(tags="[a]", date="2026-11-01"))


def test_a_key_of_another_plugin_is_not_read():
    article = read_article(TAGGED, LANGUAGES, extra_keys={"tags", "date"})

    assert article.title == "A title?"


def test_a_key_that_nobody_named_is_an_error_at_its_line():
    with pytest.raises(FindingsError, match=r"^en/faq/a\.md:5:1: unknown key 'date'"):
        read_article(TAGGED, LANGUAGES, extra_keys={"tags"})


def test_our_keys_are_read_even_if_they_are_named():
    with pytest.raises(FindingsError, match="'title' is missing"):
        read_article(Source("en/faq/a.md", "---\nkind: faq\ntags: []\n---\n"), LANGUAGES, extra_keys={"title", "tags"})
    assert read_article(Source("en/a.md", page(title="Named?")), LANGUAGES, extra_keys={"title"}).title == "Named?"


def test_any_key_may_be_allowed():
    assert read_article(TAGGED, LANGUAGES, extra_keys=None).title == "A title?"


def test_a_library_refuses_only_the_keys_that_nobody_named():
    strict = read_library([(TAGGED, None)], LANGUAGES)
    named = read_library([(TAGGED, None)], LANGUAGES, extra_keys=["tags", "date"])

    assert [article.path for article in strict.refused] == ["en/faq/a.md"]
    assert (len(named.articles), named.findings) == (1, ())


def test_a_page_with_keys_of_other_plugins_can_be_moved():
    moved = rename({TAGGED.path: TAGGED.text}, LANGUAGES, "faq/a", "guides/b")

    assert moved.moved == {"en/faq/a.md": "en/guides/b.md"}
    assert "tags: [a]" in moved.texts["en/guides/b.md"]
