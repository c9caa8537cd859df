"""The site on one origin and the collector on another, in Debian's Chromium; and a third origin, a stranger's."""

import itertools
import json
import socket
import threading
import urllib.request
from dataclasses import dataclass
from uuid import uuid4

import pytest
import uvicorn
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.store.opening import open_store
from tests.collector.process import running
from tests.collector.world import ALWAYS

from .conftest import helpcentre

pytestmark = pytest.mark.browser
MKDOCS = """site_name: Shop
site_url: {site}/
docs_dir: content
theme: {{name: material, font: false}}
plugins:
  - helpcentre/languages: {{default: en, languages: [it]}}
  - helpcentre/articles: {{frame: helpcentre}}
  - helpcentre/feedback: {{collector_url: "{collector}"}}
markdown_extensions: [helpcentre.markdown_blocks]
"""
PAGES = {
    "en/index.md": "---\ntitle: Help\nkind: page\n---\nWelcome.\n",
    "en/about.md": "---\ntitle: About us\nkind: page\n---\nHow do we do?\n\n/// csat\n///\n",
    "en/faq/pay.md": "---\ntitle: How can I pay?\nkind: faq\n---\nBy card.\n",
    "it/index.md": "---\ntitle: Aiuto\nkind: page\n---\nBenvenuti.\n",
    "it/faq/pay.md": "---\ntitle: Come posso pagare?\nkind: faq\n---\nCon la carta.\n",
}


