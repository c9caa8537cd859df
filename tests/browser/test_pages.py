"""The pages themselves: accessible, private, light, and in the reader's language."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from helpcentre.language.strings import strings

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"
PREFIXES = {"en": "/", "it": "/it/", "id": "/id/", "et": "/et/"}
PAGES = {
    "home": "",
    "article": "troubleshooting/payment-declined/",
    "contact": "contact/",
    "search": "search/",
    "film": "videos/track-parcel/",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


COLOURS = ["color-contrast", "link-in-text-block"]  # all that a dark page can break alone
LAYOUT = [*COLOURS, "target-size", "scrollable-region-focusable"]  # and all that a width can, but for what it hides


def violations(page, rules=None):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    found = page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
    ]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", PREFIXES)
def test_axe_finds_nothing_on_any_kind_of_page_light_or_dark(visit, rounds, language, width):
    """Every rule in each language at one width, every rule at both with `--full`."""
    whole = rounds((language, width) in {("en", 390), ("it", 1280), ("id", 390), ("et", 1280)}, True)
    page = visit(PREFIXES[language], viewport={"width": width, "height": 900}, bypass_csp=True)
    for name, path in PAGES.items():
        page.goto(page.url.split("/", 3)[0] + "//" + urlsplit(page.url).netloc + PREFIXES[language] + path)
        for scheme, rules in (("light", None if whole else LAYOUT), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, rules) == [], (name, scheme)
        page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("path", PAGES.values())
def test_a_page_asks_nobody_else_for_anything_and_the_console_stays_empty(visit, served, language, path):
    page = visit(PREFIXES[language] + path)
    page.wait_for_load_state("networkidle")

    assert {urlsplit(address).netloc for address in page.asked} == {urlsplit(served.url).netloc}
    assert page.said == []
    assert page.context.cookies() == []


def test_pages_are_served_with_the_headers_that_are_published(visit, served):
    page = visit("/")
    response = page.request.get(served.url + "/it/faq/invoice/")

    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_first_view_of_an_article_is_at_most_32_kilobytes(visit):
    page = visit("/et/faq/invoice/")
    page.wait_for_load_state("networkidle")

    size = sum(
        len(gzip.compress(page.request.get(address).body(), 9))
        for address in set(page.asked)
        if "/helpcentre/reload" not in address
    )

    assert size <= 32_000


WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.hadRecentInput ? 0 : entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(visit, served, width):
    page = visit("/", viewport={"width": width, "height": 844})
    page.add_init_script(WATCH_SHIFTS)
    for path, ready in (
        ("/", ".hc-talk .hc-now:not([hidden])"),
        ("/faq/when-refund/", ".hc-line:not([hidden]) .hc-line__now:not([hidden])"),
        ("/contact/", ".hc-channel > .hc-now:not([hidden])"),
        ("/search/?q=refund", ".hc-search__results a"),
    ):
        page.goto(served.url + path)
        page.locator(ready).first.wait_for()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shifted") < 0.05, path


def test_the_language_link_stays_on_the_page(visit):
    page = visit("/it/faq/invoice/")

    page.get_by_text("Lingua: Italiano").click()
    page.get_by_role("link", name="Eesti").click()

    page.wait_for_url("**/et/faq/invoice/")
    assert page.evaluate("document.documentElement.lang") == "et"


def test_the_language_menu_works_without_javascript(visit):
    page = visit("/id/contact/", java_script_enabled=False)

    page.locator(".hc-languages summary").click()
    page.get_by_role("link", name="English").click()

    page.wait_for_url("**/contact/")


def test_the_language_menu_closes_on_escape_outside_and_when_the_focus_moves_on(visit):
    page = visit("/it/faq/invoice/")
    menu, summary = page.locator(".hc-languages"), page.locator(".hc-languages summary")

    def is_open():
        return menu.evaluate("menu => menu.open")

    summary.click()
    assert is_open()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not is_open()
    assert page.evaluate("document.activeElement.localName") == "summary"

    summary.click()
    page.locator("h1").click()
    assert not is_open()

    summary.focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
        assert is_open()
    page.keyboard.press("Tab")
    assert not is_open()

    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert not is_open()


@pytest.mark.parametrize(
    ("path", "language"),
    [("/no/such/page/", "en"), ("/it/faq/non-esiste/", "it"), ("/id/x", "id"), ("/et/x/y/z", "et")],
)
def test_the_404_page_is_in_the_language_of_the_address_and_has_links(visit, served, path, language):
    page = visit("/")
    response = page.goto(served.url + path)

    assert response.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == strings(language)["not_found.title"]
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator(".hc-footer-hours").is_visible()
    page.locator(".hc-card a").first.click()
    page.wait_for_url("**/topics/**")


@pytest.mark.parametrize("path", ["/", "/it/faq/", "/id/contact/", "/et/videos/track-parcel/", "/nowhere"])
def test_the_hours_are_in_the_footer_of_every_page_without_javascript(visit, path):
    page = visit(path, java_script_enabled=False)

    assert page.locator("footer .hc-footer-hours .hc-week").first.inner_text()


def test_the_first_key_press_leads_past_the_header(visit):
    page = visit("/it/faq/invoice/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_everything_that_can_be_used_can_be_reached_and_seen_by_keyboard(visit):
    page = visit("/et/troubleshooting/payment-declined/", viewport={"width": 390, "height": 800})
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return null;
            const b = e.getBoundingClientRect(); return [e.outerHTML.slice(0, 60), b.width, b.height]; }"""
        )
        if box is None:
            break
        assert box[1] > 0, box
        assert box[2] > 0, box
        reached.append(box[0])

    assert len(reached) > 20
    assert any('value="1"' in text for text in reached)


