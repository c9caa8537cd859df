"""The live state in Chromium: in four languages, at tricky moments, on devices elsewhere, and without scripts.

The site is a part of the demo, built on a fixed day; the browser's clock and zone are set, the module is the real one.
"""

import functools
import http.server
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import ROOT, command_path

pytestmark = pytest.mark.browser

BUILT = "1795345200"  # 2026-11-22T11:00Z
PAGES = ("index.md", "contact.md", "faq/index.md", "faq/delivery-times.md", "notices/christmas-deliveries.md")
CONFIG = """\
site_name: Bottega Lume
site_url: https://help.bottegalume.example/
docs_dir: content
theme: {name: material, font: false}
plugins:
  - helpcentre/languages: {default: en, languages: [it, id, et]}
  - helpcentre/articles: {frame: helpcentre, check: false}
  - helpcentre/hours
  - helpcentre/channels
markdown_extensions: [helpcentre.markdown_blocks, admonition, attr_list, tables]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hours")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for language in ("en", "it", "id", "et"):
        for page in PAGES:
            source, target = ROOT / "content" / language / page, folder / "content" / language / page
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_file():
                shutil.copy(source, target)
            elif page == "faq/index.md":
                target.write_text("---\ntitle: FAQ\nkind: page\n---\n", encoding="utf-8")
    for file in ("support.yml", "holidays.lock.yml"):
        shutil.copy(ROOT / "content" / file, folder / "content" / file)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": BUILT, "NO_MKDOCS_2_WARNING": "1"}
    mkdocs = str(Path(command_path()).with_name("mkdocs"))
    subprocess.run([mkdocs, "build", "-q"], cwd=folder, env=environment, check=True)
    return folder / "site"


@pytest.fixture(scope="module")
def address(site):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(chromium, address):
    """Return a function that opens a path at a given time on a device in a time zone."""
    contexts = []

    def open_page(path, at, zone="Europe/Rome", ticking=False, settle=True, **options):
        context = chromium.new_context(timezone_id=zone, **options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        if ticking:
            page.clock.install(time=at)
        else:
            page.clock.set_fixed_time(at)
        page.goto(address + path, wait_until="networkidle" if settle else "load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def prefix(language):
    return "" if language == "en" else f"/{language}"


def badge(page, live):
    return page.locator(f'main [data-hc-live="{live}"]').first


# open · lunch break · night · holiday (Monday 6 January is next week's first day there) · far ahead
TIMES = {
    "open": (
        "2026-11-23T09:30Z",
        {
            "en": "Open now · closes at 13:00",
            "it": "Aperto ora · chiude alle 13:00",
            "id": "Buka sekarang · tutup pukul 13.00",
            "et": "Praegu avatud · suleme kell 13:00",
        },
    ),
    "lunch break": (
        "2026-11-23T12:30Z",
        {
            "en": "Closed · opens at 14:00",
            "it": "Chiuso · riapre alle 14:00",
            "id": "Tutup · buka lagi pukul 14.00",
            "et": "Suletud · avame kell 14:00",
        },
    ),
    "night": (
        "2026-11-23T21:00Z",
        {
            "en": "Closed · opens tomorrow at 09:00",
            "it": "Chiuso · riapre domani alle 09:00",
            "id": "Tutup · buka lagi besok pukul 09.00",
            "et": "Suletud · avame homme kell 09:00",
        },
    ),
    "holiday": (
        "2026-12-08T09:30Z",
        {
            "en": "Closed · opens tomorrow at 09:00",
            "it": "Chiuso · riapre domani alle 09:00",
            "id": "Tutup · buka lagi besok pukul 09.00",
            "et": "Suletud · avame homme kell 09:00",
        },
    ),
    "year-end closure": (
        "2026-12-27T09:30Z",
        {
            "en": "Closed · opens Monday 4 January at 09:00",
            "it": "Chiuso · riapre lunedì 4 gennaio alle 09:00",
            "id": "Tutup · buka lagi Senin, 4 Januari pukul 09.00",
            "et": "Suletud · avame: esmaspäev, 4. jaanuar kell 09:00",
        },
    ),
    "end of the horizon": ("2027-12-26T09:30Z", dict.fromkeys(("en", "it", "id", "et"), "")),
    "a clock before the build": ("2026-11-01T09:30Z", dict.fromkeys(("en", "it", "id", "et"), "")),
}


# what the e-mail team, which keeps Rome's hours, answers at the same times: never "closed", always by when
LANGUAGES = {
    "en": "Write now · we'll reply by ",
    "it": "Scrivi ora · rispondiamo entro ",
    "id": "Kirim pesan sekarang · dibalas paling lambat ",
    "et": "Kirjuta kohe · vastame hiljemalt",
}
TOMORROW = ("13:00 tomorrow", "le 13:00 di domani", "besok pukul 13.00", " homme kell 13:00")
ANSWERS = {
    "open": ("15:30", "le 15:30", "pukul 15.30", " kell 15:30"),
    "lunch break": ("18:00", "le 18:00", "pukul 18.00", " kell 18:00"),
    "night": TOMORROW,
    "holiday": TOMORROW,
    "year-end closure": (
        "13:00 on Monday 4 January",
        "le 13:00 di lunedì 4 gennaio",
        "Senin, 4 Januari pukul 13.00",
        ": esmaspäev, 4. jaanuar kell 13:00",
    ),
}


def says(element, words):
    """Wait until the element shows these words, or is hidden if there are none."""
    if words:
        expect(element).to_have_text(words, timeout=30_000)
    expect(element).to_be_visible(visible=bool(words), timeout=30_000)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("time", TIMES)
def test_contact_page_and_article_footer_say_what_a_careful_human_would_say(time, language, look):
    at, texts = TIMES[time]
    by = dict(zip(LANGUAGES, ANSWERS.get(time, ()), strict=False)).get(language)
    for path, part in (("/contact/", "main"), ("/faq/delivery-times/", "footer")):
        page = look(prefix(language) + path, at, settle=not by)  # words are waited for, silence cannot be
        if language in {"en", "it"}:  # the only ones with a channel that is closed outside these hours
            says(page.locator(f'{part} [data-hc-live="hours rome"]'), texts[language])
        else:
            assert page.locator(f'{part} [data-hc-live="hours rome"]').count() == 0
        if path == "/contact/":  # the footer says only that one can write at any time
            says(page.locator('main [data-hc-live="channel email"]').last, LANGUAGES[language] + by if by else "")
        hours = page.locator(part).get_by_text(re.compile(r"09[:.]00–13[:.]00")).first
        assert hours.is_visible()
        assert page.said == []


@pytest.mark.parametrize(
    ("at", "zone", "expected"),
    [
        # Europe has left summer time, America has not: five hours, then six again
        ("2026-10-28T15:00Z", "America/New_York", ""),
        ("2026-11-25T15:00Z", "America/New_York", "Open now · closes at 18:00 (12:00 your time)"),
        ("2027-03-17T15:00Z", "America/New_York", "Open now · closes at 18:00 (13:00 your time)"),
        ("2027-03-31T14:00Z", "America/New_York", "Open now · closes at 18:00 (12:00 your time)"),
        ("2027-03-26T15:00Z", "Asia/Jakarta", "Closed · opens Tuesday at 09:00 (14:00 your time)"),
        ("2026-11-27T15:00Z", "Asia/Jakarta", "Closed · opens Monday at 09:00 (15:00 your time)"),
        ("2026-11-27T15:00Z", "Pacific/Honolulu", "Closed · opens Monday at 09:00 (Sunday at 22:00, your time)"),
        ("2026-11-25T15:00Z", "Europe/Berlin", "Open now · closes at 18:00"),
    ],
)
def test_the_readers_own_time_is_right_when_only_one_side_changed_its_clock(at, zone, expected, look):
    says(badge(look("/contact/", at, zone, settle=not expected), "hours rome"), expected)


def test_the_channels_say_when_there_is_an_answer(look):
    page = look("/it/contact/", "2026-11-27T11:00Z", settle=False)
    says(badge(page, "channel email"), "Scrivi ora · rispondiamo entro le 12:00 di lunedì")
    says(badge(page, "channel phone-it"), "Aperto ora · chiude alle 13:00")
    says(page.get_by_role("status"), re.compile("^Il più rapido in questo momento: Telefono · Aperto ora"))


def test_when_the_phone_is_closed_another_is_the_fastest_and_the_phone_comes_last_with_the_time_it_is_back(look):
    names = {}
    for at in ("2026-11-23T09:30Z", "2026-11-23T21:00Z"):
        page = look("/it/contact/", at)
        names[at] = page.locator(".hc-channel [data-hc-label]").all_text_contents()
    says(
        page.get_by_role("status"),
        "Il più rapido in questo momento: E-mail · Scrivi ora · rispondiamo entro le 13:00 di domani",
    )
    assert list(names.values()) == [
        ["Telefono", "E-mail", "Modulo di contatto"],
        ["E-mail", "Modulo di contatto", "Telefono"],
    ]
    says(badge(page, "channel phone-it"), "Chiuso · riapre domani alle 09:00")


def test_it_turns_with_the_minute_without_a_reload(look):
    page = look("/contact/", "2026-11-23T11:58:30Z", ticking=True, settle=False)
    now = badge(page, "hours rome")
    says(now, "Open now · closes at 13:00")
    page.clock.run_for(120_000)
    says(now, "Closed · opens at 14:00")


def test_a_phone_about_to_close_is_not_called_the_fastest(look):
    page = look("/contact/", "2026-11-27T11:59Z", settle=False)
    says(badge(page, "channel phone-it"), "Open now · closes at 13:00")
    says(page.get_by_role("status"), re.compile("^Fastest right now: E-mail · Write now"))


def test_a_table_names_whom_its_badge_is_about(look):
    page = look("/contact/", "2026-11-23T12:30Z", settle=False)
    assert badge(page, "hours rome").get_attribute("data-hc-name") == "Phone"
    says(page.locator('.hc-schedule [data-hc-live="channel email"]'), "Write now · we'll reply by 18:00")


def test_a_notice_appears_and_expires_by_the_readers_clock(look):
    banner = '[data-hc-live="notice christmas-delays"]'
    for at, shown in (
        ("2026-12-09T22:59Z", False),
        ("2026-12-09T23:00Z", True),
        ("2026-12-23T16:59Z", True),
        ("2026-12-23T17:00Z", False),
    ):
        page = look("/et/faq/delivery-times/", at, settle=not shown)
        expect(page.locator(banner)).to_be_visible(visible=shown, timeout=30_000)
    page = look("/et/faq/delivery-times/", "2026-12-15T09:00Z", settle=False)
    link = page.locator(banner).get_by_role("link", name="Telli jõuludeks õigel ajal")
    link.click()
    page.wait_for_url("**/et/notices/christmas-deliveries/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_makes_no_page_scroll_sideways_on_a_phone(language, look):
    for width in (320, 390):
        page = look(
            prefix(language) + "/faq/delivery-times/", "2026-12-15T09:00Z", viewport={"width": width, "height": 700}
        )
        expect(page.locator('[data-hc-live="notice christmas-delays"]')).to_be_visible(timeout=30_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_delay_moves_the_answer_time_on_pages_it_concerns(look):
    page = look("/it/faq/delivery-times/", "2026-12-15T08:00Z", settle=False)
    says(badge(page, "channel email"), "Scrivi ora · rispondiamo entro le 18:00")


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_without_javascript_the_page_is_whole(language, look):
    page = look(prefix(language) + "/contact/", "2026-11-23T09:30Z", settle=False, java_script_enabled=False)
    assert page.locator(".hc-schedule table").count() == {"en": 1, "it": 1, "id": 2, "et": 2}[language]
    assert page.locator(".hc-special li").count() >= 5
    assert page.locator(".hc-channel__act a").count() == 3
    assert page.locator(".hc-channel__best:visible").count() == 0
    assert page.locator(".hc-now:visible, .hc-fastest:visible").count() == 0
    assert page.locator(".hc-notice:visible").count() == 1


def test_one_file_of_hours_is_fetched_and_nothing_from_elsewhere(look, address):
    page = look("/it/contact/", "2026-11-23T09:30Z")
    assert sum("hours.json" in url for url in page.asked) == 1
    assert all(url.startswith(address) for url in page.asked)


LOOSE_NUMBERS = r"""() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/\+\d[\d ]{6,}/.test(data) && !parentElement.closest("bdi, a, script")) found.push(data);
  }
  return found;
}"""


def test_telephone_numbers_keep_their_order_on_a_page_from_right_to_left(look):
    page = look("/it/contact/", "2026-11-23T09:30Z", viewport={"width": 320, "height": 700})
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator('bdi[dir="ltr"]').count() > 0
    assert page.evaluate(LOOSE_NUMBERS) == []