@dataclass(frozen=True)
class World:
    """Three origins: the site, a stranger (the same pages under another name), and the collector."""

    site: str
    stranger: str
    collector: str
    database: str

    def votes(self):
        with open_store(self.database) as store:
            return sum(one.n for one in store.votes(*ALWAYS))

    def refused(self):
        with urllib.request.urlopen(f"{self.collector}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return sum(int(line.rsplit(" ", 1)[1]) for line in lines if 'reason="origin_not_allowed"' in line)


READERS = itertools.count()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("origins")
    listener, port = socket.create_server(("127.0.0.1", 0)), free_port()
    site, collector = f"http://localhost:{listener.getsockname()[1]}", f"http://127.0.0.1:{port}"
    for name, text in PAGES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(MKDOCS.format(site=site, collector=collector), encoding="utf-8")
    helpcentre("build", "--config", str(config), "--site-dir", str(folder / "built"))
    server = uvicorn.Server(uvicorn.Config(BuiltSite(folder / "built"), lifespan="off", log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    database = f"sqlite:///{folder}/feedback.db"
    try:
        with running(folder, database, "--site", str(folder / "built"), "--port", str(port)):
            stranger = site.replace("localhost", "127.0.0.1")
            yield World(site, stranger, collector, database)
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def browse(chromium):
    """Return a function that opens an address in a fresh browser of another reader, with its console and requests."""
    contexts = []

    def open_page(address, cookies=(), **options):
        context = chromium.new_context(**{"user_agent": f"Reader {next(READERS)}"} | options)
        contexts.append(context)
        context.add_cookies(list(cookies))
        page = context.new_page()
        page.said, page.sent = [], []
        page.on("console", lambda message: page.said.append(message.text))
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", lambda event: page.sent.append(event["request"]))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sent_to(page, address):
    return [(request["method"], request["headers"]) for request in page.sent if request["url"].startswith(address)]


ASK = """async ([url, type, body]) => {
  try {
    const answer = await fetch(url, {method: 'POST', body, headers: {'Content-Type': type}});
    return [answer.status, await answer.text()];
  } catch (error) { return [0, error.name]; }
}"""


def vote_on(page):
    """Return a vote as the page's own widget would send it."""
    about = page.locator("[data-hc-feedback]").evaluate("one => ({...one.dataset})")
    kept = {name: about[name] for name in ("article", "language", "version")}
    return json.dumps({"kind": "vote", "id": str(uuid4()), "value": 1, **kept})


def test_a_vote_clicked_on_the_site_arrives_at_the_collector_without_preflight_or_cookie(browse, world):
    before = world.votes()
    page = browse(f"{world.site}/faq/pay/", [{"name": "a", "value": "b", "url": world.collector}])

    page.get_by_role("button", name="Yes", exact=True).click()
    page.locator("[data-hc-status]").filter(has_text="Thank you!").wait_for()

    [(method, headers)] = sent_to(page, world.collector)
    assert (method, headers["Content-Type"]) == ("POST", "text/plain")
    assert not {"Cookie", "cookie", "Authorization"} & headers.keys()
    assert world.votes() == before + 1
    assert page.said == []
    assert {one["name"] for one in page.context.cookies()} == {"a"}


def test_json_is_asked_about_first_and_then_taken(browse, world):
    page = browse(f"{world.site}/faq/pay/")
    status, _ = page.evaluate(ASK, [f"{world.collector}/feedback/v1/items", "application/json", vote_on(page)])
    assert status == 201
    assert sorted(method for method, _ in sent_to(page, world.collector)) == ["OPTIONS", "POST"]


def test_a_vote_clicked_on_a_strangers_copy_of_the_site_is_refused_and_never_called_stored(browse, world):
    before, refused = world.votes(), world.refused()
    page = browse(f"{world.stranger}/faq/pay/")

    page.get_by_role("button", name="Yes", exact=True).click()
    page.locator("[data-hc-status]:not(:empty)").wait_for()

    assert "Thank you" not in page.locator("[data-hc-status]").inner_text()
    assert [line for line in page.said if "CORS" in line], "the site's owner sees nothing in the console"
    assert world.refused() > refused
    assert world.votes() == before


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_a_stranger_reads_no_answer_and_stores_nothing(browse, world, kind):
    before = world.votes()
    page = browse(f"{world.stranger}/faq/pay/", bypass_csp=True)
    for path in ("/feedback/v1/items", "/feedback/v1/form", "/reports/login"):
        assert page.evaluate(ASK, [world.collector + path, kind, vote_on(page)]) == [0, "TypeError"]
    assert (
        page.evaluate("url => fetch(url).then(() => 'read', () => 'refused')", f"{world.collector}/metrics")
        == "refused"
    )
    assert world.votes() == before


def test_a_beacon_counts_from_the_site_and_not_from_a_stranger(browse, world):
    for origin, more in ((world.site, 1), (world.stranger, 0)):
        before, refused = world.votes(), world.refused()
        page = browse(f"{origin}/it/faq/pay/", bypass_csp=True)
        url = f"{world.collector}/feedback/v1/items"
        assert page.evaluate("([url, body]) => navigator.sendBeacon(url, body)", [url, vote_on(page)])
        for _ in range(50):
            if world.votes() > before or world.refused() > refused:
                break
            page.wait_for_timeout(100)
        assert (world.votes() - before, world.refused() - refused) == (more, 1 - more)


def test_without_javascript_the_form_goes_to_the_collector_and_comes_back_to_the_article(browse, world):
    before = world.votes()
    page = browse(f"{world.site}/it/faq/pay/", java_script_enabled=False)

    page.get_by_role("button", name="Sì", exact=True).click()
    page.wait_for_url(f"{world.site}/it/faq/pay/#helpcentre-thanks")

    assert page.get_by_text("Grazie! La tua risposta").is_visible()
    assert world.votes() == before + 1


def test_without_javascript_a_score_returns_to_the_page_it_was_given_on(browse, world):
    page = browse(f"{world.site}/about/", java_script_enabled=False)
    assert not page.get_by_text("Your answer is counted").is_visible()

    page.get_by_role("button", name="4 of 5").click()
    page.wait_for_url(f"{world.site}/about/#helpcentre-thanks-csat")

    assert page.get_by_text("Your answer is counted").is_visible()
    with open_store(world.database) as store:
        assert [(row["kind"], row["value"]) for row in store.read_table("item") if row["kind"] == "csat"] == [
            ("csat", 4)
        ]


def test_without_javascript_a_strangers_form_is_refused_in_words(browse, world):
    before = world.votes()
    page = browse(f"{world.stranger}/faq/pay/", java_script_enabled=False, locale="en-GB")

    page.get_by_role("button", name="Yes", exact=True).click()
    page.wait_for_url(f"{world.collector}/feedback/v1/form")

    assert page.get_by_role("heading", level=1).is_visible()
    assert world.votes() == before


def key(world, scope):
    said = CliRunner().invoke(
        cli, ["token", "add", f"{scope}-{uuid4().hex[:6]}", "--scope", scope, "--database", world.database]
    )
    assert said.exit_code == 0, said.output
    return said.stdout.strip().splitlines()[-1]


def signed_in(browse, world, scope):
    page = browse(f"{world.collector}/reports/login")
    page.answers = []
    page.on("response", lambda answer: page.answers.append((answer.status, answer.url)))
    page.reload()
    page.fill("#token", key(world, scope))
    page.click("main button")
    page.wait_for_url("**/reports/")
    return page


def test_signing_in_asks_for_nothing_that_is_missing_and_the_console_stays_empty(browse, world):
    page = signed_in(browse, world, "read")
    page.goto(f"{world.collector}/reports/quarantine")
    assert [answer for answer in page.answers if answer[0] >= 400] == []
    assert page.said == []
    for name in ("login", "quarantine"):
        page.goto(f"{world.collector}/reports/{name}")
        [icon] = page.locator("link[rel=icon]").evaluate_all("all => all.map(one => one.href)")
        assert page.request.get(icon).headers["content-type"] == "image/svg+xml"


def test_a_page_of_the_same_site_can_neither_frame_nor_use_the_session_of_a_lead(browse, world):
    page = browse(f"{world.site}/it/faq/pay/", java_script_enabled=False, user_agent="Trap")
    form = page.locator("form[action$='/feedback/v1/form']").first
    assert form.is_visible()
    fields = form_fields(page) | {"website": "http://spam.example", "value": "0"}
    answer = page.request.post(
        f"{world.collector}/feedback/v1/form", form=fields, headers={"origin": world.site}, max_redirects=0
    )
    assert answer.status == 303
    with open_store(world.database) as store:
        [aside] = store.quarantined()
    lead = signed_in(browse, world, "moderate")
    evil = lead.context.new_page()  # another port of the same address: the browser sends the lead's cookie along
    evil.goto(f"{world.stranger}/faq/pay/")
    evil.set_content(
        f'<form method="post" action="{world.collector}/reports/quarantine/{aside.id}"><button name="do" '
        f'value="release">Win</button></form><iframe src="{world.collector}/reports/"></iframe>'
    )
    evil.get_by_role("button", name="Win").click()
    evil.wait_for_url(f"{world.collector}/reports/quarantine/**")
    with open_store(world.database) as store:
        assert [one.id for one in store.quarantined()] == [aside.id]
    assert lead.goto(f"{world.collector}/reports/quarantine").status == 200


def form_fields(page):
    names = ("kind", "article", "language", "version")
    return {name: page.locator(f"form input[name={name}]").first.get_attribute("value") for name in names}
