"""The values that page templates show of articles: cards, breadcrumbs, topics, lists, each in order."""

import pytest

from helpcentre.articles.kinds import Kind
from helpcentre.articles.topic_index import TopicIndex
from helpcentre.articles.views import (
    ViewContext,
    article_view,
    breadcrumbs,
    card,
    home_view,
    policies,
    section_links,
    section_view,
    topic_cards,
    topic_view,
)
from helpcentre.language.dates import long_date
from helpcentre.language.strings import strings

from .sample import library, page

EN = strings("en")
PAGES = {
    "home": "",
    "topic:orders": "topics/orders/",
    "topic:payments": "topics/payments/",
    "section:faq": "faq/",
    "section:policy": "policies/",
}
CONTENT = {
    "en/index.md": page("Help", "page", most_asked="[faq/pay, faq/gone, guides/care]"),
    "en/faq/pay.md": page("How do I pay?", topics="[payments, orders]", description="By card.", reviewed="2026-11-01",
                          related="[guides/care, faq/gone]"),
    "en/faq/lost.md": page("Where is it?", topics="[orders]"),
    "en/faq/other.md": page("Anything else?"),
    "en/guides/care.md": page("Care for linen", "guide", topics="[orders]"),
    "en/troubleshooting/late.md": page("It is late", "troubleshooting", topics="[orders]", severity="high"),
    "en/policies/returns.md": page("Returns", "policy", topics="[orders]"),
    "en/policies/privacy.md": page("Privacy", "policy"),
    "en/policies/cards.md": page("Cards", "policy", topics="[payments]"),
    "it/faq/pay.md": page("Come pago?", topics="[payments]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def shelves():
    return TopicIndex(library(CONTENT))


@pytest.fixture(scope="module")
def reader():
    return ViewContext("en", EN, {"payments": "Paying", "orders": "Your orders"}, lambda url: f"../{url}")


def ids(cards):
    return [one["id"] for one in cards]


def sections_of(home):
    """Return the entries of each section of a home page by its name."""
    return {section["name"]: section["items"] for section in home["sections"]}


def test_a_card_has_what_a_list_shows(shelves, reader):
    assert card(shelves.find("en", "faq/pay"), reader) == {
        "id": "faq/pay",
        "title": "How do I pay?",
        "url": "../faq/pay/",
        "description": "By card.",
        "kind": "faq",
        "kind_label": EN["kind.faq"],
        "icon": "question",
    }
    assert card(shelves.find("en", "faq/lost"), reader)["description"] == ""


def test_a_topic_without_a_name_in_the_language_is_its_id_made_readable(reader):
    assert reader.topic("payments") == "Paying"
    assert reader.topic("gift-cards") == "Gift cards"


def test_an_article_shows_its_topic_its_review_and_articles_to_read_next(shelves, reader):
    shown = article_view(shelves.find("en", "faq/pay"), shelves, reader, PAGES)
    assert shown["topic"] == {"label": "Paying", "url": "../topics/payments/"}
    assert shown["reviewed"] == "2026-11-01"
    assert shown["reviewed_text"] == long_date(shelves.find("en", "faq/pay").reviewed, "en")
    assert ids(shown["related"]) == ["guides/care", "policies/cards"]
    assert (shown["is_article"], shown["severity"]) == (True, None)


def test_an_article_without_topic_and_review_shows_neither(shelves, reader):
    shown = article_view(shelves.find("en", "faq/other"), shelves, reader, PAGES)
    assert shown["topic"] is shown["reviewed"] is shown["reviewed_text"] is None


def test_a_topic_whose_page_is_not_generated_is_named_without_a_link(shelves, reader):
    shown = article_view(shelves.find("en", "faq/pay"), shelves, reader, {"home": ""})
    assert shown["topic"] == {"label": "Paying", "url": None}


def test_the_severity_of_a_symptom_is_shown(shelves, reader):
    shown = article_view(shelves.find("en", "troubleshooting/late"), shelves, reader, PAGES)
    assert shown["severity"] == "high"


@pytest.mark.parametrize(
    ("article", "titles"),
    [
        ("index", []),
        ("faq/pay", [EN["frame.home"], "Paying"]),
        ("faq/other", [EN["frame.home"], EN["section.faq"]]),
        ("policies/privacy", [EN["frame.home"], EN["section.policy"]]),
    ],
)
def test_breadcrumbs_lead_from_home_over_the_topic_or_else_the_list_of_the_kind(shelves, reader, article, titles):
    way = breadcrumbs(shelves.find("en", article), reader, PAGES)
    assert [one["title"] for one in way] == titles


def test_breadcrumbs_name_no_page_that_does_not_exist(shelves, reader):
    way = breadcrumbs(shelves.find("en", "faq/pay"), reader, {})
    assert way == [{"title": EN["frame.home"], "url": "../"}]
    assert len(breadcrumbs(shelves.find("en", "faq/other"), reader, {"section:policy": "policies/"})) == 1


def test_an_article_whose_topic_has_no_page_leads_to_the_list_of_its_kind(shelves, reader):
    way = breadcrumbs(shelves.find("en", "faq/pay"), reader, {"home": "", "section:faq": "faq/"})
    assert [one["url"] for one in way] == ["../", "../faq/"]


def test_topics_are_in_the_order_of_the_support_file_and_those_it_does_not_name_follow(shelves, reader):
    assert ids(topic_cards(shelves, reader, ["payments", "unused", "orders"], PAGES)) == ["payments", "orders"]
    assert ids(topic_cards(shelves, reader, ["payments"], PAGES)) == ["payments", "orders"]
    assert ids(topic_cards(shelves, reader, ["orders"], PAGES)) == ["orders", "payments"]
    assert ids(topic_cards(shelves, reader, [], PAGES)) == ["orders", "payments"]


def test_a_topic_counts_all_its_articles_and_shows_three(shelves, reader):
    orders, payments = topic_cards(shelves, reader, ["orders"], PAGES)
    assert orders["count"] == EN.plural("topic.articles", 5)
    assert ids(orders["articles"]) == ["faq/lost", "troubleshooting/late", "guides/care"]
    assert (orders["label"], orders["url"]) == ("Your orders", "../topics/orders/")
    assert ids(payments["articles"]) == ["faq/pay", "policies/cards"]


def test_a_home_page_shows_the_questions_it_names_and_leaves_out_those_that_are_gone(shelves, reader):
    shown = sections_of(home_view(shelves.find("en", "index"), shelves, reader, ["payments"], PAGES))
    assert ids(shown["most_asked"]) == ["faq/pay", "guides/care"]
    assert ids(shown["topics"]) == ["payments", "orders"]
    assert [one["kind"] for one in shown["kinds"]] == ["faq", "policy"]


def test_a_home_page_has_the_sections_its_writer_chose_except_those_without_entries(reader):
    home = page("Help", "page", home="[kinds, policies, contact, {topics: Subjects}]")
    index = TopicIndex(library({"en/index.md": home, "en/faq/a.md": page(topics="[orders]")}))
    shown = home_view(index.find("en", "index"), index, reader, [], {})["sections"]
    assert [(one["name"], one["heading"]) for one in shown] == [("contact", EN["home.talk"]), ("topics", "Subjects")]


@pytest.mark.parametrize(("counted", "shown"), [(0, 0), (1, 1), (6, 6), (9, 6)])
def test_a_home_page_that_names_no_question_shows_up_to_six_that_were_counted(reader, counted, shown):
    pages = {f"en/faq/q{number}.md": page(f"Question {number}?") for number in range(9)}
    demand = {("en", f"faq/q{number}"): 10 + number for number in range(counted)}
    index = TopicIndex(library(pages | {"en/index.md": page("Help", "page")}), demand)
    sections = sections_of(home_view(index.find("en", "index"), index, reader, [], {}))
    assert ids(sections.get("most_asked", [])) == [f"faq/q{counted - 1 - number}" for number in range(shown)]


def test_only_kinds_with_a_list_have_a_link_to_it(reader):
    assert section_links(reader, PAGES) == [
        {"kind": "faq", "icon": "question", "label": EN["section.faq"], "url": "../faq/"},
        {"kind": "policy", "icon": "document", "label": EN["section.policy"], "url": "../policies/"},
    ]
    assert section_links(reader, {}) == []


def test_a_list_of_a_kind_groups_by_topic_in_the_order_given_and_those_without_one_come_last(shelves, reader):
    groups = section_view(Kind.POLICY, shelves, reader, ["payments", "orders"])["groups"]
    assert [one["label"] for one in groups] == ["Paying", "Your orders", ""]
    assert [ids(one["articles"]) for one in groups] == [["policies/cards"], ["policies/returns"], ["policies/privacy"]]


def test_topics_that_are_not_in_the_order_are_grouped_by_name(shelves, reader):
    groups = section_view(Kind.POLICY, shelves, reader, ["payments"])["groups"]
    assert [one["label"] for one in groups] == ["Paying", "", "Your orders"]


def test_a_topic_page_groups_by_kind_and_has_no_group_without_articles(shelves, reader):
    shown = topic_view("orders", shelves, reader)
    assert shown["topic"] == "orders"
    assert [one["label"] for one in shown["groups"]] == [
        EN[f"section.{kind}"] for kind in ("faq", "troubleshooting", "guide", "policy")
    ]
    assert ids(shown["groups"][0]["articles"]) == ["faq/lost", "faq/pay"]
    assert topic_view("nothing", shelves, reader)["groups"] == []


def test_policies_are_in_the_order_of_their_topics_and_those_without_one_come_last(shelves, reader):
    assert ids(policies(shelves, reader)) == ["policies/cards", "policies/returns", "policies/privacy"]


@pytest.mark.parametrize(("many", "shown"), [(8, 8), (9, 8)])
def test_at_most_eight_policies_are_linked_from_every_page(reader, many, shown):
    index = TopicIndex(library({f"en/policies/p{number}.md": page("P", "policy") for number in range(many)}))
    assert len(policies(index, reader)) == shown


def test_lists_are_those_of_the_readers_language(shelves):
    italian = ViewContext("it", strings("it"), {}, str)
    assert ids(topic_view("payments", shelves, italian)["groups"][0]["articles"]) == ["faq/pay"]
    assert policies(shelves, italian) == []
    assert ids(topic_cards(shelves, italian, [], {})) == ["payments"]
