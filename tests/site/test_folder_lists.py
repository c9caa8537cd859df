"""Browsing without topics: the lists of folders and kinds that a build adds, and the pages that lists show."""

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.site.demand import read_demand
from helpcentre.site.folder_lists import listed_pages
from helpcentre.site.frame_context import article_context, frame_context, not_found_frame
from helpcentre.site.loading import load_site
from helpcentre.site.page_templates import template_of

from .sample import FRAME, NOW, SUPPORT, TWO, finished_site, options, page

TEXTS = {
    "en/index.md": page("Help", "page"),
    "en/billing/refund.md": page("A refund", "guide", description="Money back."),
    "en/billing/cards/lost.md": page("A lost card", "guide"),
    "en/setup/index.md": page("Set up", "page", body="First read [the start](start.md).\n"),
    "en/setup/start.md": page("Begin here", "guide"),
    "en/setup/stop.md": page("Stop", "guide"),
    "en/faq/why.md": page("Why?"),
    "en/account.md": page("Your account", "guide"),
    "it/index.md": page("Aiuto", "page"),
}


@pytest.fixture(scope="module")
def site():
    return finished_site(TEXTS, languages=TWO, articles=FRAME)


def context(site, slug, language="en"):
    article = site.pages.find(language, slug)
    return frame_context(site, article, language, article.url)


def crumbs(site, slug):
    article = site.pages.find("en", slug)
    return [one["title"] for one in article_context(site, article, article.url)["breadcrumbs"]]


def groups(site, slug):
    return [
        (group["label"], group.get("url"), [one["title"] for one in group["articles"]])
        for group in context(site, slug)["list"]["groups"]
    ]


def test_folders_and_kinds_without_a_list_get_one(site):
    generated = {path: site.pages.get(path).title for path in site.pages.generated if path.startswith("en/")}

    assert generated == {
        "en/billing/index.md": "Billing",
        "en/billing/cards/index.md": "Cards",
        "en/faq/index.md": site.words("en").plain("section.faq"),
        "en/guides/index.md": site.words("en").plain("section.guide"),
    }


def test_the_list_of_a_folder_shows_its_pages_and_its_folders(site):
    assert groups(site, "billing/index") == [("", None, ["A refund"]), ("Cards", "cards/", ["A lost card"])]
    assert template_of(site, "en/billing/index.md") == "pages/list.html"


def test_a_written_list_shows_the_pages_that_its_text_does_not_link_to(site):
    assert groups(site, "setup/index") == [("", None, ["Stop"])]
    assert template_of(site, "en/setup/index.md") == "pages/list.html"


def test_breadcrumbs_name_the_folders_of_a_page(site):
    home = site.words("en")["frame.home"]

    assert crumbs(site, "billing/cards/lost") == [home, "Billing", "Cards"]
    assert crumbs(site, "billing/cards/index") == [home, "Billing"]
    assert crumbs(site, "billing/index") == [home]
    assert crumbs(site, "setup/start") == [home, "Set up"]
    assert crumbs(site, "account") == [home, site.words("en")["section.guide"]]


def test_the_home_page_and_the_404_page_show_the_top_folders(site):
    [topics] = [one for one in context(site, "index")["home"]["sections"] if one["name"] == "topics"]

    assert [(one["label"], one["url"]) for one in topics["items"]] == [("Billing", "billing/"), ("Set up", "setup/")]
    assert topics["items"][0]["count"] == site.words("en").plural("topic.articles", 2)
    assert [one["label"] for one in not_found_frame(site, "en")["topics"]] == ["Billing", "Set up"]


def test_every_article_and_every_list_is_reached(site):
    written = {path for path in TEXTS if path.startswith("en/") and path != "en/index.md"}

    assert written <= listed_pages(site)


def test_a_site_whose_articles_have_topics_gets_no_other_list():
    texts = {"en/index.md": page("Help", "page"), "en/billing/a.md": page("A?", topics="[orders]")}
    site = finished_site(texts, languages=TWO, articles=FRAME)

    assert list(site.pages.generated) == ["en/topics/orders.md"]


def test_a_site_with_the_frame_of_its_theme_gets_no_list():
    assert finished_site(TEXTS, languages=TWO).pages.generated == {}


@pytest.mark.parametrize(
    "other",
    [
        {"en/billing.md": page("All about bills", "guide", topics="[orders]")},
        {"en/billing/index.md": page("All about bills", "guide")},
        {"en/faq/old.md": page("Old?", redirect_from="[billing]")},
    ],
)
def test_a_list_whose_address_is_taken_gets_another_one(other):
    site = finished_site(TEXTS | other, languages=TWO, articles=FRAME)

    assert "en/billing/all-pages.md" in site.pages.generated
    assert "A refund" in groups(site, "billing/all-pages")[0][2]
    assert template_of(site, "en/billing/all-pages.md") == "pages/list.html"


def test_a_list_of_a_kind_whose_address_is_taken_gets_another_one():
    site = finished_site(
        {"README.md": page("Help", "page"), "faq/README.md": page("All", "page"), "faq/a.md": page("A?")},
        articles=FRAME,
    )

    assert list(site.pages.generated) == ["faq/all-pages.md"]
    assert site.pages.roles("en")["section:faq"] == "faq/all-pages/"


def test_the_label_of_a_topic_names_the_folder_of_its_id(tmp_path):
    support = SUPPORT.replace("  orders:", "  billing: {label: {en: Invoices and bills, it: Fatture}}\n  orders:")
    texts = TEXTS | {"it/billing/refund.md": page("Un rimborso", "guide")}
    site = finished_site(texts, tmp_path, TWO, articles=FRAME, support=support)

    assert site.pages.find("en", "billing/index").title == "Invoices and bills"
    assert site.pages.find("it", "billing/index").title == "Fatture"


def test_demand_is_the_votes_and_readers_of_a_report(tmp_path):
    file = tmp_path / "report.json"
    file.write_text(
        '{"rows": [{"article": "a", "language": "en", "yes": 2, "no": 1, "readers": 40},'
        ' {"article": "a", "language": "it", "yes": 2, "no": 0, "readers": null}]}',
        encoding="utf-8",
    )

    assert read_demand(file) == {("en", "a"): 43, ("it", "a"): 2}
    assert read_demand(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"rows": [{}]}',
        '{"rows": [1]}',
        '{"rows": [{"article": "a", "language": "en", "yes": "x", "no": 1}]}',
    ],
)
def test_a_file_that_is_not_a_report_is_refused_with_the_command_that_writes_one(tmp_path, text):
    file = tmp_path / "report.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(HelpCentreError, match=r"helpcentre report --json > report\.json"):
        read_demand(file)


def test_the_report_in_the_content_folder_decides_the_order_and_one_with_errors_is_a_finding(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (content / "report.json").write_text(
        '{"rows": [{"article": "a", "language": "en", "yes": 2, "no": 1}]}', encoding="utf-8"
    )
    assert load_site(options(tmp_path), NOW).pages.demand == {("en", "a"): 3}

    (content / "report.json").write_text("{", encoding="utf-8")
    assert [finding.path for finding in load_site(options(tmp_path), NOW).findings] == ["report.json"]
