"""The values that templates get of a page: a part for each plugin in use, with links that lead from the page."""

import json

import pytest

from helpcentre.site.page_context import is_hidden, not_found_context, page_context
from helpcentre.site.page_facts import LEAD_WORDS, PageFacts, describe_page
from helpcentre.site.page_templates import find_unknown_templates, template_of

from .sample import FRAME, SEARCH, SUPPORT, TWO, finished_site, page

PAGES = {
    "en/index.md": page("Help", "page", most_asked="[faq/pay]"),
    "it/index.md": page("Aiuto", "page"),
    "en/contact.md": page("Contact", "page"),
    "en/faq/index.md": page("Questions", "page"),
    "en/faq/pay.md": page(topics="[payments]", description="By card."),
    "it/faq/pay.md": page("Come pago?", topics="[payments]"),
    "en/faq/late.md": page("Where is it?", topics="[payments]"),
    "en/policies/returns.md": page("Returns", "policy", topics="[payments]"),
}
EVERYTHING = {"articles": FRAME, "hours": True, "channels": True, "search": SEARCH, "collector_url": "/"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return finished_site(PAGES, tmp_path_factory.mktemp("site"), TWO, support=SUPPORT, **EVERYTHING)


def facts(site, path, **given):
    article = site.pages.get(path)
    url = article.url if article else given.pop("url")
    return PageFacts(path, url, **given)


def hc(site, path, **given):
    return page_context(site, facts(site, path, **given))


def test_every_page_has_its_language_and_where_the_root_is(site):
    found = hc(site, "it/faq/pay.md")

    assert (found["language"], found["dir"], found["frame"]) == ("it", "ltr", True)
    assert (found["root"], found["assets"]) == ("../../..", "../../../assets/helpcentre")
    assert found["t"]["missing.title"] == "Non ancora in italiano"


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ({"articles": None}, set()),
        ({}, {"title", "description", "article", "json_ld"}),
        ({"articles": None, "languages": TWO}, {"languages", "missing"}),
        ({"articles": None, "search": SEARCH}, {"search"}),
        ({"articles": None, "collector_url": "/"}, {"feedback"}),
        ({"articles": None, "hours": True}, {"hours"}),
        ({"articles": None, "channels": True}, {"live", "notices", "channels_short", "still_stuck"}),
        (
            {"articles": None, "channels": True, "collector_url": "/"},
            {"live", "notices", "channels_short", "still_stuck", "contact_events", "feedback_items", "feedback"},
        ),
    ],
)
def test_each_plugin_adds_its_part_and_nothing_else(tmp_path, given, keys):
    site = finished_site({"en/faq/pay.md": page()}, tmp_path, support=SUPPORT, **given)

    assert hc(site, "en/faq/pay.md").keys() - {"language", "dir", "t", "root", "assets", "frame"} == keys


def test_without_a_support_file_hours_and_channels_add_nothing():
    site = finished_site({"a.md": page()}, articles=None, hours=True, channels=True)

    assert hc(site, "a.md").keys() == {"language", "dir", "t", "root", "assets", "frame"}


def test_the_frame_links_home_contact_search_and_the_policies(site):
    found = hc(site, "en/faq/pay.md", canonical_url="https://help.example.com/faq/pay/")

    assert found["home_url"] == "../.."
    assert (found["contact_url"], found["search_url"]) == ("../../contact/", "../../search/")
    assert [one["title"] for one in found["policies"]] == ["Returns"]
    assert [one["url"] for one in found["sections"]] == ["../"]
    assert found["canonical"] == "https://help.example.com/faq/pay/"
    assert found["csp"].startswith("default-src 'none'")


def test_a_page_that_does_not_exist_in_the_language_is_not_linked(site):
    found = hc(site, "it/faq/pay.md")

    assert found["contact_url"] is None
    assert found["sections"] == []
    assert found["search"]["contact"] == ""


