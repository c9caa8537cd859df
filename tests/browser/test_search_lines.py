"""The search on slow lines and lines that break, and what it says meanwhile."""

import re

import pytest

from helpcentre.language.strings import strings

from .test_search import BOX, FIELD, STATUS, answered, typed

pytestmark = pytest.mark.browser

WORDS = strings("it")
SEARCHING = WORDS["search.ui.searching"]
GUESS = WORDS["search.ui.guess"]
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
OURS = re.compile(r"/helpcentre/search/|/assets/helpcentre/search")


def text_of(page, selector, expected):
    page.locator(selector).filter(has_text=expected).wait_for(state="attached")


def hold(page, pattern):
    """Hold back the answers for `pattern`; returns a function that lets them all go."""
    held = []
    page.route(pattern, lambda route: held.append(route))

    def release():
        for route in held:
            route.continue_()
        page.unroute(pattern)

    return release


@pytest.mark.parametrize(
    "lost", ["**/helpcentre/search/**", "**/search-worker-it.js*", "**/{search-worker-it.js*,head.bin}"]
)
def test_a_line_that_was_away_while_the_field_was_touched_is_forgotten(visit, lost):
    page = visit("/it/")
    page.route(lost, lambda route: route.abort())
    page.click(FIELD)
    page.wait_for_timeout(500)
    page.unroute(lost)
    typed(page, "rimborso")
    assert page.locator(f"{BOX} a").count() > 0


def test_a_line_that_breaks_is_said_with_a_way_on_and_tried_again_without_another_key(visit):
    page = visit("/it/")
    page.route("**/helpcentre/search/**", lambda route: route.abort())
    page.click(FIELD)
    page.keyboard.type("rimborso")
    text_of(page, BOX, WORDS["search.ui.failed"])
    assert page.locator(f"{BOX} .hc-search__topics a").count() >= 5
    assert page.get_attribute(BOX, "aria-busy") == "false"
    page.unroute("**/helpcentre/search/**")
    page.locator(f"{BOX} [role=option]").first.wait_for()


def test_a_search_that_takes_its_time_says_so_and_a_quick_one_does_not(visit):
    page = visit("/it/")
    page.evaluate(
        """selector => {
          window.said = [];
          const box = document.querySelector(selector);
          new MutationObserver(() => window.said.push(box.textContent)).observe(box, { childList: true });
        }""",
        BOX,
    )
    release = hold(page, "**/search/it/head.bin")
    page.click(FIELD)
    page.keyboard.type("rimborso")
    text_of(page, STATUS, SEARCHING)
    text_of(page, BOX, SEARCHING)
    assert page.get_attribute(BOX, "aria-busy") == "true"
    release()
    answered(page)
    page.locator(f"{BOX} [role=option]").first.wait_for()
    page.evaluate("window.said.length = 0")
    page.fill(FIELD, "spedizione")
    page.locator(f"{BOX} [role=option]").filter(has_text=re.compile("spedizione", re.IGNORECASE)).first.wait_for()
    assert not [text for text in page.evaluate("window.said") if SEARCHING in text]


def test_results_that_are_shown_stay_until_the_next_ones_come(visit):
    page = typed(visit("/it/"), "rimborso")
    release = hold(page, "**/search/it/a-*.bin")
    page.fill(FIELD, "come lavo il lino")
    text_of(page, STATUS, SEARCHING)
    assert page.locator(f"{BOX} [role=option]").count() > 0
    release()
    page.locator(f"{BOX} [role=option]").filter(has_text=re.compile("lino", re.IGNORECASE)).first.wait_for()


def test_an_older_query_never_replaces_a_newer_one(visit):
    page = visit("/it/")
    release = hold(page, "**/search/it/a-*.bin")
    page.click(FIELD)
    page.keyboard.type("spedizione")
    page.wait_for_timeout(400)
    page.fill(FIELD, "rimborso")
    page.wait_for_timeout(400)
    release()
    answered(page)
    assert "rimborso" in page.locator(f"{BOX} [role=option]").first.inner_text().lower()


def test_one_letter_says_nothing_and_opens_nothing(visit):
    page = visit("/it/")
    page.click(FIELD)
    page.keyboard.type("r")
    page.wait_for_timeout(700)
    assert page.is_hidden(BOX)
    assert page.inner_text(STATUS) == ""


def test_a_guess_is_said_to_be_one_with_three_articles_at_most(visit):
    page = typed(visit("/it/"), "intervento al ginocchio anestesia")
    assert "Non abbiamo trovato niente" in page.inner_text(BOX)
    if page.locator(f"{BOX} [role=option]").count():
        assert GUESS in page.inner_text(BOX)
    assert page.locator(f"{BOX} [role=option]").count() <= 3
    assert page.locator(f"{BOX} .hc-channel").count() >= 2
    text_of(page, STATUS, "Non abbiamo trovato niente")


def test_a_number_of_a_known_shape_leads_to_its_article(visit):
    page = typed(visit("/it/"), "bl 731900")
    assert "/faq/where-is-my-order/" in page.get_attribute(f"{BOX} .hc-search__list a >> nth=0", "href")


def test_a_page_that_is_brought_back_has_its_query_again(visit):
    page = typed(visit("/it/"), "rimborso")
    page.evaluate(
        """selector => {
          document.querySelector(selector).value = "";
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        FIELD,
    )
    assert page.input_value(FIELD) == "rimborso"


def test_going_back_to_the_results_page_shows_the_results_again(visit):
    page = visit("/it/search/?q=rimborso")
    answered(page)
    first = page.locator(f"{BOX} .hc-search__list a").first
    target = first.get_attribute("href")
    first.click()
    page.wait_for_url(target)
    page.go_back()
    answered(page)
    assert page.input_value(FIELD) == "rimborso"
    assert page.locator(f"{BOX} .hc-search__list a").first.get_attribute("href") == target


def test_a_first_result_on_a_slow_line_needs_few_requests_one_after_another(visit):
    page = visit("/it/")
    page.wait_for_load_state("networkidle")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW)
    before = len(page.asked)
    typed(page, "rimborso")
    asked = [url for url in page.asked[before:] if OURS.search(url)]
    assert sum("/assets/" in url for url in asked) == 2
    assert len(asked) <= 2 + 1 + 6, asked
