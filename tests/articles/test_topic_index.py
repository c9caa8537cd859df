from helpcentre.articles.kinds import Kind
from helpcentre.articles.topic_index import TopicIndex

from .sample import library, page

MANY = {f"en/faq/q{number:02}.md": page(topics="[orders]") for number in range(40)}


def read_next(pages, name, language="en"):
    index = TopicIndex(library(pages))
    return [other.id for other in index.read_next(index.find(language, name))]


def test_the_articles_to_read_next_are_a_few_whatever_their_number():
    assert read_next(MANY, "faq/q20") == ["faq/q21", "faq/q22", "faq/q23"]


def test_after_the_last_article_of_a_topic_comes_the_first():
    assert read_next(MANY, "faq/q39") == ["faq/q00", "faq/q01", "faq/q02"]
    assert read_next(MANY, "faq/q38") == ["faq/q39", "faq/q00", "faq/q01"]


def test_the_writers_choice_comes_first_in_the_writers_order_and_nothing_twice():
    pages = MANY | {"en/faq/q20.md": page(topics="[orders]", related="[faq/q30, faq/q21]")}

    assert read_next(pages, "faq/q20") == ["faq/q30", "faq/q21", "faq/q22"]


def test_a_choice_of_four_is_kept_whole_and_one_of_more_is_cut():
    pages = MANY | {"en/faq/q20.md": page(topics="[orders]", related="[faq/q01, faq/q02, faq/q03, faq/q04, faq/q05]")}

    assert read_next(pages, "faq/q20") == ["faq/q01", "faq/q02", "faq/q03", "faq/q04"]


def test_an_article_is_never_next_to_itself():
    pages = {"en/faq/a.md": page(topics="[orders]", related="[faq/a]"), "en/faq/b.md": page(topics="[orders]")}

    assert read_next(pages, "faq/a") == ["faq/b"]


def test_the_articles_to_read_next_stay_in_the_language_and_the_topic():
    pages = {
        "en/faq/a.md": page(topics="[orders]"),
        "en/faq/b.md": page(topics="[orders]"),
        "it/faq/a.md": page(topics="[orders]"),
        "en/faq/c.md": page(topics="[payments]"),
    }

    assert read_next(pages, "faq/a") == ["faq/b"]
    assert read_next(pages, "faq/a", "it") == []


def test_an_article_without_a_topic_leads_only_where_its_writer_says():
    pages = {"en/faq/a.md": page(related="[faq/b]"), "en/faq/b.md": page()}

    assert read_next(pages, "faq/a") == ["faq/b"]
    assert read_next(pages, "faq/b") == []


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


def test_lists_are_in_the_writers_order_and_pages_without_one_come_last():
    pages = {
        "en/faq/a.md": page(topics="[orders]"),
        "en/faq/b.md": page(topics="[orders]", order="2"),
        "en/guides/c.md": page(kind="guide", topics="[orders]", order="-1"),
        "en/faq/d.md": page(topics="[orders]", order="0"),
    }
    index = TopicIndex(library(pages))

    assert [article.slug for article in index.on_topic("en", "orders")] == ["guides/c", "faq/d", "faq/b", "faq/a"]
    assert [article.slug for article in index.of_kind("en", Kind.FAQ)] == ["faq/d", "faq/b", "faq/a"]


def test_after_an_article_without_a_topic_comes_only_the_writers_choice():
    pages = MANY | {"en/faq/alone.md": page(related="[faq/q07]")}

    assert read_next(pages, "faq/alone") == ["faq/q07"]


def test_before_the_second_article_of_a_topic_is_only_the_first():
    pages = dict(list(MANY.items())[:3])

    assert read_next(pages, "faq/q01") == ["faq/q02", "faq/q00"]
