"""A troubleshooter in a real browser: by keyboard to its ends, with Back, deep links and paper, and what is counted."""

import pytest

from .conftest import collecting, read_report
from .test_pages import violations

pytestmark = pytest.mark.browser
LAMP = "/troubleshooting/lamp-does-not-light/"
STEPS = ["start", "bulb", "wrong-bulb", "power", "dimmer", "faulty"]


@pytest.fixture
def served(tmp_path, built_site):
    """A collector for each test, so that only its own runs are counted."""
    with collecting(tmp_path, built_site) as found:
        yield found


def shown(page):
    """Return the ids of the steps and ends that readers see."""
    return page.locator(".troubleshooter__step, [data-hc-end]").evaluate_all(
        "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true}))"
        ".map(one => one.querySelector('[id]').id)"
    )


def answer(page, words):
    """Follow an answer with the keyboard and wait until its step has the focus."""
    link = page.get_by_role("link", name=words, exact=True)
    target = link.evaluate("link => link.hash")
    link.press("Enter")
    page.locator(f"{target}:focus").wait_for()


def runs(served):
    rows = read_report(served.database, "en")["rows"]
    found = next((row for row in rows if row["article"].endswith("lamp-does-not-light")), None)
    return found["troubleshooter"] if found else None


def test_a_reader_gets_by_keyboard_to_the_solution_and_back_and_it_is_counted_once(visit, served):
    page = visit(LAMP)
    assert shown(page) == ["start"]
    answer(page, "It stays dark")
    answer(page, "It's still dark")
    assert shown(page) == ["power"]

    for step in ("bulb", "start"):
        page.go_back()
        page.locator(f"#{step}:focus").wait_for()
        assert shown(page) == [step]
    page.go_forward()
    page.locator("#bulb:focus").wait_for()
    page.get_by_role("button", name="Previous question").press("Enter")
    page.locator("#start:focus").wait_for()
    answer(page, "It flickers or hums when I dim it")
    with page.expect_request(lambda request: "solved" in (request.post_data or "")):
        answer(page, "The light is steady now")
    assert shown(page) == ["solved"]
    assert page.said == []

    page.wait_for_load_state("networkidle")
    found = runs(served)
    assert (found["entered"], found["solved"], found["contacted"], found["stopped"]) == (1, 1, 0, 0)
    assert {step["id"]: (step["reached"], step["solved"]) for step in found["steps"]} == {
        "start": (1, 0), "bulb": (1, 0), "power": (1, 0), "dimmer": (1, 1),
    }  # fmt: skip


def test_a_reader_who_is_not_helped_takes_the_steps_along_to_the_contact_page(visit):
    page = visit(LAMP)
    for words in ("It stays dark", "It's still dark", "It's still dark", "I'd like to report a faulty lamp"):
        answer(page, words)

    assert page.locator(".troubleshooter__tried li").all_inner_texts() == [
        "What does your lamp do? – It stays dark",
        "The bulb is loose or worn out – It's still dark",
        "There's no power – It's still dark",
        "The lamp itself is faulty – I'd like to report a faulty lamp",
    ]
    page.locator("[data-hc-end]").get_by_role("link", name="Contact us").click()
    page.wait_for_url("**/contact/")
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('helpcentre-visit'))")
    assert kept["article"]["id"] == "troubleshooting/lamp-does-not-light"
    assert [passed["step"] for passed in kept["way"]] == ["start", "bulb", "power", "faulty"]
    assert kept["run"]["outcome"] == "contacted"


def test_an_address_leads_into_the_middle_and_ticks_stay_on_the_device_until_they_are_taken_off(visit):
    page = visit(f"{LAMP}#power")
    assert shown(page) == ["power"]
    page.get_by_role("checkbox", name="Try another socket").check()
    page.reload()
    assert page.get_by_role("checkbox", name="Try another socket").is_checked()
    page.get_by_role("checkbox", name="Try another socket").uncheck()
    assert page.evaluate("localStorage.getItem('helpcentre-ticks')") is None
    page.get_by_role("link", name="Start again").click()
    page.locator("#start:focus").wait_for()
    page.goto(page.url.partition("#")[0] + "#nowhere")
    assert shown(page) == ["start"]


def test_on_paper_and_without_a_script_every_step_is_there_and_each_answer_leads_to_its_step(visit):
    page = visit(LAMP)
    page.emulate_media(media="print")
    assert shown(page) == [*STEPS, "contact"]

    plain = visit(LAMP, java_script_enabled=False)
    sections = plain.locator(".troubleshooter__step")
    assert sections.count() == len(STEPS)
    assert all(sections.nth(number).is_visible() for number in range(len(STEPS)))
    assert not plain.locator("#solved").is_visible()
    plain.get_by_role("link", name="It lights up now").first.click()
    plain.locator("#solved").wait_for(state="visible")
    plain.get_by_role("link", name="I'd like to report a faulty lamp").click()
    assert plain.url.endswith("#contact")
    assert plain.locator("[data-hc-end]").get_by_role("link", name="Contact us").is_visible()


def test_a_step_is_a_heading_with_boxes_to_tick_links_and_a_way_back(visit):
    page = visit(f"{LAMP}#dimmer", viewport={"width": 320, "height": 800}, bypass_csp=True)
    answer(page, "It still flickers")
    page.go_back()
    page.locator("#dimmer:focus").wait_for()
    snapshot = page.locator(".troubleshooter__step:not([hidden])").aria_snapshot()
    assert 'heading "The lamp flickers on a dimmer' in snapshot
    assert 'checkbox "Look at the bulb' in snapshot
    assert 'link "The light is steady now"' in snapshot
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(page) == [], scheme
