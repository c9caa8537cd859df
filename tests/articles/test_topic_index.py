from helpcentre.articles.kinds import Kind
from helpcentre.articles.topic_index import TopicIndex

from .sample import library, page

MANY = {f"en/faq/q{number:02}.md": page(topics="[orders]") for number in range(40)}


def test_siblings_are_cut_to_a_few_however_many_there_are():
    shelves = TopicIndex(library(MANY))
    article = shelves.find("en", "faq/q20")

    found = [other.id for other in shelves.siblings(article)]

    assert found == ["faq/q17", "faq/q18", "faq/q19", "faq/q20", "faq/q21", "faq/q22"]


def test_the_first_and_the_last_article_still_have_a_full_row_of_siblings():
    shelves = TopicIndex(library(MANY))

    for name in ("faq/q00", "faq/q39"):
        siblings = shelves.siblings(shelves.find("en", name))
        assert len(siblings) == 6
        assert name in [other.id for other in siblings]


def test_before_and_after_stay_in_the_language_and_the_topic():
    pages = {
        "en/faq/a.md": page(topics="[orders]"),
        "en/faq/b.md": page(topics="[orders]"),
        "it/faq/a.md": page(topics="[orders]"),
        "en/faq/c.md": page(topics="[payments]"),
    }
    shelves = TopicIndex(library(pages))

    before, after = shelves.around(shelves.find("en", "faq/a"))

    assert before is None
    assert after.path == "en/faq/b.md"
    assert shelves.around(shelves.find("it", "faq/a")) == (None, None)


def test_a_topic_lists_its_own_articles_before_those_that_only_touch_it():
    pages = {
        "en/faq/a.md": page(topics="[payments, orders]"),
        "en/guides/z.md": page(kind="guide", topics="[orders]"),
    }

    found = [article.slug for article in TopicIndex(library(pages)).on_topic("en", "orders")]

    assert found == ["guides/z", "faq/a"]


def test_a_page_without_a_translation_has_only_itself():
    shelves = TopicIndex(library({"en/faq/a.md": page()}))

    assert list(shelves.translations("faq/a")) == ["en"]
    assert shelves.of_kind("it", Kind.FAQ) == ()
