"""Folders as sections: the pages without topics, in the writer's order or by demand."""

import pytest

from helpcentre.articles.topic_index import TopicIndex, is_listed_by_folder, is_listed_by_kind

from .sample import library, page


def guide(title, **front):
    return page(title, "guide", **front)


PAGES = {
    "en/index.md": page("Help", "page"),
    "en/billing/refund.md": guide("A refund"),
    "en/billing/invoice.md": guide("Your invoice"),
    "en/billing/cards/lost.md": guide("A lost card"),
    "en/setup/start.md": guide("Begin here"),
    "en/faq/why.md": page("Why?"),
    "en/account.md": guide("Your account"),
    "it/billing/refund.md": guide("Un rimborso"),
}


def index(pages, demand=None):
    return TopicIndex(library(pages), demand or {})


def slugs(articles):
    return [article.slug for article in articles]


def test_a_folder_has_its_pages_and_its_folders_in_each_language():
    folders = index(PAGES).folders

    assert folders.folders("en") == ["billing", "billing/cards", "setup"]
    assert folders.folders("it") == ["billing"]
    assert folders.inside("en", "billing") == ["billing/cards"]
    assert slugs(folders.pages("en", "billing")) == ["billing/refund", "billing/invoice"]
    assert slugs(folders.all_pages("en", "billing")) == ["billing/cards/lost", "billing/refund", "billing/invoice"]
    assert slugs(folders.all_pages("en", "bill")) == []


@pytest.mark.parametrize(
    ("language", "folder", "found"),
    [
        ("en", "billing", True),
        ("en", "billing/cards", True),
        ("en", "cards", False),
        ("it", "setup", False),
        ("en", "", False),
    ],
)
def test_a_folder_without_pages_is_not_a_section(language, folder, found):
    assert index(PAGES).folders.has(language, folder) is found


@pytest.mark.parametrize(
    ("path", "text", "by_folder", "by_kind"),
    [
        ("en/billing/a.md", guide("A"), True, False),
        ("en/billing/a.md", guide("A", topics="[orders]"), False, False),
        ("en/billing/a.md", page("A", "page"), True, False),
        ("en/billing/a.md", page("A", "notice"), False, False),
        ("en/billing/index.md", page("A", "page"), False, False),
        ("en/billing/index.md", guide("A"), True, False),
        ("en/guides/a.md", guide("A"), False, True),
        ("en/guides/deep/a.md", guide("A"), False, True),
        ("en/topics/a.md", page("A", "page"), False, False),
        ("en/a.md", guide("A"), False, True),
        ("en/a.md", page("A", "page"), False, False),
    ],
)
def test_each_page_without_topics_is_in_the_list_of_its_folder_or_of_its_kind(path, text, by_folder, by_kind):
    [article] = library({path: text}).articles

    assert is_listed_by_folder(article) is by_folder
    assert is_listed_by_kind(article) is by_kind


def order_of(pages, demand=None):
    shelf = index({f"en/shop/{name}.md": text for name, text in pages.items()}, demand).folders.pages("en", "shop")
    return [article.slug.removeprefix("shop/") for article in shelf]


def test_pages_without_anything_else_are_in_the_order_of_their_titles_not_of_their_files():
    assert order_of({"a": guide("Zebra"), "b": guide("apple"), "c": guide("Bus")}) == ["b", "c", "a"]


def test_demand_comes_before_titles_and_counts_in_its_own_language():
    demand = {("en", "shop/a"): 3, ("en", "shop/c"): 9, ("it", "shop/b"): 50}

    assert order_of({"a": guide("A"), "b": guide("B"), "c": guide("C")}, demand) == ["c", "a", "b"]


def test_the_links_of_the_page_of_a_folder_come_before_demand():
    listed = page("Shop", "page", "[C](c.md#part), [A](a.md), [other](../x.md), [C](c.md), ![b](b.md)")
    pages = {"index": listed, "a": guide("A"), "b": guide("B"), "c": guide("C"), "d": guide("D")}

    assert order_of(pages, {("en", "shop/d"): 9}) == ["c", "a", "d", "b"]


def test_the_order_key_comes_before_everything():
    pages = {
        "index": page("Shop", "page", "[A](a.md)"),
        "a": guide("A"),
        "b": guide("B", order="2"),
        "c": guide("C", order="-1"),
        "d": guide("D", order="0"),
    }

    assert order_of(pages, {("en", "shop/a"): 9}) == ["c", "d", "b", "a"]


def test_folders_are_in_the_order_of_their_pages_then_by_demand_and_name():
    pages = {"en/z/a.md": guide("A", order="1"), "en/a/b.md": guide("B"), "en/m/c.md": guide("C", order="0")}

    assert index(pages).folders.inside("en", "") == ["m", "z", "a"]
    pages = {f"en/{folder}/x.md": guide(folder) for folder in "abc"} | {"en/b/y.md": guide("Y")}
    demand = {("en", "c/x"): 4, ("en", "b/x"): 3, ("en", "b/y"): 2}
    assert index(pages, demand).folders.inside("en", "") == ["b", "c", "a"]


def test_in_a_topic_questions_come_before_guides_whatever_their_demand():
    pages = {
        "en/faq/a.md": page("A?", topics="[orders]"),
        "en/faq/b.md": page("B?", topics="[orders]"),
        "en/guides/c.md": guide("C", topics="[orders]"),
    }
    found = index(pages, {("en", "guides/c"): 9, ("en", "faq/b"): 5}).on_topic("en", "orders")

    assert slugs(found) == ["faq/b", "faq/a", "guides/c"]


def test_a_page_without_topics_leads_to_its_siblings():
    pages = {f"en/shop/{name}.md": guide(name.upper()) for name in "abcde"}
    shelves = index(pages | {"en/other/z.md": guide("Z")})

    assert slugs(shelves.read_next(shelves.find("en", "shop/d"))) == ["shop/e", "shop/a", "shop/b"]
    assert slugs(shelves.read_next(shelves.find("en", "other/z"))) == []


def test_the_most_asked_are_counted_and_no_policy_is_among_them():
    pages = {f"en/faq/{name}.md": page(f"{name}?") for name in "abcdefgh"} | {
        "en/policies/p.md": page("P", "policy"),
        "en/guides/g.md": guide("G"),
    }
    demand = {("en", f"faq/{name}"): place for place, name in enumerate("abcdefgh")}
    shelves = index(pages, demand | {("en", "policies/p"): 99, ("en", "guides/g"): 6})

    assert slugs(shelves.most_asked("en")) == ["faq/h", "faq/g", "guides/g", "faq/f", "faq/e", "faq/d"]
    assert slugs(shelves.most_asked("en", 9))[-1] == "faq/b"
    assert list(index(pages).most_asked("en")) == []
    assert list(shelves.most_asked("it")) == []
