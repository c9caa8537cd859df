"""A customer votes in a real browser, and the support lead sees it in the report."""

import json

import pytest

from helpcentre.language.strings import strings

from .conftest import collecting, read_report

pytestmark = pytest.mark.browser
ARTICLE = "/it/troubleshooting/payment-declined/"


@pytest.fixture
def served(tmp_path, built_site):
    """A collector for each test: readers of one address share a budget."""
    with collecting(tmp_path, built_site) as found:
        yield found


def wait_for_message(page, words):
    """Wait until the widget announces these words."""
    page.locator("[data-hc-status]").filter(has_text=words).wait_for()


def until_empty(page, key):
    """Wait until the browser keeps nothing under this key (`wait_for_function` would need `unsafe-eval`)."""
    for _ in range(100):
        if page.evaluate("key => localStorage.getItem(key)", key) is None:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{key} still holds something after ten seconds")


def rows(served, language="it"):
    report = read_report(served.database, language)
    return {row["article"]: (row["yes"], row["no"]) for row in report["rows"]}


def test_a_vote_clicked_on_an_italian_article_appears_in_the_report(visit, served):
    before = rows(served).get("troubleshooting/payment-declined", (0, 0))
    page = visit(ARTICLE)

    page.get_by_role("button", name="Sì", exact=True).click()
    wait_for_message(page, "Grazie!")

    yes, no = rows(served)["troubleshooting/payment-declined"]
    assert (yes, no) == (before[0] + 1, before[1])
    assert page.said == []


def test_no_asks_for_the_reason_and_keeps_reason_and_comment(visit, served):
    page = visit("/et/faq/when-refund/")

    page.get_by_role("button", name="Ei", exact=True).click()
    wait_for_message(page, "Aitäh, et ütlesid.")
    page.get_by_label("Info on vananenud").check()
    page.get_by_label("Oma sõnadega").fill("Raha ei ole kahe nädala pärast kohal, kirjuta mulle mari@example.com")
    page.get_by_role("button", name="Saada").click()
    wait_for_message(page, "Keegi meie meeskonnast loeb selle läbi.")

    report = read_report(served.database, "et")
    [row] = [row for row in report["rows"] if row["article"] == "faq/when-refund"]
    assert (row["yes"], row["no"]) == (0, 1)
    assert "mari@example.com" not in json.dumps(report)


def test_a_vote_can_be_changed_and_counts_once(visit, served):
    page = visit("/id/faq/how-to-return/")

    page.get_by_role("button", name="Ya", exact=True).click()
    wait_for_message(page, "Terima kasih! Jawaban Anda")
    page.get_by_role("button", name="Ubah jawaban saya").click()
    page.get_by_role("button", name="Tidak", exact=True).click()
    wait_for_message(page, "Terima kasih sudah memberi tahu.")

    assert rows(served, "id")["faq/how-to-return"] == (0, 1)


def test_a_vote_can_be_deleted(visit, served):
    page = visit("/faq/invoice/")

    page.get_by_role("button", name="Yes", exact=True).click()
    wait_for_message(page, "Thank you! Your answer")
    page.get_by_role("button", name="Delete my answer").click()
    wait_for_message(page, "Your answer has been deleted.")

    assert rows(served, "en").get("faq/invoice", (0, 0)) == (0, 0)


def test_a_vote_works_without_javascript_and_comes_back_to_the_thanks(visit, served):
    page = visit("/it/faq/invoice/", java_script_enabled=False)

    page.get_by_role("button", name="Sì", exact=True).click()
    page.wait_for_url("**/it/faq/invoice/#helpcentre-thanks")

    assert page.get_by_text("Grazie! La tua risposta aiuta chi viene dopo di te.").is_visible()
    assert rows(served)["faq/invoice"] == (1, 0)


def test_a_vote_works_by_keyboard_alone(visit, served):
    page = visit("/faq/choose-size/")
    yes = page.get_by_role("button", name="Yes", exact=True)

    yes.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for_message(page, "Thank you for telling us.")

    assert page.evaluate("document.activeElement.name") == "reason"
    assert rows(served, "en")["faq/choose-size"] == (0, 1)


NO_SUBMITTER = "delete SubmitEvent.prototype.submitter"
NO_RANDOM_UUID = "delete Crypto.prototype.randomUUID"


def in_view(page, selector):
    return page.locator(selector).evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight; }"
    )


def reasons(served, article, language="en"):
    report = read_report(served.database, language)
    [row] = [row for row in report["rows"] if row["article"] == article]
    return {reason: number for reason, number in row["reasons"].items() if number}


def test_enter_on_a_reason_sends_the_reason_and_never_a_yes(visit, served):
    page = visit("/policies/returns/")

    page.get_by_role("button", name="No", exact=True).click()
    wait_for_message(page, "Thank you for telling us.")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "unclear"
    page.keyboard.press("Enter")
    wait_for_message(page, "Thank you! Your answer helps the next person.")

    assert rows(served, "en")["policies/returns"] == (0, 1)
    assert reasons(served, "policies/returns") == {"unclear": 1}