def test_a_page_prints_with_its_hours_and_without_its_buttons(visit):
    page = visit("/it/faq/invoice/")
    page.locator(".hc-footer-hours .hc-now").first.wait_for()
    page.emulate_media(media="print")

    assert page.locator(".hc-footer-hours").is_visible()
    for gone in (".hc-feedback", ".hc-search", ".hc-stuck", ".hc-footer-hours .hc-now >> nth=0"):
        assert not page.locator(gone).is_visible(), gone


def test_a_video_prints_as_its_transcript(visit):
    page = visit("/et/videos/track-parcel/")
    words = page.locator(".hc-transcript p").first
    assert not words.is_visible()

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert words.is_visible()
    assert not page.locator("video").is_visible()

    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not words.is_visible()


@pytest.mark.parametrize("language", PREFIXES)
def test_the_tables_of_hours_below_the_questions_have_their_own_heading(visit, language):
    page = visit(f"{PREFIXES[language]}faq/")

    assert page.locator("main .hc-group:has(> .hc-hours) > h2").inner_text() == strings(language)["hours.title"]


def test_no_form_has_an_empty_address(visit):
    for path in ("/", "/search/", "/faq/invoice/", "/contact/"):
        page = visit(path)
        assert page.locator("form[action='']").count() == 0, path


@pytest.mark.parametrize("language", PREFIXES)
def test_the_policies_are_linked_from_home_and_from_every_footer(visit, language):
    page = visit(PREFIXES[language])

    for place in ("main", "footer"):
        for slug in ("returns", "shipping-rates", "warranty", "privacy"):
            assert page.locator(f"{place} a[href$='policies/{slug}/']").count() == 1, (place, slug)


def test_a_video_plays_with_captions_in_the_readers_language(visit):
    page = visit("/et/videos/track-parcel/")

    found = page.evaluate(
        """async () => { const film = document.querySelector('video'); film.muted = true;
        for (const track of film.textTracks) if (track.language === 'et') track.mode = 'showing';
        await film.play();
        const track = [...film.textTracks].find(t => t.mode === 'showing');
        for (let turn = 0; turn < 200 && !(film.currentTime > 0 && track.cues?.length > 3); turn += 1)
          await new Promise(done => setTimeout(done, 100));
        const tracks = film.textTracks.length;
        return [film.currentTime > 0, film.duration > 5, track.language, track.cues.length > 3, tracks]; }"""
    )

    assert found == [True, True, "et", True, 4]
