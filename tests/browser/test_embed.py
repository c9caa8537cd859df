"""The dentist's help centre in a panel on foreign pages, each with its own strict policy, in Debian's Chromium."""

import json
import shutil
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from helpcentre.collector.store.opening import open_store

from .conftest import Served, collecting

pytestmark = pytest.mark.browser
DENTIST = Path(__file__).parents[1] / "sites/dentist"
AXE = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"
EMBED = """
    embed:
      origins: [http://localhost:{port}]
      suggestions:
        - {{page: /prenota/*, articles: [first-visit, brushing]}}
"""
RULES = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-src {help}"
POLICIES = {
    "nonce": RULES + "; script-src 'nonce-c2hvcA'; style-src 'nonce-c2hvcA'; require-trusted-types-for 'script'; "
    "trusted-types 'none'",
    "hash": RULES + "; script-src '{hash}'",
    "theme": RULES + "; script-src {help}/assets/helpcentre/embed.js; style-src 'self'",
    "unreachable": RULES + "; script-src http://127.0.0.1:9",
}
TAGS = {
    "nonce": '<script nonce="c2hvcA" src="{help}/assets/helpcentre/embed.js" defer></script>',
    "hash": '<script src="{help}/assets/helpcentre/embed.js" integrity="{hash}" crossorigin="anonymous"></script>',
    "theme": '<link rel="stylesheet" href="/theme.css">'
    '<script src="{help}/assets/helpcentre/embed.js" data-language="it"></script>',
    "unreachable": '<script src="http://127.0.0.1:9/assets/helpcentre/embed.js" defer></script>',
}
THEME = """
html { font-size: 62.5%; }
* { margin: 12px !important; float: left !important; font: 31px fantasy !important; border: 3px solid !important; }
* { position: static !important; color: #555 !important; opacity: 0.9 !important; z-index: -1 !important; }
html > :not(head), body > * { display: inline !important; transform: translateX(2px); visibility: hidden !important; }
body, header, main { display: block !important; opacity: 1 !important; visibility: visible !important; }
button, iframe, dialog, aside { display: none !important; }
body > :last-child { padding: 90px !important; }
"""
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Lo studio</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{tag}</head>
<body><header>Studio Ferri</header><main><h1>Prenota una visita</h1><p id="text">{words}</p></main></body></html>"""
SHIFTS = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve(
  list.getEntries().filter((one) => one.entryType === 'layout-shift').map((one) => one.value)
)).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => resolve([]), 300))"""

FOCUSED = "document.querySelector('helpcentre-embed').shadowRoot.activeElement"


@dataclass(frozen=True)
class World:
    """The shop's origin, and the help centre with its collector on another."""

    shop: str
    help: Served

    def wait_for(self, **wanted):
        """Return the stored item that has these values, once there is one."""
        for _ in range(100):
            with open_store(self.help.database) as store:
                rows = list(store.read_table("item"))
            for row in rows:
                if wanted.items() <= row.items():
                    return row
            time.sleep(0.1)
        raise AssertionError((wanted, rows))