def test_enter_on_a_reason_is_a_no_without_javascript_too(visit, served):
    page = visit("/policies/warranty/", java_script_enabled=False)

    page.get_by_text("What went wrong?").click()
    page.get_by_label("It is out of date").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policies/warranty/#helpcentre-thanks")

    assert rows(served, "en")["policies/warranty"] == (0, 1)
    assert reasons(served, "policies/warranty") == {"outdated": 1}


@pytest.mark.parametrize(("answer", "counted"), [("Sì", (1, 0)), ("No", (0, 1))])
def test_a_browser_that_hides_which_button_was_pressed_posts_the_form_itself(visit, served, answer, counted):
    article = {"Sì": "faq/choose-size", "No": "faq/delivery-times"}[answer]
    page = visit(f"/it/{article}/")
    page.add_init_script(NO_SUBMITTER)
    page.reload()

    page.get_by_role("button", name=answer, exact=True).click()
    page.wait_for_url("**/#helpcentre-thanks")

    assert rows(served)[article] == counted


def test_a_vote_needs_no_function_that_only_secure_origins_have(visit, served):
    page = visit("/it/faq/how-to-return/")
    page.add_init_script(NO_RANDOM_UUID)
    page.reload()

    page.get_by_role("button", name="Sì", exact=True).click()
    wait_for_message(page, "Grazie!")

    assert rows(served)["faq/how-to-return"] == (1, 0)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_words_of_thanks_are_within_view(visit, width):
    page = visit("/it/faq/where-is-my-order/", viewport={"width": width, "height": 700})

    page.get_by_role("button", name="No", exact=True).click()
    wait_for_message(page, "Grazie per avercelo detto.")

    assert in_view(page, "[data-hc-status]")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.get_by_role("button", name="Invia").click()
    wait_for_message(page, "Grazie! La tua risposta")
    assert in_view(page, "[data-hc-status]")
    assert page.evaluate("document.activeElement.role") == "status"


def test_the_focus_stays_in_the_widget_after_an_answer_is_deleted(visit):
    page = visit("/et/faq/choose-size/")
    page.get_by_role("button", name="Jah", exact=True).click()
    wait_for_message(page, "Aitäh")

    page.get_by_role("button", name=strings("et")["feedback.delete"]).focus()
    page.keyboard.press("Enter")
    wait_for_message(page, strings("et")["feedback.deleted"])

    assert page.evaluate("document.activeElement.role") == "status"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.value") == "0"


def test_an_answer_that_only_waits_can_be_deleted_without_a_connection(visit, served):
    page = visit("/et/faq/how-to-return/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Jah", exact=True).click()
    wait_for_message(page, "Hoiame vastust selles seadmes")

    page.get_by_role("button", name=strings("et")["feedback.delete"]).click()
    wait_for_message(page, strings("et")["feedback.deleted"])
    page.context.set_offline(False)
    page.reload()

    assert page.evaluate("localStorage.getItem('helpcentre-outbox')") is None
    assert rows(served, "et").get("faq/how-to-return", (0, 0)) == (0, 0)


def test_a_collector_that_cannot_store_is_not_called_a_lost_connection(visit):
    page = visit("/faq/gift-cards/")
    page.route("**/feedback/v1/items", lambda route: route.fulfill(status=503, body='{"error":"unavailable"}'))

    page.get_by_role("button", name="Yes", exact=True).click()

    wait_for_message(page, strings("en")["feedback.busy"])


def test_an_answer_given_offline_is_kept_and_sent_once_the_connection_is_back(visit, served):
    page = visit("/et/faq/invoice/")

    page.context.set_offline(True)
    page.get_by_role("button", name="Jah", exact=True).click()
    wait_for_message(page, "Hoiame vastust selles seadmes")
    page.context.set_offline(False)
    until_empty(page, "helpcentre-outbox")

    assert rows(served, "et")["faq/invoice"] == (1, 0)


def test_a_refused_answer_says_so(visit):
    page = visit("/faq/delivery-times/")
    page.route("**/feedback/v1/items", lambda route: route.fulfill(status=403, body='{"error":"origin_not_allowed"}'))

    page.get_by_role("button", name="Yes", exact=True).click()

    wait_for_message(page, "Your answer could not be sent.")
    assert page.get_by_role("button", name="Yes", exact=True).is_visible()


def test_the_widget_remembers_an_answer_and_asks_again_after_the_text_has_changed(visit):
    page = visit("/it/faq/gift-cards/")
    page.get_by_role("button", name="No", exact=True).click()
    wait_for_message(page, "Grazie per avercelo detto.")

    page.reload()
    wait_for_message(page, "Ci hai detto che non ti è stato utile.")
    page.evaluate(
        """() => { const key = 'helpcentre-answers'; const all = JSON.parse(localStorage.getItem(key));
        all['it/faq/gift-cards'].version = '0000000000000000'; localStorage.setItem(key, JSON.stringify(all)); }"""
    )
    page.reload()

    wait_for_message(page, "Ci avevi detto che questa pagina non era utile.")
