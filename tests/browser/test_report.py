"""The support lead's way through the report, in Debian's Chromium, over a year of planted answers."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.store import open_store

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """A collector over the demo year; yields its address, a key and its database."""
    folder = tmp_path_factory.mktemp("report")
    database = f"sqlite:///{folder}/feedback.db"
    fill = [sys.executable, "scripts/demo_data/fill.py", "--database", database]
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
    opened = context.new_page()
    opened.goto("/reports/login")
    opened.fill("#token", key)
    opened.click("main button")
    opened.wait_for_url("**/reports/")
    opened.close()
    yield context
    context.close()


@pytest.fixture
def page(signed_in):
    """A page in which nothing may pop up or fail."""
    opened, alarms = signed_in.new_page(), []
    opened.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    opened.on("pageerror", lambda error: alarms.append(str(error)))
    yield opened
    opened.close()
    assert alarms == []


def test_a_lead_filters_estonian_opens_the_worst_and_files_an_issue(page, reports):
    page.goto("/reports/articles?ui=et")
    page.select_option("select[name=language]", "et")
    page.click(".filter button")
    assert "faq/when-refund" in page.inner_text("table.articles tbody tr:first-child")
    page.click("table.articles tbody tr:first-child a")
    assert page.inner_text("h1") == "Millal ma raha tagasi saan?"
    assert page.locator("svg.history polyline.line").count() >= 1
    page.locator(".comments input").first.check()
    page.fill("input[name=title]", "Ütle, millal raha on kontol")
    page.click(".filing button")
    assert page.locator(".issues b", has_text="Ütle, millal raha on kontol").count() == 1


def test_a_lead_lets_a_quarantined_item_count(page, reports):
    with open_store(reports[2]) as store:
        waiting = len(store.quarantined())
    page.goto("/reports/quarantine")
    page.locator("button[value=release]").first.click()
    page.wait_for_load_state()
    with open_store(reports[2]) as store:
        assert len(store.quarantined()) == waiting - 1


@pytest.mark.parametrize("path", ["", "articles", "gaps", "triage", "article?id=faq/when-refund&language=et"])
def test_pages_need_no_sideways_scrolling_on_a_small_phone(page, path):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/reports/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("article", "language"), [("troubleshooting/payment-declined", "it"), ("faq/customs-and-duties", "id")]
)
def test_hostile_comments_are_text(page, article, language):
    page.goto(f"/reports/article?id={article}&language={language}")
    assert page.locator(".comments li").count() > 0
    assert page.locator(".comments script, .comments img").count() == 0
