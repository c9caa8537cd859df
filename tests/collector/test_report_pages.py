"""The report pages as a support lead meets them: signed in, in four languages, readers' words as text."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient

from helpcentre.collector.items import Item
from helpcentre.collector.server.app import create_app
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.contract.manifest import Heading, Manifest, ManifestArticle, ManifestSite, SiteEvent

NOW = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)
DAY = 86_400_000
VERSION = "a" * 16
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> </textarea>\"'>"


def item(number, kind="vote", days=2, **more):
    at = NOW - days * DAY - number
    about = {"article": "faq/pay", "version": VERSION} if kind in ("vote", "comment") else {}
    return Item(number.to_bytes(16, "big"), kind, more.pop("language", "et"), at, at, **{**about, **more})


class World:
    """The database of a running collector; a test reads it over a separate connection."""

    def __init__(self, address):
        self.address, self.keys = address, {}

    def fill(self, store):
        articles = [
            ManifestArticle(
                id="faq/pay",
                language=code,
                version=VERSION,
                url=f"{code}/",
                title=HOSTILE,
                kind="faq",
                headings=(Heading("card", HOSTILE),),
            )
            for code in ("en", "et")
        ]
        site = ManifestSite(name="Shop", languages=("en", "et"))
        closed = SiteEvent(kind="closure", name="break", first=date(2026, 8, 10), last=date(2026, 8, 21),
                           words={"en": HOSTILE, "et": "suvepuhkus"})  # fmt: skip
        store.learn(Manifest(site=site, articles=tuple(articles), events=(closed,)), 0)
        store.write([item(number, value=int(number > 15), reason="") for number in range(1, 21)])
        store.write([item(21, value=1, language="en")])
        store.write([item(30, "comment", text=HOSTILE, parent=(1).to_bytes(16, "big"))])
        store.write([item(40, "search", text=HOSTILE, results=0)])
        runs = {"article": "faq/pay", "version": VERSION, "steps": "card"}
        store.write([item(50 + n, "troubleshooter", **runs, outcome=end) for n, end in enumerate(("solved", "open"))])
        for scope in ("read", "moderate"):
            secret, hashed = new_secret()
            store.add_token(hashed, Token(scope, scope, 0, None, None))
            self.keys[scope] = {"authorization": f"Bearer {secret}", "accept": "text/html"}

    def issues(self):
        with open_store(self.address) as opened:
            return opened.issues(datetime.fromtimestamp(NOW / 1000, UTC))


@pytest.fixture
def store(tmp_path):
    made = World(f"sqlite:///{tmp_path}/feedback.db")
    with open_store(made.address) as opened:
        made.fill(opened)
    return made


def key(store, scope):
    return store.keys[scope]


@pytest.fixture
def client(store):
    with open_store(store.address) as opened:
        app = create_app(opened, Settings(clock=lambda: NOW))
        with TestClient(app, base_url="http://127.0.0.1") as entered:
            yield entered


PAGES = ["", "articles", "articles?view=together", "article?id=faq/pay&language=et", "gaps", "triage", "quarantine"]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.handlers = set(), []

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_every_page_shows_readers_words_as_text_in_every_language(client, store, path, language):
    joint = "&" if "?" in path else "?"
    answer = client.get(f"/reports/{path}{joint}ui={language}", headers=key(store, "read"))
    assert answer.status_code == 200
    tags = Tags()
    tags.feed(answer.text)
    assert not tags.found & {"script", "img", "iframe"}
    assert tags.handlers == []
    assert f'<html lang="{language}"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_lead_sees_how_the_runs_of_a_troubleshooter_ended_at_each_step(client, store):
    page = client.get("/reports/article?id=faq/pay&language=et&ui=en", headers=key(store, "read")).text
    assert "Began: 2 · solved: 1 · went to contact: 0 · gave up: 1" in page
    cells = re.findall(r'<td class="number">(\d+)</td>', page.partition('id="runs"')[2].partition("</table>")[0])
    assert cells == ["2", "1", "0", "1"]
    assert 'id="runs"' not in client.get("/reports/article?id=faq/pay&language=en", headers=key(store, "read")).text


@pytest.mark.parametrize("path", PAGES)
def test_without_a_key_nobody_reads_a_page(client, path):
    assert client.get(f"/reports/{path}").status_code == 401


def test_a_reading_key_changes_nothing(client, store):
    read = key(store, "read")
    assert client.post("/reports/issues", data={"title": "x"}, headers=read).status_code == 403
    assert client.post("/reports/issues/1", data={"status": "fixed"}, headers=read).status_code == 403
    assert (
        '<form method="post" action="/reports/issues"'
        in client.get("/reports/article?id=faq/pay&language=et", headers=read).text
    )
    assert 'type="checkbox"' not in client.get("/reports/article?id=faq/pay&language=et", headers=read).text


def test_a_lead_files_comments_as_an_issue_and_plans_it(client, store):
    moderate = key(store, "moderate")
    chosen = "00000000-0000-0000-0000-00000000001e"
    fields = {f"item-{chosen}": "1", "title": "Say it", "nature": "content", "severity": "1", "article": "faq/pay"}
    answer = client.post(
        "/reports/issues", data={**fields, "language": "et", "issue": ""}, headers=moderate, follow_redirects=False
    )
    assert answer.status_code == 303
    (issue,) = store.issues()
    assert (issue.title, issue.severity, issue.items, issue.article) == ("Say it", 1, (chosen,), "faq/pay")
    client.post(f"/reports/issues/{issue.issue}", data={"status": "planned", "severity": "3"}, headers=moderate)
    (issue,) = store.issues()
    assert (issue.status, issue.severity) == ("planned", 3)
    page = client.get("/reports/triage", headers=moderate).text
    assert "&lt;script&gt;" in page


def test_a_lead_opens_an_issue_and_changes_everything_about_it(client, store):
    moderate = key(store, "moderate")
    fields = {"title": "Call  the\nbank", "nature": "product", "severity": "3", "owner": "pay-team", "ui": "et"}
    answer = client.post("/reports/issues", data=fields, headers=moderate, follow_redirects=False)
    assert answer.headers["location"] == "/reports/triage?ui=et#F-1"
    changed = {"title": "Call the other bank", "nature": "service", "severity": "1", "status": "fixed", "owner": ""}
    answer = client.post(
        "/reports/issues/1", data={**changed, "only": "open", "days": "90"}, headers=moderate, follow_redirects=False
    )
    assert answer.headers["location"] == "/reports/triage?days=90#F-1"
    (issue,) = store.issues()
    assert (issue.title, issue.nature, issue.severity, issue.status, issue.owner) == (
        "Call the other bank", "service", 1, "fixed", None,
    )  # fmt: skip


def test_a_title_is_never_taken_away(client, store):
    moderate = key(store, "moderate")
    client.post("/reports/issues", data={"title": "Keep me"}, headers=moderate)
    client.post("/reports/issues/1", data={"title": "  ", "status": "planned"}, headers=moderate)
    assert [(issue.title, issue.status) for issue in store.issues()] == [("Keep me", "planned")]


def test_issues_are_filtered_by_status_in_page_and_files(client, store):
    moderate, read = key(store, "moderate"), key(store, "read")
    for title, status in (("First", "open"), ("=Second", "planned")):
        client.post("/reports/issues", data={"title": title}, headers=moderate)
        client.post(f"/reports/issues/{len(store.issues())}", data={"status": status}, headers=moderate)
    page = client.get("/reports/triage?status=planned", headers=read).text
    assert "=Second" in page
    assert "First" not in page
    assert "'=Second" in client.get("/reports/triage?status=planned&form=csv", headers=read).text
    found = client.get("/reports/triage?status=planned&form=json", headers=read).json()["issues"]
    assert [(issue["title"], issue["items"]) for issue in found] == [("=Second", 0)]


def set_aside(store, count):
    with open_store(store.address) as opened:
        for number in range(100, 100 + count):
            one = item(number, value=0)
            one.quarantine("too_fast")
            opened.write([one])


def test_alike_items_of_the_quarantine_are_one_decision(client, store):
    set_aside(store, 7)
    moderate = key(store, "moderate")
    page = client.get("/reports/quarantine", headers=moderate).text
    assert page.count('value="release"') == 1
    assert "× 7" in page
    chosen = dict.fromkeys(re.findall(r'name="(item-[^"]+)"', page), "1")
    client.post("/reports/quarantine", data={**chosen, "do": "discard"}, headers=moderate)
    with open_store(store.address) as opened:
        assert opened.count_quarantined() == 0
        assert len(opened.quarantined(discarded=True)) == 7


def test_a_form_without_a_decision_leaves_the_quarantine_alone(client, store):
    set_aside(store, 2)
    moderate = key(store, "moderate")
    page = client.get("/reports/quarantine", headers=moderate).text
    chosen = dict.fromkeys(re.findall(r'name="(item-[^"]+)"', page), "1")
    client.post("/reports/quarantine", data={**chosen, "do": "erase"}, headers=moderate)
    with open_store(store.address) as opened:
        assert opened.count_quarantined() == 2


def test_the_quarantine_is_filtered_by_what_raised_suspicion(client, store):
    set_aside(store, 2)
    moderate = key(store, "moderate")
    page = client.get("/reports/quarantine?signal=nonsense", headers=moderate).text
    assert "× 2" in page


def test_every_line_of_the_key_figures_is_in_a_table_too(client, store):
    page = client.get("/reports/", headers=key(store, "read")).text
    table = page.partition('<table class="plainer">')[2].partition("</table>")[0]
    assert table.count("<tr>") == 14
    assert "22 November 2026" in table


def test_nonsense_in_a_form_is_not_stored(client, store):
    moderate = key(store, "moderate")
    client.post(
        "/reports/issues", data={"nature": "evil", "severity": "9", "item-x": "1", "title": "x"}, headers=moderate
    )
    (issue,) = store.issues()
    assert (issue.nature, issue.severity, issue.items) == ("content", 2, ())
    client.post("/reports/issues/1", data={"status": "gone", "severity": "x"}, headers=moderate)
    assert client.post("/reports/issues/zero", data={"status": "fixed"}, headers=moderate).status_code in (200, 303)
    (issue,) = store.issues()
    assert issue.status == "open"


def test_the_table_is_filtered_by_language_and_exported_alike(client, store):
    read = key(store, "read")
    page = client.get("/reports/articles?language=et", headers=read).text
    assert page.count('<th scope="row"') == 1
    text = client.get("/reports/articles?language=et&form=csv", headers=read)
    assert text.headers["content-disposition"] == 'attachment; filename="helpcentre-2026-11-22.csv"'
    assert len(text.text.strip().splitlines()) == 2
    found = client.get("/reports/articles?language=en&form=json", headers=read).json()
    assert [row["language"] for row in found["rows"]] == ["en"]


def test_filters_order_period_and_language_keep_one_another_and_reach_the_files(client, store):
    asked = "language=et&kind=faq&q=script&band=act&sort=votes&days=90&ui=it"
    page = client.get(f"/reports/articles?{asked}", headers=key(store, "read")).text
    links = [dict(parse_qsl(link)) for link in re.findall(r'href="\?([^"]+)"', page.replace("&amp;", "&"))]
    wanted = dict(parse_qsl(asked))
    for changed in ({"form": "csv"}, {"form": "json"}, {"sort": "helpful"}, {"days": "7"},
                    {"view": "together"}, {"ui": "en"}):  # fmt: skip
        assert wanted | changed in links, changed
    assert {name: value for name, value in wanted.items() if name != "band"} in links


def test_the_filter_form_sends_what_it_does_not_show(client, store):
    page = client.get("/reports/articles?band=watch&view=together&days=90&ui=it", headers=key(store, "read")).text
    form = page.partition('<form class="filter"')[2].partition("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form))
    assert hidden == {"ui": "it", "days": "90", "band": "watch", "view": "together"}


def test_the_column_of_the_order_is_marked(client, store):
    page = client.get("/reports/articles?sort=helpful", headers=key(store, "read")).text
    assert re.findall(r'aria-sort="(\w+)"><a href="[^"]*sort=(\w+)', page) == [("ascending", "helpful")]


def test_an_article_that_is_not_there_is_404_in_words(client, store):
    answer = client.get("/reports/article?id=nothing&language=et", headers=key(store, "read"))
    assert answer.status_code == 404
    assert (
        "Sellist artiklit ei ole"
        in client.get("/reports/article?id=x&language=et&ui=et", headers=key(store, "moderate")).text
    )


@pytest.mark.parametrize("days", ["0", "-1", "x", "99999999999", ""])
def test_a_strange_period_is_thirty_days(client, store, days):
    page = client.get(f"/reports/?days={days}", headers=key(store, "read"))
    assert page.status_code == 200
    assert "24 October 2026 – 22 November 2026" in page.text


def test_the_article_page_names_its_marks_in_the_pages_language_as_text(client, store):
    read = key(store, "read")
    page = client.get("/reports/article?id=faq/pay&language=et&ui=et", headers=read).text
    assert "Suletud: suvepuhkus" in page
    assert "10. august – 21. august" in page
    assert "&lt;script&gt;" in client.get("/reports/article?id=faq/pay&language=et&ui=en", headers=read).text


def test_a_site_nobody_has_answered_about_yet_says_so_on_every_page(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/new.db") as opened:
        secret, hashed = new_secret()
        opened.add_token(hashed, Token("lead", "moderate", 0, None, None))
        about = ManifestArticle(id="faq/pay", language="et", version=VERSION, url="et/", title="Maksmine", kind="faq")
        opened.learn(Manifest(site=ManifestSite(name="Shop", languages=("et",)), articles=(about,)), NOW)
        headers = {"authorization": f"Bearer {secret}", "accept": "text/html"}
        with TestClient(create_app(opened, Settings(clock=lambda: NOW)), base_url="http://127.0.0.1") as entered:
            for path in PAGES:
                page = entered.get(f"/reports/{path}", headers=headers)
                assert page.status_code == 200
                assert 'class="empty"' in page.text, path
                assert "svg" not in page.text.partition("<main")[2], path
