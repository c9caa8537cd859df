"""The search as readers meet it: typed into a real Chromium, on a slow line, by keyboard, and when things break."""

import json
import re
import time
from urllib.parse import urlsplit

import pytest

from helpcentre.language.strings import strings

pytestmark = pytest.mark.browser

FIELD = "input[name=q]"
BOX = "[data-hc-search-results]"
STATUS = "[data-hc-search-status]"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""Milliseconds, and bytes per second; the worker's requests are slowed with the page's."""
SOMETHING = re.compile(r"\S")
QUESTIONS = {
    "en": ("/", "how do I retrun somthing", "faq/how-to-return"),
    "it": ("/it/", "perche il pagamneto viene rifiuttato", "troubleshooting/payment-declined"),
    "id": ("/id/", "kenapa pembayarn saya ditloak", "troubleshooting/payment-declined"),
    "et": ("/et/", "kuidas ma saan kaupa tagstada", "faq/how-to-return"),
}


def typed(page, query, delay=0):
    page.click(FIELD)
    page.keyboard.type(query, delay=delay)
    return answered(page)


def answered(page):
    """Wait until what is shown is the answer to the whole of what is typed, and not to its beginning."""
    page.locator(f"{BOX}[aria-busy=false]").filter(has_text=SOMETHING).wait_for(state="attached")
    page.locator(STATUS).filter(has_text=SOMETHING).wait_for(state="attached")
    return page


def first(page):
    return urlsplit(page.get_attribute(f"{BOX} .hc-search__list a >> nth=0", "href")).path


def title_of(served, article, language):
    manifest = json.loads((served.site / "helpcentre/manifest.json").read_text(encoding="utf-8"))
    return next(
        entry["title"] for entry in manifest["articles"] if (entry["id"], entry["language"]) == (article, language)
    )


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_misspelt_question_on_a_slow_line_finds_the_right_article_first(visit, served, language):
    path, question, article = QUESTIONS[language]
    page = visit(path)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", LINE)
    began = time.monotonic()
    typed(page, question)
    assert time.monotonic() - began > 3 * LINE["latency"] / 1000, "the line was not slow"
    assert first(page).endswith(f"/{article}/")
    shown = page.locator(f"{BOX} .hc-search__list a").first
    assert shown.is_visible()
    assert title_of(served, article, language) in shown.inner_text()
    assert page.said == []


def test_nothing_is_fetched_for_the_search_before_the_field_is_touched(visit):
    page = visit("/it/")
    page.wait_for_load_state("networkidle")
    assert not [
        url for url in page.asked if "/helpcentre/search/" in url or "search-worker" in url or "snowball" in url
    ]
    page.click(FIELD)
    for _ in range(100):
        if any(url.endswith("/helpcentre/search/it/head.bin") for url in page.asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError("ten seconds after the touch nothing of the index is fetched")


def test_results_come_while_typing_and_the_keyboard_goes_through_them(visit):
    page = typed(visit("/it/"), "come faccio un re")
    assert page.get_attribute(FIELD, "role") == "combobox"
    assert page.get_attribute(FIELD, "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute(FIELD, "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.is_hidden(BOX)
    assert page.input_value(FIELD) == "come faccio un re"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    target = page.get_attribute(f"{BOX} .hc-search__list a >> nth=0", "href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


@pytest.mark.parametrize("key", ["Escape", "Shift+Tab"])
def test_results_that_come_after_the_reader_has_left_do_not_open_the_list(visit, key):
    page = visit("/it/")
    held = []
    page.route("**/search/it/head.bin", lambda route: held.append(route))
    page.click(FIELD)
    page.keyboard.type("rimborso")
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    page.locator(f"{BOX}[aria-busy=true]").wait_for(state="attached")  # the field's script waits for the index
    page.keyboard.press(key)
    with page.expect_response("**/search/it/head.bin"):
        held[0].continue_()
    page.wait_for_timeout(500)
    assert page.is_hidden(BOX)
    page.fill(FIELD, "")
    assert typed(page, "rimborso").is_visible(f"{BOX} .hc-search__list a >> nth=0")


def test_the_number_of_results_is_announced(visit):
    page = typed(visit("/"), "refund")
    assert page.get_attribute(STATUS, "role") == "status"
    assert page.inner_text(STATUS).split()[1] in ("result", "results")


def test_a_hit_names_the_heading_and_leads_to_it(visit):
    page = typed(visit("/it/"), "PAY-3DS")
    heading = page.locator(f"{BOX} .hc-search__heading >> nth=0")
    assert "PAY-3DS" in heading.inner_text()
    page.click(f"{BOX} .hc-search__list a >> nth=0")
    page.wait_for_url("**/troubleshooting/payment-declined/#*")
    anchor = urlsplit(page.url).fragment
    assert "PAY-3DS" in page.inner_text(f"[id='{anchor}']")


def test_ctrl_k_leads_to_the_search_and_selects_what_is_typed(visit):
    page = typed(visit("/it/"), "reso")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+k")
    page.keyboard.type("pagamento")
    assert page.input_value(FIELD) == "pagamento"
    assert page.get_attribute(FIELD, "aria-keyshortcuts") == "Control+K Meta+K /"


def test_the_results_page_links_other_sections_that_answer(visit):
    page = answered(visit("/it/search/?q=pagamento+bloccato+PAY-402+PAY-3DS"))
    link = page.locator(".hc-search__sections a >> nth=0")
    heading = link.inner_text().removeprefix("→").strip()
    link.click()
    page.wait_for_url("**/troubleshooting/payment-declined/#*")
    assert page.inner_text(f"[id='{urlsplit(page.url).fragment}']").startswith(heading)


def test_enter_leads_to_the_results_page_with_the_same_first_result(visit):
    page = typed(visit("/it/"), "pagamento rifiutato")
    before = first(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/it/search/?q=pagamento*")
    assert first(answered(page)) == before
    assert page.input_value(FIELD) == "pagamento rifiutato"


def test_a_corrected_query_says_so(visit):
    page = typed(visit("/it/"), "rimborzo")
    assert "Ecco i risultati per: rimborso" in page.inner_text(BOX)


def test_nothing_found_offers_topics_a_person_and_one_click_that_reaches_the_collector(visit):
    page = visit("/it/")
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    typed(page, "xyzzyq wvwvwv")
    assert "Non abbiamo trovato niente" in page.inner_text(BOX)
    assert page.locator(f"{BOX} .hc-search__topics a").count() >= 5
    assert page.locator(f"{BOX} a[href*='contact']").count() >= 1
    with page.expect_response("**/feedback/v1/items") as answer:
        page.click(f"{BOX} .hc-search__missing button")
    assert answer.value.status == 201
    page.locator(STATUS).filter(has_text="Grazie").wait_for(state="attached")
    item = json.loads(sent[-1])
    assert (item["kind"], item["missing"], item["results"], item["query"]) == ("search", True, 0, "xyzzyq wvwvwv")


def test_by_keyboard_the_thanks_for_a_missing_answer_stay_in_sight(visit):
    page = typed(visit("/it/"), "xyzzyq wvwvwv")
    page.focus(f"{BOX} .hc-search__missing button")
    page.keyboard.press("Enter")
    thanks = page.locator(f"{BOX} .hc-search__missing span").filter(has_text="Grazie")
    thanks.wait_for()
    assert page.evaluate("document.activeElement.closest('.hc-search__missing') !== null")


def test_more_results_leave_the_reader_at_the_first_new_one(visit):
    page = visit("/search/?q=order")
    answered(page)
    more = page.locator(f"{BOX} .hc-search__more button")
    shown = page.locator(f"{BOX} .hc-search__list > *").count()
    more.click()
    page.locator(f"{BOX} .hc-search__list > :nth-child({shown + 1}) :focus").wait_for()


@pytest.mark.parametrize("path", ["/et/", "/et/faq/invoice/", "/et/contact/", "/et/search/"])
def test_nothing_found_says_at_once_when_each_channel_answers(visit, path):
    page = typed(visit(path), "xyzzyq wvwvwv")
    channels = page.locator(f"{BOX} .hc-channel")
    assert channels.count() >= 2
    for channel in channels.all():
        assert channel.locator(".hc-now").inner_text(), "nothing is said before the minute turns"
        assert channel.locator(".hc-hint").inner_text(), "nothing is said without the clock"


def test_without_javascript_nothing_found_names_the_topics_and_channels(visit):
    page = visit("/it/search/?q=xyzzyq", java_script_enabled=False)
    assert page.locator("noscript .hc-channel .hc-hint").count() >= 2
    assert page.locator("noscript .hc-search__topics a").count() >= 2


@pytest.mark.parametrize("signal", ["globalPrivacyControl', {value: true}", "doNotTrack', {value: '1'}"])
def test_a_reader_who_opted_out_is_not_reported(visit, signal):
    page = visit("/it/")
    page.evaluate(f"Object.defineProperty(navigator, '{signal})")
    typed(page, "xyzzyq wvwvwv")
    page.wait_for_timeout(1800)
    assert not [url for url in page.asked if "/feedback/" in url]
    assert page.locator(f"{BOX} .hc-search__missing button").count() == 0


STRANGE = (
    "il lo la",
    "🎉🎉",
    "<img src=x onerror=alert(1)>",
    "a" * 512,
    "parola " * 1_400,
    "خدمة возврат reso",
    "\u202ereso\u0007",
    "...",
)
PLAIN = re.compile("|".join(re.escape(strings("it")[name]) for name in ("search.ui.failed", "search.ui.partial")))


@pytest.mark.parametrize("pattern", ["**/search/it/head.bin", "**/search/it/x-*.bin", "**/search/it/a-*.bin"])
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_missing_and_cut_files_leave_a_working_page_with_a_plain_message(visit, pattern, damage):
    def answer(route):
        if damage == "gone":
            return route.fulfill(status=404, body="gone")
        whole = route.fetch()
        return route.fulfill(response=whole, body=whole.body()[: len(whole.body()) // 2])

    page = visit("/it/")
    page.route(pattern, answer)
    typed(page, "rimborso klarna")
    assert PLAIN.search(page.inner_text(BOX))
    assert not [
        line
        for line in page.said
        if "Uncaught" in line or (line.startswith("error: ") and "Failed to load" not in line)
    ]
    page.unroute(pattern)
    page.fill(FIELD, "")
    typed(page, "rimborso")
    page.locator(f"{BOX} a").filter(has_text=re.compile("rimborso", re.IGNORECASE)).first.wait_for()


@pytest.mark.parametrize("missing", ["Worker", "DecompressionStream"])
def test_an_old_browser_still_gets_a_working_page(visit, missing):
    page = visit("/it/")
    page.add_init_script(f"delete globalThis.{missing}")
    if missing == "DecompressionStream":
        page.add_init_script("delete globalThis.Worker")
    page.reload()
    typed(page, "rimborso")
    text = page.inner_text(BOX)
    assert "rimborso" in text.lower() if missing == "Worker" else PLAIN.search(text)
    assert not [line for line in page.said if line.startswith("error: ") or "Uncaught" in line]


def test_strange_queries_do_no_harm(visit):
    page = visit("/it/")
    page.click(FIELD)
    for query in STRANGE:
        page.fill(FIELD, query)
        page.wait_for_timeout(300)
        assert page.said == [], query[:40]
    page.fill(FIELD, "")
    typed(page, "rimborso")
    assert page.locator(f"{BOX} a").count() > 0


def test_an_address_with_an_endless_query_is_answered(visit):
    page = visit(f"/it/search/?q={'rimborso%20' * 1_400}")
    page.locator(f"{BOX} .hc-search__list a").first.wait_for()
    assert page.said == []


def test_without_javascript_the_field_leads_to_results_on_the_page(visit):
    page = visit("/it/", java_script_enabled=False)
    page.fill(FIELD, "come faccio un resso")
    page.keyboard.press("Enter")
    page.wait_for_url("**/it/search/?q=*")
    assert page.input_value(FIELD) == "come faccio un resso"
    page.locator(".hc-search__list a").first.click()
    page.wait_for_url("**/it/faq/how-to-return/**")


def test_filters_keep_their_state_in_the_address_and_back_restores_them(visit):
    page = answered(visit("/search/?q=refund"))
    count = page.locator(".hc-search__list > li").count()
    page.focus("[data-filter='kind video']")
    page.keyboard.press("Enter")
    chosen = page.locator("[data-filter='kind video'][aria-current=true]")
    chosen.wait_for()
    assert page.url.endswith("?q=refund&kind=video")
    assert chosen.evaluate("element => element === document.activeElement")
    assert (
        page.locator(".hc-search__about").all_inner_texts()
        == page.locator(".hc-search__about", has_text="Video").all_inner_texts()
    )
    page.go_back()
    page.locator("[data-filter='kind '][aria-current=true]").wait_for()
    assert page.locator(".hc-search__list > li").count() == count
    assert page.locator(f"{BOX} > .hc-search__note").first.inner_text() == page.inner_text(STATUS)


def test_an_empty_field_offers_the_last_searches_and_the_questions_asked_most(visit):
    page = visit("/")
    page.click(FIELD)
    page.locator(f"{BOX} [role=option]").nth(2).wait_for()
    typed(page, "refund")
    with page.expect_navigation():
        page.locator(f"{BOX} .hc-search__list a").first.click()
    page.keyboard.press("/")
    page.locator(f"{BOX} [role=option]", has_text="refund").first.click()
    answered(page)
    assert page.input_value(FIELD) == "refund"
    page.fill(FIELD, "")
    page.get_by_role("button", name=strings("en")["search.ui.forget"]).click()
    assert page.evaluate("localStorage.getItem('helpcentre-searches')") is None
    page.get_by_role("button", name=strings("en")["search.ui.slash_off"]).click()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.is_hidden(BOX)


def test_results_move_nothing_on_the_results_page(visit):
    page = answered(visit("/search/?q=refund"))
    moved = page.evaluate(
        """() => new Promise((done) => {
            new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(0), 300);
        })"""
    )
    assert moved < 0.05