def test_home_topics_and_sections_have_their_lists(site):
    sections = {one["name"]: one["items"] for one in hc(site, "en/index.md")["home"]["sections"]}
    assert [topic["id"] for topic in sections["topics"]] == ["payments"]
    assert "list" not in hc(site, "en/index.md")
    assert hc(site, "en/topics/payments.md")["list"]["topic"] == "payments"
    assert "groups" in hc(site, "en/faq/index.md")["list"]
    assert not {"list", "home"} & hc(site, "en/faq/pay.md").keys()


def test_placeholders_and_search_results_are_hidden_from_search_engines(site):
    assert hc(site, "it/faq/late.md", url="it/faq/late/", title="Non ancora")["noindex"]
    assert hc(site, "en/search.md")["noindex"]
    assert not hc(site, "en/faq/pay.md")["noindex"]
    assert is_hidden(site, "it/faq/late.md", None)


def test_a_placeholder_has_the_title_its_host_gives_and_its_own_language_once(site):
    found = hc(site, "it/faq/late.md", url="it/faq/late/", title="Non ancora")

    assert (found["title"], found["missing"]) == ("Non ancora", True)
    assert [(one["code"], one["url"], one["current"]) for one in found["languages"]] == [
        ("en", "../../../faq/late/", False),
        ("it", "./", True),
    ]
    assert "article" not in found
    assert "feedback" not in found


def test_an_article_links_to_its_translations_and_marks_its_own(site):
    found = hc(site, "it/faq/pay.md")["languages"]

    assert [(one["code"], one["name"], one["url"], one["current"]) for one in found] == [
        ("en", "English", "../../../faq/pay/", False),
        ("it", "Italiano", "./", True),
    ]


def test_the_widget_is_on_articles_and_names_their_headings(site):
    found = hc(site, "en/faq/pay.md")["feedback"]

    assert (found["article"], found["language"]) == ("faq/pay", "en")
    assert found["version"] == site.pages.get("en/faq/pay.md").version
    assert found["form_url"] == "/feedback/v1/form"
    assert found["headings"] == [{"id": "part", "text": "Part"}]
    assert found["counts_views"] is False
    assert found["reasons"][0]["code"] == "didnt_work"
    assert "feedback" not in hc(site, "en/contact.md")


def test_the_widget_reports_views_if_the_site_counts_them():
    site = finished_site({"a.md": page()}, collector_url="/", count_views=True)
    assert hc(site, "a.md")["feedback"]["counts_views"] is True


def test_the_widget_offers_twelve_headings_at_most():
    body = "".join(f"## Part {number}\n\nText.\n\n" for number in range(14))
    site = finished_site({"a.md": page(body=body)}, collector_url="https://f.example/")
    found = hc(site, "a.md")["feedback"]

    assert len(found["headings"]) == 12
    assert found["items_url"] == "https://f.example/feedback/v1/items"


def test_articles_show_the_channels_for_their_question_and_pages_show_all(site):
    article, contact = hc(site, "en/faq/pay.md"), hc(site, "en/contact.md")

    assert article["still_stuck"]["channels"] == article["channels_short"]
    assert "channels" not in article
    assert [channel["id"] for channel in contact["channels"]] == ["email"]
    assert "still_stuck" not in contact
    assert "still_stuck" in hc(site, "en/index.md")


def test_the_hours_link_to_the_contact_page_but_not_from_it(site):
    assert hc(site, "en/faq/pay.md")["hours"]["more"] == "../../contact/"
    assert hc(site, "en/contact.md")["hours"]["more"] is None
    assert hc(site, "it/faq/pay.md")["hours"]["more"] is None


def test_tables_of_hours_are_on_pages_and_not_on_articles(site):
    assert "schedules" in hc(site, "en/contact.md")["hours"]
    assert "schedules" not in hc(site, "en/faq/pay.md")["hours"]
    assert "schedules" not in hc(site, "it/faq/late.md", url="it/faq/late/")["hours"]


