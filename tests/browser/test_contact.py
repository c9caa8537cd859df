"""The contact page of a dental practice: a question answered while typing, and the form with and without scripts."""

import contextlib
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from helpcentre.collector.messages.configuration import ForwardOptions
from helpcentre.collector.store.opening import open_store
from tests.browser.conftest import collecting
from tests.collector.messages.mailbox import mail_server
from tests.collector.world import ALWAYS
from tests.sites.test_another_trade import build

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "js/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """The site with its collector, and the mailbox that messages go to."""
    folder = tmp_path_factory.mktemp("practice")
    done, site = build(folder / "copy")
    assert done.returncode == 0, done.stderr
    with mail_server() as (mails, port):
        forward = ForwardOptions("mailto:segreteria@example.com", f"smtp://127.0.0.1:{port}", auto_reply=True)
        with collecting(folder, site, forward=forward) as served:
            yield served, mails


@pytest.fixture
def mails(practice):
    practice[1].taken.clear()
    return practice[1].taken


@pytest.fixture
def visit(chromium, practice):
    """Return a function that opens a path of the site; the pages of a test are in one tab."""
    with contextlib.ExitStack() as stack:

        def open_page(path, page=None, **options):
            if page is None:
                context = chromium.new_context(viewport={"width": 390, "height": 800}, **options)
                stack.callback(context.close)
                page = context.new_page()
            page.goto(practice[0].url + path)
            return page

        yield open_page


def fill(page, text="Vorrei spostare la visita.", email="anna@example.com"):
    page.fill("#hc-message-email", email)
    page.fill("#hc-message-text", text)
    page.check("[name=consent]")


def wait_for_mails(mails, number):
    end = time.monotonic() + 20
    while len(mails) < number and time.monotonic() < end:
        time.sleep(0.05)
    assert len(mails) == number
    return [email for _, email in mails]


def test_the_form_works_without_javascript(visit, mails):
    page = visit("/contact/", java_script_enabled=False)
    assert not page.locator("[data-hc-ask]").is_visible()
    assert page.locator(".hc-channel").count() == 3
    page.get_by_role("link", name="Compila il modulo").click()
    fill(page)
    page.get_by_role("button", name="Invia il messaggio").click()

    expect(page.get_by_text("ti risponderemo per e-mail")).to_be_visible()
    expect(page.locator(".hc-message form")).to_be_hidden()
    message, reply = wait_for_mails(mails, 2)
    assert message["Reply-To"] == "anna@example.com"
    assert message.get_content().startswith("Vorrei spostare la visita.")
    assert (reply["To"], reply["Auto-Submitted"]) == ("anna@example.com", "auto-replied")


def test_a_message_carries_the_article_and_the_search_and_leaves_out_a_part_without_its_tick(visit, mails, practice):
    page = visit("/faq/sbiancamento/")
    title = page.locator("h1").text_content().strip()
    with page.expect_request(lambda request: '"kind":"search"' in (request.post_data or "")):
        page.locator("#hc-search-input").fill("sbiancamento denti")
    visit("/contact/", page)
    carried = page.locator("[data-hc-carried]")
    expect(carried).to_contain_text(title)
    expect(carried).to_contain_text("sbiancamento denti")
    carried.get_by_role("checkbox", name="Articolo che hai letto").uncheck()
    page.fill("#hc-message-name", "Anna")
    fill(page, "Quanto dura?")
    page.get_by_role("button", name="Invia il messaggio").focus()
    page.clock.install()
    page.clock.run_for(4000)
    page.keyboard.press("Enter")

    status = page.locator("[data-hc-status]").last
    expect(status).to_contain_text("ti risponderemo per e-mail")
    expect(status).to_be_focused()
    assert not page.locator(".hc-message form").is_visible()
    text = wait_for_mails(mails, 2)[0].get_content()
    assert "Hai cercato: sbiancamento denti" in text
    assert title not in text


def test_a_question_is_answered_while_typing_and_a_press_says_that_it_helped(visit, practice):
    page = visit("/contact/")
    page.get_by_role("textbox", name="Di che cosa si tratta?").fill("sbiancamento")
    answers = page.locator("[data-hc-ask-list] a")
    expect(answers.first).to_be_visible()
    assert answers.count() <= 3
    page.get_by_role("button", name="Ho trovato la risposta").focus()
    page.keyboard.press("Enter")

    expect(page.locator("[data-hc-ask-thanks]")).to_be_focused()
    assert not answers.first.is_visible()

    def solved():
        with open_store(practice[0].database) as store:
            return sum(one.solved for one in store.report_rows(*ALWAYS).searches)

    end = time.monotonic() + 10
    while not solved() and time.monotonic() < end:
        time.sleep(0.05)
    assert solved() == 1


def test_a_message_waits_while_the_line_is_down_and_is_sent_once(visit, mails):
    page = visit("/contact/")
    page.context.set_offline(True)
    fill(page, "Sono in treno.")
    page.clock.install()
    page.clock.run_for(4000)
    page.get_by_role("button", name="Invia il messaggio").click()
    expect(page.locator("[data-hc-status]").last).to_contain_text("offline")
    assert mails == []

    page.context.set_offline(False)
    wait_for_mails(mails, 2)
    visit("/contact/", page)
    assert page.evaluate("localStorage.getItem('helpcentre-outbox')") is None
    assert len(mails) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits_a_narrow_phone(visit, scheme):
    page = visit("/contact/", color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("textbox", name="Di che cosa si tratta?").fill("sbiancamento")
    expect(page.locator("[data-hc-ask-list] a").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((result) => result.violations.map((one) => [one.id, one.nodes[0].html]))")
    assert found == []
