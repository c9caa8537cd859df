"""The report pages as a support lead meets them: signed in, in four languages, readers' words as text."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from helpcentre.collector.auth import new_secret
from helpcentre.collector.http import create_app
from helpcentre.collector.items import Item
from helpcentre.collector.pages import charts
from helpcentre.collector.pages.report import select
from helpcentre.collector.service import Settings
from helpcentre.collector.store import open_store
from helpcentre.collector.store.care import Token
from helpcentre.feedback.manifest import Manifest, ManifestArticle, ManifestSite
from helpcentre.feedback.report import make_report
from helpcentre.feedback.report_article import weeks
from tests.feedback.reports import TODAY, rows, votes

NOW = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)
DAY = 86_400_000
VERSION = "a" * 16
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> </textarea>\"'>"


def item(number, kind="vote", days=2, **more):
    at = NOW - days * DAY - number
    about = {"article": "faq/pay", "version": VERSION} if kind in ("vote", "comment") else {}
    return Item(number.to_bytes(16, "big"), kind, more.pop("language", "et"), at, at, **{**about, **more})


class World:
    """The database of a running collector; a test reads it over a connection of its own."""

    def __init__(self, address):
        self.address, self.keys = address, {}

    def fill(self, store):
        articles = [
            ManifestArticle(id="faq/pay", language=code, version=VERSION, url=f"{code}/", title=HOSTILE, kind="faq")
            for code in ("en", "et")
        ]
        store.learn(Manifest(site=ManifestSite(name="Shop", languages=("en", "et")), articles=tuple(articles)), 0)
        store.write([item(number, value=int(number > 15), reason="") for number in range(1, 21)])
        store.write([item(21, value=1, language="en")])
        store.write([item(30, "comment", text=HOSTILE, parent=(1).to_bytes(16, "big"))])
        store.write([item(40, "search", text=HOSTILE, results=0)])
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


PAGES = ["", "articles", "article?id=faq/pay&language=et", "gaps", "triage"]


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


@pytest.mark.parametrize("path", [*PAGES, "report.css"])
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


def test_nonsense_in_a_form_is_not_stored(client, store):
    moderate = key(store, "moderate")
    client.post(
        "/reports/issues", data={"nature": "evil", "severity": "9", "item-x": "1", "title": ""}, headers=moderate
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
    assert page.count('<th scope="row">') == 1
    text = client.get("/reports/articles?language=et&form=csv", headers=read)
    assert text.headers["content-disposition"] == 'attachment; filename="helpcentre-2026-11-22.csv"'
    assert len(text.text.strip().splitlines()) == 2
    found = client.get("/reports/articles?language=en&form=json", headers=read).json()
    assert [row["language"] for row in found["rows"]] == ["en"]


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


def test_rows_are_sorted_as_asked():
    found = make_report(rows(votes("b", 9, 9), votes("a", 30, 30), votes("c", 1, 8)), TODAY).rows
    assert [row.article for row in select(found, {"sort": "title"})] == ["a", "b", "c"]
    assert [row.article for row in select(found, {"sort": "votes"})] == ["a", "b", "c"]
    assert next(row.article for row in select(found, {"sort": "helpful"})) == "c"
    assert select(found, {"sort": "nonsense"}) == list(found)
    assert select(found, {"owner": "nobody"}) == []


def test_a_chart_stays_in_its_frame_and_escapes_its_labels():
    drawn = charts.history(
        weeks(votes("pay", 9, 4), date(2026, 11, 22)), 0.7, [charts.Mark(1.0, "<b>")], [(0.5, "<i>")]
    )
    assert "<b>" not in drawn
    numbers = [float(value) for value in re.findall(r' x="([\d.]+)"', drawn)]
    assert max(numbers) <= charts.WIDTH


def test_a_sparkline_of_one_value_is_no_line():
    assert charts.sparkline([None, 0.5]) == ""
    assert charts.sparkline([0.5, None, 0.5]).count("<polyline") == 2