def test_the_hours_file_is_named_with_its_fingerprint(site):
    hours = hc(site, "en/faq/pay.md")["hours"]

    assert hours["file"] == f"../../helpcentre/hours.json?v={site.hours_file.version}"
    assert hours["ics"] == "../../helpcentre/hours.en.ics"
    assert hc(site, "en/faq/pay.md")["live"]["file"] == hours["file"]


def test_a_message_to_a_channel_names_the_article(tmp_path):
    support = SUPPORT.replace("    response:", "    subject: {en: '{title} ({topic})', it: '{title}'}\n    response:")
    pages = {"faq/pay.md": page(topics="[payments]"), "about.md": page("About", "page", topics="[orders]")}
    site = finished_site(pages, tmp_path, support=support, channels=True)
    article, about = (hc(site, path)["channels_short"][0]["href"] for path in pages)

    assert site.findings == []
    assert "How%20do%20I%20pay%3F%20%28payments%29" in article
    assert "orders" in about


def test_a_notice_links_to_its_article_in_the_language_of_the_page(tmp_path):
    support = SUPPORT + (
        "notices:\n- id: late\n  severity: warning\n  from: 2026-11-30T00:00\n  to: 2026-12-30T00:00\n"
        "  text: {en: Late, it: Tardi}\n  link: {article: faq/pay, text: {en: More, it: Altro}}\n"
    )
    site = finished_site(PAGES, tmp_path, TWO, support=support, channels=True)
    assert site.findings == []

    assert hc(site, "it/index.md")["notices"][0]["href"] == "faq/pay/"
    assert hc(site, "en/faq/late.md")["notices"][0]["href"] == "../pay/"


def test_the_search_field_lists_the_topics_in_the_order_of_the_support_file(tmp_path):
    pages = {f"faq/{name}.md": page(f"{name}?", topics=f"[{name}]") for name in ("other-things", "orders", "payments")}
    site = finished_site(pages, tmp_path, support=SUPPORT, articles=FRAME, search=SEARCH)
    found = hc(site, "faq/orders.md")["search"]

    assert found["topics"] == [
        {"label": "Paying", "url": "../../topics/payments/"},
        {"label": "Orders", "url": "../../topics/orders/"},
        {"label": "Other things", "url": "../../topics/other-things/"},
    ]
    assert (found["base"], found["action"], found["collector"]) == ("../../helpcentre/search/", "../../search/", "")
    assert "results" in json.loads(found["words"])


def test_without_lists_of_topics_the_search_field_names_none(tmp_path):
    site = finished_site({"faq/a.md": page(topics="[payments]")}, tmp_path, support=SUPPORT, search=SEARCH)

    assert hc(site, "faq/a.md")["search"]["topics"] == []
    assert hc(site, "faq/a.md")["search"]["action"] == ""


def test_the_404_page_has_absolute_paths_below_the_folder_of_the_site(tmp_path):
    site = finished_site(PAGES, tmp_path, TWO, support=SUPPORT, url="https://example.com/shop/help/", **EVERYTHING)
    found = not_found_context(site, "it")

    assert (found["root"], found["assets"]) == ("/shop/help/", "/shop/help/assets/helpcentre")
    assert found["home_url"] == "/shop/help/it/"
    assert [(one["code"], one["url"], one["current"]) for one in found["languages"]] == [
        ("en", "/shop/help/", False),
        ("it", "/shop/help/it/", True),
    ]
    assert [topic["url"] for topic in found["topics"]] == ["/shop/help/it/topics/payments/"]
    assert found["noindex"]
    assert found["search"]["base"] == "/shop/help/helpcentre/search/"
    assert [channel["id"] for channel in found["channels"]] == ["email"]