class ShopPages(BaseHTTPRequestHandler):
    """Answers `/prenota/<policy>?lang=<language>` with a page under that policy, by default in Swiss Italian.

    `server.values` has the address of the help centre, and the hash of its script.
    """

    def do_GET(self):
        path, _, query = self.path.partition("?")
        name = path.rstrip("/").rpartition("/")[2]
        headers = {"Content-Type": "text/css" if name == "theme.css" else "text/html; charset=utf-8"}
        body = THEME
        if name != "theme.css":
            values = self.server.values
            headers["Content-Security-Policy"] = POLICIES[name].format(**values)
            tag = TAGS[name].format(**values)
            body = PAGE.format(
                tag=tag, language=query.removeprefix("lang=") or "it-CH", words="Scegli un giorno. " * 400
            )
        self.send_response(200)
        for header, value in headers.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("embed")
    with ThreadingHTTPServer(("127.0.0.1", 0), ShopPages) as shop, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        port = shop.server_address[1]
        site = build_dentist(folder / "dentist", port)
        described = json.loads((site / "helpcentre/embed.json").read_text())
        with collecting(folder, site) as served:
            shop.values = {"help": served.url, "hash": described["integrity"]}
            thread = threading.Thread(target=shop.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            yield World(f"http://localhost:{port}", served)
            shop.shutdown()
            thread.join(20)


def build_dentist(folder, port):
    shutil.copytree(DENTIST, folder)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  helpcentre:\n", f"  helpcentre:{EMBED.format(port=port)}", 1), encoding="utf-8")
    build(load_config(str(config)))
    return folder / "site"


@pytest.fixture
def go(chromium, world):
    """Return a function that opens a page of the shop; what the console says is in `page.said`."""
    contexts = []

    def open_page(path, *, width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{world.shop}/prenota/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def open_panel(page, name="Aiuto"):
    """Press the launcher; return the frame in the panel once it shows its first page."""
    page.get_by_role("button", name=name, exact=True).click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("heading", level=1).wait_for()
    page.locator("dialog [role=status]").wait_for(state="hidden")
    return frame


def violations(page):
    """Return what axe finds on a page and in its frames."""
    source = AXE.read_text(encoding="utf-8")
    found = []
    for frame in page.frames:
        frame.evaluate(source)
        result = frame.evaluate("() => axe.run(document, {resultTypes: ['violations'], iframes: false})")
        found += [(one["id"], node["html"]) for one in result["violations"] for node in one["nodes"]]
    return found


@pytest.mark.parametrize(
    ("policy", "width", "scheme"), [("nonce", 1280, "light"), ("hash", 320, "dark"), ("theme?lang=en", 1280, "light")]
)
def test_the_panel_works_under_a_strict_policy_without_moving_the_page(go, world, rounds, policy, width, scheme):
    page = go(policy, width=width, color_scheme=scheme)
    is_checked = policy in rounds(["hash"], ["hash", "nonce"])  # the theme's own page is beyond help
    page.get_by_role("button", name="Aiuto", exact=True).wait_for()
    own = [url for url in page.asked if url.startswith(world.help.url)]
    assert own == [f"{world.help.url}/assets/helpcentre/embed.js"], (
        "something was loaded before the launcher was opened"
    )

    assert not is_checked or violations(page) == []
    open_panel(page)

    box = page.locator("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["width"] == (416 if width > 640 else width)
    assert page.evaluate(SHIFTS) == []
    assert not is_checked or violations(page) == []
    assert page.context.cookies() == []
    assert page.said == []


def test_a_question_from_search_to_article_vote_and_contact_is_counted_although_frames_may_store_nothing(go, world):
    page = go("hash", width=390)
    frame = open_panel(page)
    assert frame.get_by_role("link", name="Come si svolge la prima visita?").is_visible()
    assert frame.get_by_role("heading", name="Le domande più frequenti").is_hidden()

    frame.locator("input[name=q]").fill("sbiancare i denti")
    frame.locator("[data-hc-search-results] a[href*=sbiancamento]").first.click()
    frame.get_by_role("button", name="No", exact=True).click()
    frame.locator("[data-hc-why]").wait_for()
    frame.get_by_role("link", name="Home").click()
    frame.get_by_role("link", name="Come si svolge la prima visita?").wait_for()
    frame.locator("a[data-hc-channel=email]").click()

    search = world.wait_for(kind="search", clicked="whitening", outcome="contacted")
    world.wait_for(kind="vote", article="whitening", value=0, language="it")
    world.wait_for(kind="contact", channel="email", article="whitening", parent=search["id"])
    assert frame.get_by_role("heading", level=1).is_visible(), "the shop's policy refuses mailto: in the frame"
    assert page.said == []


def test_the_panel_is_opened_and_closed_by_keyboard_and_the_focus_comes_back(go, rounds):
    for width in rounds([1280], [1280, 390]):
        page = go("nonce?lang=en-GB", width=width)
        launcher = page.get_by_role("button", name="Help", exact=True)
        launcher.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Help")
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="A question about your teeth?").wait_for()
        page.wait_for_function(f"{FOCUSED}.tagName === 'IFRAME'")

        page.keyboard.press("Tab")
        assert frame.locator("input[name=q]").evaluate("one => one === document.activeElement")
        frame.locator("[data-hc-suggest]:visible a").first.focus()  # in the field, Escape first closes its list
        page.keyboard.press("Escape")

        dialog.wait_for(state="hidden")
        assert launcher.evaluate(f"one => one === {FOCUSED}")
        page.keyboard.press("Enter")
        dialog.get_by_role("button", name="Close").focus()
        page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
        assert page.said == []


def test_nothing_is_shown_and_nothing_breaks_if_the_help_centre_is_unreachable(go):
    page = go("unreachable")
    page.wait_for_load_state()

    assert page.locator("helpcentre-embed").count() == 0
    assert not [line for line in page.said if not line.startswith("error: Failed to load resource: net::ERR")]


def test_a_panel_that_cannot_be_loaded_says_so_and_the_next_press_tries_again(go):
    page = go("nonce")
    page.clock.install()
    page.route("**/help-panel/", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "help-panel" in request.url):
        page.get_by_role("button", name="Aiuto", exact=True).click()
    assert page.get_by_role("dialog").get_by_role("status").inner_text() == "Caricamento…"
    page.clock.run_for(15_000)
    page.get_by_text("il centro assistenza non è raggiungibile").wait_for()
    assert page.locator("iframe").count() == 0

    page.unroute("**/help-panel/")
    page.get_by_role("button", name="Chiudi").click()
    open_panel(page)


def test_a_site_that_is_not_listed_cannot_show_the_help_centre(chromium, world):
    page = chromium.new_page()
    page.clock.install()
    page.goto(f"{world.shop.replace('localhost', '127.0.0.1')}/prenota/nonce")
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.get_by_role("button", name="Aiuto", exact=True).click()
    page.clock.run_for(15_000)
    page.get_by_text("il centro assistenza non è raggiungibile").wait_for()
    page.close()


def test_links_to_other_sites_leave_the_panel_and_the_shop_learns_nothing_of_the_question(go):
    page = go("nonce")
    page.evaluate("() => { window.heard = []; addEventListener('message', (event) => heard.push(event.data)); }")
    frame = open_panel(page)
    frame.locator("input[name=q]").fill("sbiancamento")
    frame.locator("[data-hc-search-results] a").first.click()
    frame.locator("article").evaluate(
        "one => one.insertAdjacentHTML('beforeend', '<a id=away href=https://studioferri.example/prenota>Prenota</a>')"
    )
    page.context.route("https://studioferri.example/**", lambda route: route.fulfill(body="Altrove"))
    with page.context.expect_page() as opened:
        frame.locator("#away").click()

    assert opened.value.url == "https://studioferri.example/prenota"
    assert page.evaluate("heard") == [{"helpcentre": "ready"}] * 2
