"""Single plugins in Chromium on a site that is not ours: Material in its colours, MkDocs' own themes with blocks."""

import functools
import http.server
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import command_path

pytestmark = pytest.mark.browser

BUILT = "1795345200"  # 2026-11-22T11:00Z
SUPPORT = """\
version: 1
default_time_zone: Europe/Tallinn
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
channels:
  phone: {kind: phone, number: "+372 600 1234", schedule: desk, languages: [en], response: {mode: live, wait: 2m}}
  email: {kind: email, address: help@example.com, schedule: desk, languages: [en], response: {mode: async, promise: 4h}}
"""
PAGES = {
    "index.md": "# Welcome\n",
    "sub/pay.md": "# How do I pay?\n\nWith a card.\n",
    "contact.md": "# Contact\n\n/// channels\n///\n\n/// hours\n///\n",
    "support.yml": SUPPORT,
}
PALETTES = {"light": {}, "dark": {"scheme": "slate"}, "teal": {"primary": "teal"}}
CONTRAST = """element => {
  const light = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(part => part / 255)
      .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const { color, backgroundColor } = getComputedStyle(element);
  const [more, less] = [light(color), light(backgroundColor)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return a function that builds the site with a theme and plugins, once, and gives its address."""
    servers = {}

    def built(theme, plugins):
        key = json.dumps([theme, plugins])
        if key not in servers:
            site = _build(tmp_path_factory.mktemp("foreign"), theme, plugins)
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            servers[key] = server
        return f"http://127.0.0.1:{servers[key].server_port}"

    yield built
    for server in servers.values():
        server.shutdown()
        server.server_close()


def _build(folder, theme, plugins) -> Path:
    for name, text in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = {
        "site_name": "Shop",
        "site_url": "https://shop.example/",
        "theme": theme,
        "plugins": ["search", *(f"helpcentre/{name}" for name in plugins)],
        "markdown_extensions": ["helpcentre.markdown_blocks"],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    environment = os.environ | {"SOURCE_DATE_EPOCH": BUILT, "NO_MKDOCS_2_WARNING": "1"}
    mkdocs = str(Path(command_path()).with_name("mkdocs"))
    subprocess.run([mkdocs, "build", "-q", "-s"], cwd=folder, env=environment, check=True)
    return folder / "site"


@pytest.fixture
def look(chromium, address):
    """Return a function that opens a page on Monday 23 November at half past eleven in Tallinn."""
    contexts = []

    def open_page(theme, plugins, path, width=1100):
        context = chromium.new_context(timezone_id="Europe/Tallinn", viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.clock.set_fixed_time("2026-11-23T09:30Z")
        page.goto(address(theme, plugins) + path, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def material(palette="light"):
    return {"name": "material", "font": False, "palette": PALETTES[palette]}


def plain(name):
    return {"name": name, "highlightjs": False}


def style(locator, name):
    return locator.evaluate(f"element => getComputedStyle(element).getPropertyValue('{name}')")


@pytest.mark.parametrize("palette", PALETTES)
def test_the_words_on_a_channels_button_can_be_read_under_material(palette, look):
    page = look(material(palette), ["channels"], "/sub/pay/")
    for button in page.locator("a.hc-button:visible").all():
        assert button.evaluate(CONTRAST) >= 4.5
        button.hover()
        page.wait_for_timeout(300)  # Material fades from one colour to the other
        assert button.evaluate(CONTRAST) >= 4.5


THEMES = (material(), plain("mkdocs"), plain("readthedocs"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme["name"])
@pytest.mark.parametrize("width", [320, 1100])
def test_cards_have_space_between_them_and_no_bullets_in_every_theme(width, theme, look):
    page = look(theme, ["channels"], "/contact/", width)
    for cards in page.locator(".hc-channels__list").all():
        one, two = cards.locator("> li").all()
        assert style(one, "list-style-type") == "none"
        assert style(one, "margin-left") == "0px"
        first, second = one.bounding_box(), two.bounding_box()
        across, down = second["x"] - first["x"] - first["width"], second["y"] - first["y"] - first["height"]
        assert max(across, down) >= 10
    assert page.locator("a.hc-button").first.evaluate(CONTRAST) >= 4.5
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme["name"])
def test_the_channels_plugin_alone_says_what_is_true_now(theme, look):
    page = look(theme, ["channels"], "/contact/")
    expect(page.locator('[data-hc-live="channel phone"]').first).to_have_text(
        "Open now · closes at 17:00", timeout=30_000
    )
    assert page.said == []


def test_before_a_vote_there_is_nothing_to_change_or_delete_under_material(look):
    page = look(material(), ["feedback"], "/sub/pay/")
    expect(page.locator("[data-hc-ready]")).to_be_visible(timeout=30_000)
    assert page.get_by_role("button", name="Change my answer").count() == 0
    assert page.get_by_role("button", name="Delete my answer").count() == 0
    expect(page.locator("[data-hc-why]")).to_be_hidden()


def test_no_line_of_the_footer_is_larger_than_the_hours_under_material(look):
    page = look(material(), ["hours"], "/sub/pay/")
    footer = page.locator(".hc-footer-hours")
    line = footer.locator(".hc-any-time").first
    assert line.is_visible()
    assert float(style(line, "font-size")[:-2]) <= float(style(footer.locator(".hc-week").first, "font-size")[:-2])
