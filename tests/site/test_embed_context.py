"""The panel on other sites: its address from every page, and what it suggests in each language."""

import yaml

from helpcentre.site.embed_context import embed_context
from helpcentre.site.page_context import is_hidden, not_found_context
from helpcentre.site.page_templates import template_of
from helpcentre.site.site_checks import check_finished_site

from .sample import FRAME, TWO, finished_site, page

PAGES = {
    "en/index.md": page("How can we help?", "page", most_asked="[pay]"),
    "en/faq/pay.md": page("How do I pay?", id="pay", topics="[payments]"),
    "en/faq/card.md": page("Which cards?", id="card", topics="[payments]", order=1),
    "en/faq/late.md": page("Where is it?", id="late", topics="[orders]"),
    "it/index.md": page("Aiuto", "page"),
    "it/faq/pay.md": page("Come pago?", id="pay", topics="[payments]"),
}
SUGGESTIONS = [
    {"page": "/checkout/*", "articles": ["late", "pay"]},
    {"page": "/orders", "topic": "orders"},
    {"page": "/*", "articles": ["pay"], "topic": "payments"},
]


def panel_site(suggestions=SUGGESTIONS, **given):
    embed = {"origins": ["https://shop.example"], "suggestions": suggestions}
    return finished_site(PAGES | given.pop("pages", {}), languages=TWO, articles=FRAME, embed=embed, **given)


def panel(site, language="en"):
    article = site.pages.find(language, "help-panel")
    return embed_context(site, site.embed, article, language, article.url)["panel"]


def lists(view):
    return [(one["page"], [card["id"] for card in one["articles"]]) for one in view["suggestions"]]


def test_suggestions_are_the_named_articles_and_then_those_of_the_topic():
    view = panel(panel_site())

    assert view["title"] == "How can we help?"
    assert lists(view) == [("/checkout/*", ["late", "pay"]), ("/orders", ["late"]), ("/*", ["pay", "card"])]
    assert view["suggestions"][0]["articles"][1]["url"] == "../faq/pay/"
    assert [card["id"] for card in view["most_asked"]] == ["pay"]


def test_a_language_has_its_own_articles_and_no_list_without_any():
    view = panel(panel_site(), "it")

    assert view["title"] == "Aiuto"
    assert lists(view) == [("/checkout/*", ["pay"]), ("/*", ["pay"])]
    assert view["suggestions"][0]["articles"][0]["title"] == "Come pago?"


def test_at_most_six_articles_are_suggested():
    many = {f"en/faq/q{number}.md": page(f"Q{number}?", topics="[many]") for number in range(9)}
    view = panel(panel_site([{"page": "/a", "topic": "many"}], pages=many))

    assert len(view["suggestions"][0]["articles"]) == 6


def test_every_page_and_the_404_page_know_the_way_back_to_the_panel():
    site = panel_site()
    article = site.pages.find("it", "faq/pay")

    assert embed_context(site, site.embed, article, "it", article.url) == {"panel_url": "../../help-panel/"}
    assert not_found_context(site, "it")["panel_url"] == "/it/help-panel/"
    assert "panel_url" not in not_found_context(finished_site(PAGES, languages=TWO, articles=FRAME), "it")


def test_a_site_without_a_home_page_has_a_panel_with_its_own_title():
    site = finished_site(
        {"en/faq/pay.md": PAGES["en/faq/pay.md"]}, languages=TWO, articles=FRAME, embed=["https://a.example"]
    )
    view = panel(site)

    assert (view["title"], view["suggestions"], view["most_asked"]) == ("Help", [], [])


def test_the_panel_is_a_generated_page_that_nobody_finds_by_searching():
    site = panel_site()

    assert site.pages.generated["en/help-panel.md"] == "the panel on other sites"
    assert template_of(site, "en/help-panel.md") == "pages/panel.html"
    assert is_hidden(site, "en/help-panel.md", site.pages.find("en", "help-panel"))
    assert site.pages.roles("it")["help-panel"] == "it/help-panel/"


def test_without_the_option_a_page_of_that_name_is_a_page_like_any_other():
    site = finished_site(PAGES | {"en/help-panel.md": page("Panels", "page")}, languages=TWO, articles=FRAME)

    assert site.embed is None
    assert template_of(site, "en/help-panel.md") == "pages/page.html"
    assert not is_hidden(site, "en/help-panel.md", site.pages.find("en", "help-panel"))
    assert "it/help-panel.md" not in site.pages.generated


def test_errors_of_the_block_are_findings_of_the_build():
    text = "extra:\n  helpcentre:\n    embed:\n      origins: [https://shop.example]\n      suggestions: "
    blocks = {
        "[{page: /a, articles: [payy]}]": "articles.0: there is no article 'payy'; did you mean 'pay'?",
        "[{page: /a, topic: order}]": "topic: no article has the topic 'order'; did you mean 'orders'?",
        "[{pages: /a}]": "'suggestions.0.page' is missing; add it",
    }
    for written, message in blocks.items():
        site = panel_site(yaml.safe_load(written), config_text=text + written + "\n")
        check_finished_site(site, lambda _: True)
        places = [(one.path, one.line) for one in site.findings if one.message.endswith(message)]
        assert places == [("../mkdocs.yml", 5)], written
