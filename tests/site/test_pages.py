"""The pages of a build: by file, by language and slug, and by their role."""

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.site.pages import readable_topic, role_of, section_of

from .sample import TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page"),
    "it/index.md": page("Aiuto", "page"),
    "en/contact.md": page("Contact", "page"),
    "en/faq/index.md": page("Questions", "page"),
    "en/faq/pay.md": page(topics="[payments]"),
    "it/faq/pay.md": page("Come pago?"),
    "en/404.md": page("Nothing here", "guide"),
}


@pytest.fixture(scope="module")
def pages():
    return finished_site(PAGES, languages=TWO).pages


def test_a_page_is_found_by_language_and_slug(pages):
    assert pages.find("it", "faq/pay").title == "Come pago?"
    assert pages.find("it", "contact") is None
    assert pages.find("et", "faq/pay") is None


def test_translations_are_in_the_order_of_the_languages(pages):
    assert [*pages.translations("faq/pay")] == ["en", "it"]
    assert [*pages.translations("contact")] == ["en"]
    assert pages.translations("nothing") == {}


def test_slugs_are_sorted_and_each_is_there_once(pages):
    assert pages.slugs() == ["404", "contact", "faq/index", "faq/pay", "index"]


def test_articles_are_neither_pages_nor_the_404_page(pages):
    assert {article.path for article in pages.articles()} == {"en/faq/pay.md", "it/faq/pay.md"}


def test_roles_name_the_pages_of_one_language(pages):
    assert pages.roles("en") == {"home": "", "contact": "contact/", "section:faq": "faq/"}
    assert pages.roles("it") == {"home": "it/"}


def test_roles_and_topics_follow_a_page_that_is_added_later():
    site = finished_site(PAGES, languages=TWO)
    before = site.pages.roles("en"), site.pages.topic_index
    added = finished_site({"en/topics/payments.md": page("Paying", "page"), "en/a.md": page("A?", topics="[a]")},
                          languages=TWO)  # fmt: skip
    for article in added.pages:
        site.pages.add(article)

    assert site.pages.roles("en") == before[0] | {"topic:payments": "topics/payments/"}
    assert site.pages.topic_index is not before[1]
    assert site.pages.topic_index.topics("en") == ["a", "payments"]


def test_generated_and_refused_pages_are_not_in_the_topic_index():
    texts = PAGES | {"en/faq/bad.md": page("Bad?", kind="faq", topics="[payments]", severity="extreme")}
    site = finished_site(texts, languages=TWO)
    site.pages.generated["en/faq/index.md"] = "the list"

    assert [one.slug for one in site.pages.topic_index.on_topic("en", "payments")] == ["faq/pay"]
    assert "faq/index" not in [one.slug for one in site.pages.topic_index.of_kind("en", Kind.PAGE)]


def test_headings_to_link_to_are_those_of_level_two_and_three_with_an_anchor():
    body = "# One\n\n## Two\n\n### Three\n\n#### Four\n"
    site = finished_site({"a.md": page("A?", body=body)})

    assert site.pages.headings("a.md") == [("two", "Two"), ("three", "Three")]
    assert site.pages.headings("b.md") == []


@pytest.mark.parametrize(
    ("path", "role", "section"),
    [
        ("en/index.md", "home", None),
        ("en/contact.md", "contact", None),
        ("en/faq/index.md", "section:faq", Kind.FAQ),
        ("en/faq/pay.md", None, None),
        ("en/404.md", None, None),
    ],
)
def test_the_role_of_a_page_follows_from_its_slug(pages, path, role, section):
    article = pages.get(path)

    assert role_of(article) == role
    assert section_of(article) is section


def test_a_topic_without_a_name_is_readable():
    assert readable_topic("gift-cards") == "Gift cards"


def test_generated_pages_and_placeholders_are_made_by_the_build(pages):
    assert pages.is_generated("it/contact.md")
    assert not pages.is_generated("en/contact.md")
    pages.generated["x.md"] = "a list"
    assert pages.is_generated("x.md")
