"""The pages on a phone of 390 pixels: the article is what there is most of, and nothing widens or divides it."""

import json

import pytest

pytestmark = pytest.mark.browser
LIVE = ".hc-line:not([hidden]) .hc-line__now:not([hidden])"
PHONE = {"width": 390, "height": 844}
SHARE = 0.6
WORDS = 200
MEASURE = """() => {
  const top = selector => document.querySelector(selector).getBoundingClientRect().top + scrollY;
  const words = document.querySelector("article").innerText.trim().split(/\\s+/).length;
  const share = (top(".hc-feedback") - top("h1")) / document.documentElement.scrollHeight;
  return {words, share, heading: top("h1")};
}"""


def articles(served, language):
    manifest = json.loads((served.site / "helpcentre/manifest.json").read_text(encoding="utf-8"))
    return [one for one in manifest["articles"] if one["language"] == language]


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_an_article_is_most_of_its_page_and_begins_within_the_first_200_pixels(visit, served, rounds, language):
    page = visit("/", viewport=PHONE)
    little, late, long = [], [], 0
    for article in rounds(articles(served, language)[::5], articles(served, language)):
        page.goto(f"{served.url}/{article['url']}")
        page.locator(LIVE).wait_for()
        found = page.evaluate(MEASURE)
        long += found["words"] >= WORDS
        little += [(article["id"], found)] if found["words"] >= WORDS and found["share"] < SHARE else []
        late += [(article["id"], found["heading"])] if found["heading"] > 200 else []

    assert long >= 3
    assert little == []
    assert late == []


def test_the_contents_of_the_page_are_one_closed_line_above_the_text_with_links_to_its_parts(visit):
    page = visit("/policies/shipping-rates/", viewport=PHONE)
    contents = page.locator(".hc-contents")

    assert contents.evaluate("e => e.getBoundingClientRect().height") < 60
    assert contents.evaluate("e => e.nextElementSibling.localName") == "p"
    contents.locator("summary").click()
    contents.get_by_role("link").nth(2).click()

    heading = page.locator("article h2").nth(2)
    box, header = heading.bounding_box(), page.locator(".hc-header").bounding_box()
    assert header["height"] <= box["y"] < 200


def test_the_header_is_one_row_that_stays_with_the_search(visit):
    page = visit("/it/faq/when-refund/", viewport=PHONE)
    assert page.locator(".hc-header").bounding_box()["height"] <= 64

    page.evaluate("scrollTo(0, 1200)")
    box = page.locator(".hc-header .hc-search__input").bounding_box()

    assert 0 <= box["y"] < 20
    assert box["width"] > 100


def test_the_contact_is_one_line_with_the_channel_to_use_now(visit):
    page = visit("/faq/when-refund/", viewport=PHONE)
    stuck = page.locator(".hc-stuck")
    page.locator(LIVE).wait_for()

    assert stuck.locator(".hc-line:visible").count() == 1
    assert not stuck.locator(".hc-channel").first.is_visible()
    assert stuck.bounding_box()["height"] < 200
    stuck.locator("summary").click()
    assert stuck.locator(".hc-channel:visible").count() >= 3


def test_the_contact_is_one_line_without_javascript_too(visit):
    page = visit("/faq/when-refund/", viewport=PHONE, java_script_enabled=False)
    line = page.locator(".hc-stuck .hc-line:visible")

    assert line.count() == 1
    assert line.locator(".hc-line__promise").is_visible()
    assert line.get_by_role("link").get_attribute("href").startswith("mailto:")


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_no_button_divides_an_address(visit, served, language):
    page = visit("/", viewport={"width": 320, "height": 700})
    prefix = "" if language == "en" else f"{language}/"
    for path in ("contact/", "faq/when-refund/"):
        page.goto(f"{served.url}/{prefix}{path}")
        for details in page.locator(".hc-more:not([open]) summary").all():
            details.click()
        for button in page.locator(".hc-button:visible").all():
            lines = button.evaluate(
                "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; }"
            )
            assert lines == 1, button.inner_text()
            assert "@" not in button.inner_text()


TABLES = "policies/shipping-rates/"


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_no_price_and_no_word_of_a_table_is_divided(visit, served, language):
    page = visit("/", viewport={"width": 320, "height": 700})
    page.goto(f"{served.url}/{'' if language == 'en' else language + '/'}{TABLES}")
    divided = page.evaluate(
        """() => [...document.querySelectorAll(".hc-scroll :is(th, td)")].flatMap(cell => {
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
          for (let node; (node = walker.nextNode()); ) for (const word of node.data.matchAll(/[^ \\n\\u2013-]+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
          }
          return found;
        })"""
    )

    assert divided == []


def test_a_table_that_is_too_wide_scrolls_by_keyboard_in_a_named_region(visit):
    page = visit(f"/{TABLES}", viewport=PHONE, bypass_csp=True)
    region = page.locator(".hc-scroll").first
    assert region.evaluate("e => e.tabIndex") == -1  # it fits

    page.add_style_tag(content=".hc-scroll > table { inline-size: 60rem; }")
    page.evaluate("dispatchEvent(new Event('resize'))")
    assert region.evaluate("e => e.tabIndex") == 0
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)

    assert region.evaluate("e => e.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert region.get_attribute("aria-label") == "Table: Rates by country"


def test_hours_are_once_on_an_article_and_short(visit):
    page = visit("/faq/when-refund/", viewport=PHONE)

    assert page.locator(".hc-week:visible").count() == 1
    assert page.locator(".hc-footer-hours").bounding_box()["height"] < 170


def test_search_results_have_the_whole_width_of_the_phone(visit):
    page = visit("/faq/when-refund/", viewport=PHONE)

    page.locator("#hc-search-input").fill("refund")
    box = page.locator(".hc-search__box")
    box.locator("a").first.wait_for()

    assert box.bounding_box()["width"] > 350
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