def test_the_404_page_of_another_theme_has_only_what_plugins_in_use_give():
    site = finished_site({"a.md": page()}, articles=None)

    assert not_found_context(site, "en").keys() == {"language", "dir", "t", "root", "assets", "frame"}


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("en/index.md", "home"),
        ("en/contact.md", "contact"),
        ("en/search.md", "search"),
        ("en/faq/index.md", "list"),
        ("en/topics/payments.md", "list"),
        ("en/faq/pay.md", "article"),
        ("it/faq/late.md", "page"),
        ("unknown.md", "page"),
    ],
)
def test_the_template_follows_from_what_a_page_is(site, path, template):
    assert template_of(site, path) == f"pages/{template}.html"


def test_a_page_of_the_kind_page_has_the_plain_template():
    assert template_of(finished_site({"about.md": page("About", "page")}), "about.md") == "pages/page.html"


def test_an_unknown_template_is_an_error_at_its_line():
    site = finished_site(
        {"a.md": page(template="mine.html"), "b.md": page(template="nix.html", id="b"), "c.md": page(id="c")}
    )
    [finding] = find_unknown_templates(site, {"mine.html"}.__contains__)

    assert str(finding) == (
        "b.md:4:11: template: 'nix.html' is not a template of the theme. Correct the name, or remove the key."
    )


WORDS = " ".join(["word"] * (LEAD_WORDS + 1))


@pytest.mark.parametrize(
    ("text", "given", "description"),
    [
        (page(description="The writer's."), "", "The writer's."),
        (page(description="The writer's."), "The page's.", "The page's."),
        (page(body="First words.\n\n## Part\n\nMore.\n"), "", "First words."),
        (page(body=WORDS[5:]), "", WORDS[5:]),
        (page(body=WORDS), "", f"{WORDS[5:]} …"),
        (page(body=""), "", ""),
    ],
)
def test_the_description_is_the_given_one_or_the_first_words(text, given, description):
    site = finished_site({"a.md": text})
    article, outline = site.pages.get("a.md"), site.pages.outlines["a.md"]

    assert describe_page(PageFacts("a.md", "a/", description=given), article, outline) == description


def test_a_page_that_nobody_knows_has_no_description():
    assert describe_page(PageFacts("a.md", "a/"), None, None) == ""


def test_a_page_offers_every_language_and_the_home_page_where_it_has_no_other():
    pages = {"en/index.md": page("Help", "page"), "en/faq/pay.md": page(topics="[payments]")}
    pages["it/index.md"] = page("Aiuto", "page")
    only = finished_site(pages, languages=TWO, articles=FRAME)

    written, listed = (hc(only, path)["languages"] for path in ("en/faq/pay.md", "en/topics/payments.md"))

    assert [(one["code"], one["url"], one["current"]) for one in written] == [
        ("en", "./", True),
        ("it", "../../it/faq/pay/", False),
    ]
    assert [(one["code"], one["url"], one["current"]) for one in listed] == [
        ("en", "./", True),
        ("it", "../../it/", False),
    ]


def test_values_that_pages_share_are_made_once_for_each_name(site):
    made = []

    def make(value):
        made.append(value)
        return value

    shared = [site.share(("test", name), lambda name=name: make(name)) for name in ("en", "it", "en")]

    assert (shared, made) == (["en", "it", "en"], ["en", "it"])


def test_pages_about_other_topics_have_other_notices_for_the_script_of_the_hours(tmp_path):
    notice = """notices:
  - id: slow
    from: 2026-11-01T00:00
    to: 2026-12-31T00:00
    severity: warning
    topics: [orders]
    languages: [en]
    text: {en: We are slower.}
"""
    pages = {"en/index.md": page("Help", "page"), "en/contact.md": page("Contact", "page")}
    pages |= {f"en/faq/{topic}.md": page(topic, topics=f"[{topic}]") for topic in ("payments", "orders")}
    site = finished_site(pages, tmp_path, TWO, support=SUPPORT + notice, **EVERYTHING)

    notices = [
        json.loads(hc(site, f"en/faq/{topic}.md")["live"]["page"])["notices"] for topic in ("payments", "orders")
    ]

    assert notices == [[], ["slow"]]
