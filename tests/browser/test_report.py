"""The support lead's way through the report, in Debian's Chromium, over a year of planted answers."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from helpcentre.cli import cli
from helpcentre.collector.store.opening import open_store

from .test_pages import AXE, LAYOUT, RULES, violations

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """A collector over the demo year; yields its address, a key and its database."""
    folder = tmp_path_factory.mktemp("report")
    database = f"sqlite:///{folder}/feedback.db"
    fill = [sys.executable, "scripts/demo_data/fill.py", "--database", database, "--truth", folder / "truth.json"]
    subprocess.run(fill, cwd=ROOT, check=True, capture_output=True)
    said = CliRunner().invoke(cli, ["token", "add", "lead", "--scope", "moderate", "--database", database]).output
    process = subprocess.Popen(
        [Path(sys.executable).with_name("helpcentre"), "collect", "--database", database, "--port", "0",
         "--site", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        port, deadline = None, time.monotonic() + 30
        while port is None and time.monotonic() < deadline:
            found = re.search(r'"port": (\d+)', process.stdout.readline())
            port = found and int(found[1])
        assert port, "the collector did not start"
        yield f"http://127.0.0.1:{port}", re.search(r"hc_\S+", said)[0], database
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


@pytest.fixture(scope="module")
def signed_in(reports, chromium):
    """One browser in which the lead has signed in."""
    address, key, _ = reports
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(120_000)
    opened = watched(context, address)
    opened.goto("/reports/login")
    opened.fill("#token", key)
    opened.click("main button")
    opened.wait_for_url("**/reports/")
    assert opened.alarms == []
    opened.close()
    yield context
    context.close()


def watched(context, address):
    """Return a new page that notes in `alarms` whatever it says, pops up or asks others for."""
    opened = context.new_page()
    alarms = opened.alarms = []
    opened.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    opened.on("pageerror", lambda error: alarms.append(str(error)))
    opened.on("console", lambda message: alarms.append(message.text))
    opened.on("request", lambda request: request.url.startswith(f"{address}/") or alarms.append(request.url))
    return opened


@pytest.fixture
def page(signed_in, reports):
    """A page that may not open windows, fail, write to the console, or send requests to other hosts."""
    opened = watched(signed_in, reports[0])
    yield opened
    opened.close()
    assert opened.alarms == []


WORST = "faq/when-refund"
CONTRAST = "color-contrast"  # all that a dark page can break alone
SCRIPT = "<script>alert('report')</script> nice page"
PAGES = {
    "overview": "",
    "fix next": "articles",
    "all languages": "articles?view=together",
    "article": f"article?id={WORST}&language=et",
    "gaps": "gaps",
    "triage": "triage",
    "quarantine": "quarantine",
    "no such article": "article?id=none&language=et",
}


def test_a_lead_filters_estonian_opens_the_worst_and_files_an_issue(page):
    page.goto("/reports/articles?ui=et")
    page.select_option("select[name=language]", "et")
    page.click(".filter button")
    page.wait_for_url("**language=et**")
    assert WORST in page.inner_text("table.articles tbody tr:first-child")
    page.click("table.articles tbody tr:first-child a")
    page.wait_for_url("**/reports/article?**")
    assert page.inner_text("h1") == "Millal ma raha tagasi saan?"
    assert page.locator("svg.history polyline.line").count() >= 1
    page.locator(".comments input").first.check()
    page.fill("input[name=title]", "Ütle, millal raha on kontol")
    page.click(".filing button")
    filed = page.locator(".issues > li", has_text="Ütle, millal raha on kontol")
    expect(filed).to_have_count(1, timeout=60_000)
    assert page.get_attribute("html", "lang") == "et"
    assert filed.locator("blockquote").count() == 1


def test_a_lead_rewrites_an_issue_and_gives_it_to_somebody_else(page):
    page.goto("/reports/triage?status=open&ui=it")
    filed = page.locator(".issues > li", has_text="Card payments fail with 3-D Secure")
    filed.locator("summary").click()
    filed.locator("input[name=title]").fill("3-D Secure non va")
    filed.locator("select[name=nature]").select_option("product")
    filed.locator("select[name=severity]").select_option("2")
    filed.locator("input[name=owner]").fill("banca")
    filed.locator("button").click()
    rewritten = page.locator(".issues > li", has_text="3-D Secure non va")
    expect(rewritten).to_contain_text("banca", timeout=60_000)
    changed = rewritten.inner_text()
    assert "Prodotto" in changed
    assert "2 · grave" in changed
    assert "banca" in changed
    assert "status=open" in page.url


def test_a_hostile_comment_is_text_in_quarantine_and_on_its_article(page, reports):
    with open_store(reports[2]) as store:
        waiting = store.count_quarantined()
        comment = next(item for item in store.quarantined() if item.text == SCRIPT)
    page.goto("/reports/quarantine")
    odd = page.locator(".issues > li", has_text=SCRIPT)
    assert odd.locator("blockquote").inner_text() == SCRIPT
    odd.locator("button[value=release]").click()
    expect(odd).to_have_count(0, timeout=60_000)
    with open_store(reports[2]) as store:
        assert store.count_quarantined() == waiting - 1
    page.goto(f"/reports/article?id={comment.article}&language={comment.language}")
    assert page.locator(".said", has_text=SCRIPT).count() == 1
    assert page.locator("main script, main img").count() == 0


def test_a_burst_of_votes_is_kept_out_as_one_decision_that_is_asked_about(page, reports):
    page.goto("/reports/quarantine?signal=visitor_budget")
    burst = page.locator(".issues > li", has_text="× 100")
    assert burst.count() == 1
    burst.locator("button[value=discard]").click()
    expect(page.locator("h1")).to_have_text("Keep these 100 answers out?", timeout=60_000)
    page.click("main form a")
    page.wait_for_url("**signal=visitor_budget**")
    assert burst.count() == 1
    burst.locator("button[value=discard]").click()
    page.get_by_role("button", name="Yes, keep them out").click()
    expect(page.get_by_role("status")).to_have_text("100 answers are kept out.", timeout=60_000)
    with open_store(reports[2]) as store:
        assert all("visitor_budget" not in item.signals for item in store.quarantined())


def test_the_chart_bears_the_marks_of_edits_closures_and_notices(page):
    page.goto("/reports/article?id=faq/how-to-return&language=it&ui=it")
    drawn = page.locator("svg.history .flag-text").all_text_contents()
    named = page.locator(".marks li").all_inner_texts()
    assert drawn == [str(number) for number in range(1, len(named) + 1)]
    assert [kind for kind in ("Chiuso", "Avviso", "Modifica") if any(kind in one for one in named)] == [
        "Chiuso", "Avviso", "Modifica",
    ]  # fmt: skip
    assert any("Meglio" in one for one in named)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_on_a_phone_the_chart_opens_at_today_in_either_writing(signed_in, direction):
    page = signed_in.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/reports/article?id={WORST}&language=et")
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    frame, drawing = (page.locator(place).bounding_box() for place in (".drawing .scroll", "svg.history"))
    page.close()
    assert drawing["width"] > frame["width"]
    assert abs(drawing["x"] + drawing["width"] - frame["x"] - frame["width"]) <= 1


def test_details_that_are_folded_on_the_screen_are_printed(signed_in):
    page = signed_in.new_page()
    page.goto("/reports/article?id=faq/how-to-return&language=it&ui=en")
    folded = [page.locator("details td").first, page.locator("details .said").first]
    assert [one.is_visible() for one in folded] == [False, False]
    page.emulate_media(media="print")
    assert [one.bounding_box()["height"] > 0 for one in folded] == [True, True]
    for one in page.locator("details").all():
        heading = one.locator("summary").bounding_box()["height"]
        assert one.bounding_box()["height"] > max(100, 3 * heading)
    page.goto("/reports/triage")
    assert page.locator("details").count() >= 2
    assert [one.is_visible() for one in page.locator("details").all() if one.is_visible()] == []
    page.close()


def test_a_link_opened_signed_out_is_there_after_signing_in(chromium, reports):
    address, key, _ = reports
    with chromium.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/reports/articles?language=et&sort=votes&ui=it")
        page.fill("#token", key)
        page.click("main button")
        page.wait_for_url(f"{address}/reports/articles?language=et&sort=votes&ui=it", timeout=60_000)
        assert page.locator("table.articles").count() == 1


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_every_page_is_quiet_in_every_language(page, language):
    for path in PAGES.values():
        answer = page.goto(f"/reports/{path}{'&' if '?' in path else '?'}ui={language}")
        missing = "none" in path
        page.alarms[:] = [said for said in page.alarms if not (missing and "404" in said)]
        assert answer.status == (404 if missing else 200)
        assert page.get_attribute("html", "lang") == language


FAMILIES = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "DejaVu Serif", "sans-serif"]
WIDTH = """([family, spacing]) => {
  document.body.style.fontFamily = family;
  for (const one of document.querySelectorAll("body *")) one.style.letterSpacing = spacing;
  return document.documentElement.scrollWidth;
}"""


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_pages_need_no_sideways_scrolling_on_a_small_phone_in_any_font_and_with_wider_text(signed_in, path):
    page = signed_in.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/reports/{path}{'&' if '?' in path else '?'}ui=et")
    widths = {
        (family, spacing): page.evaluate(WIDTH, [family, spacing]) for family in FAMILIES for spacing in ("", "0.08em")
    }
    page.close()
    assert {which: width for which, width in widths.items() if width > 320} == {}


def test_headings_are_in_the_same_font_as_the_text(signed_in):
    page = signed_in.new_page()
    page.goto("/reports/")
    families = page.evaluate(
        "[...document.querySelectorAll('h1, h2, body')].map(one => getComputedStyle(one).fontFamily)"
    )
    page.close()
    assert len(set(families)) == 1
    assert families[0].endswith("sans-serif")


def test_a_chart_shows_its_values_with_the_focus_and_under_the_pointer(signed_in):
    page = signed_in.new_page()
    page.goto(f"/reports/article?id={WORST}&language=et&ui=en")
    chart = page.locator("svg.history")
    assert not chart.locator(".values").is_visible()
    chart.focus()
    assert chart.locator(".values").is_visible()
    shown = chart.locator(".values text").all_text_contents()
    name = chart.get_attribute("aria-label")
    assert shown
    assert all(share in name for share in shown)
    weeks = chart.locator(".area title").all_text_contents()
    page.close()
    assert len(weeks) == 52
    assert re.fullmatch(r"\d+ \w+ \d{4} · Yes: \d+ · No: \d+ · \d+% \(\d+%–\d+%\)", weeks[-1])


def test_a_line_of_a_key_figure_says_its_lowest_and_highest_value(signed_in):
    page = signed_in.new_page()
    page.goto("/reports/?ui=en")
    line = page.locator(".kpis svg.spark").first
    name = line.get_attribute("aria-label")
    titles = line.locator("title").all_text_contents()
    page.close()
    assert re.fullmatch(r"Helpful: \d+% now, lowest \d+% \(\d+ \w+\), highest \d+% \(\d+ \w+\)", name)
    assert len(titles) == 13
    assert titles[-1].endswith(f": {name.split()[1]}")


def test_a_table_that_is_stacked_on_a_phone_is_still_a_table_to_a_screen_reader(signed_in):
    page = signed_in.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/reports/articles?ui=en")
    assert page.evaluate("getComputedStyle(document.querySelector('table.articles tr')).display") == "block"
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    rows = page.locator("table.articles tbody tr").count()
    page.close()
    assert roles.count("table") == 1
    assert roles.count("row") == rows + 1
    assert roles.count("rowheader") == rows
    assert roles.count("columnheader") == 7


@pytest.mark.parametrize(("language", "whole"), [("en", 390), ("et", 1280)])
def test_axe_finds_nothing_on_any_page_light_or_dark_narrow_or_wide(
    signed_in, chromium, reports, rounds, language, whole
):
    """Every rule in each language at the width `whole`, every rule at both with `--full`."""
    found = []
    with chromium.new_context(base_url=reports[0], bypass_csp=True) as context:
        context.add_cookies(signed_in.cookies())
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(f"/reports/{path}{'&' if '?' in path else '?'}ui={language}")
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            for scheme, width in ((one, other) for one in ("light", "dark") for other in (390, 1280)):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                rules = {"type": "rule", "values": LAYOUT if scheme == "light" else [CONTRAST]}
                if scheme == "light" and width in rounds((whole,), (390, 1280)):
                    rules = {"type": "tag", "values": RULES}
                broken = page.evaluate(
                    "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules
                )
                found += [(name, scheme, width, one["id"], one["nodes"][0]["target"]) for one in broken["violations"]]
    assert found == []


def test_axe_finds_nothing_at_the_sign_in(chromium, reports):
    with chromium.new_context(base_url=reports[0], bypass_csp=True) as context:
        page = context.new_page()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto("/reports/login")
            assert violations(page) == [], scheme


def test_filter_order_and_files_work_without_javascript(signed_in, chromium, reports):
    with chromium.new_context(base_url=reports[0], java_script_enabled=False) as context:
        context.add_cookies(signed_in.cookies())
        page = context.new_page()
        page.goto("/reports/articles")
        page.select_option("select[name=language]", "it")
        page.click(".filter button")
        page.wait_for_url("**language=it**")
        page.click("th[scope=col] a >> text=Helpful")
        page.wait_for_url("**sort=helpful**")
        tongues = page.locator("table.articles tbody .language-code").all_inner_texts()
        assert {one.casefold() for one in tongues} == {"it"}
        shares = [int(one.rstrip("%")) for one in page.locator("table.articles .figure").all_inner_texts()]
        assert shares == sorted(shares)
        address = page.locator(".download a").first.get_attribute("href")
        assert "language=it" in address
        assert "sort=helpful" in address


def test_the_overview_names_what_was_planted_and_what_got_better(page, reports):
    truth = json.loads(Path(reports[2].removeprefix("sqlite:///")).with_name("truth.json").read_text(encoding="utf-8"))
    story_of = {(one["article"], one["language"]): one["story"] for one in truth["articles"]}
    page.goto("/reports/")

    def stories(links):
        addresses = [parse_qs(urlsplit(link.get_attribute("href")).query) for link in page.locator(links).all()]
        return [story_of[query["id"][0], query["language"][0]] for query in addresses]

    assert set(stories(".next .what > a")) <= {"bad", "degrading"}
    assert sorted(stories("section[aria-labelledby=help] li:has(.better) > a")) == ["fixed", "fixed"]
    assert stories("section[aria-labelledby=help] li:has(.worse) > a") == ["spoilt"]
    assert set(stories("section[aria-labelledby=worse] li > a")) <= {"degrading", "spoilt"}
    planted = {wording for gap in truth["gaps"] for wording in gap["wordings"]}
    vain = [one.strip("“”") for one in page.locator("section[aria-labelledby=gaps] q").all_text_contents()]
    assert set(vain[:5]) <= planted


def test_the_overview_fits_two_printed_pages(signed_in):
    page = signed_in.new_page()
    page.goto("/reports/")
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    page.close()
    assert len(pages) <= 2
