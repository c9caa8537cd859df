"""The pages are valid HTML: what a validator would find in them is looked for here, in every page and language."""

import re
from html.parser import HTMLParser

import pytest

from helpcentre.collector.store.opening import open_store
from tests.collector.test_report_pages import NOW, PAGES, client, item, key, set_aside, store

__all__ = ["client", "store"]
VOID = {"meta", "link", "input", "br", "hr", "img"}
TABLE_PARTS = {"table", "thead", "tbody", "tr", "th", "td"}
DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?")
REFERENCES = ("aria-labelledby", "aria-describedby", "for", "list")


class Checker(HTMLParser):
    """Collects what is wrong with a page in `faults`."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.ids, self.wanted, self.headings, self._open = [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"id {name} is used twice" for name in set(self.ids) if self.ids.count(name) > 1]
        self.faults += [f"nothing has the id {name}" for name in self.wanted if name not in self.ids]
        if self.headings.count(1) != 1:
            self.faults.append(f"{self.headings.count(1)} headings of level 1")
        levels = zip([0, *self.headings], self.headings, strict=False)
        self.faults += [f"a heading of level {low} follows level {high}" for high, low in levels if low > high + 1]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        for name in REFERENCES:
            self.wanted += given.get(name, "").split()
        if given.get("href", "").startswith("#"):
            self.wanted.append(given["href"][1:])
        if tag in TABLE_PARTS and "role" in given:
            self.faults.append(f"a role on <{tag}>")
        if tag == "time" and not DATETIME.fullmatch(given.get("datetime", "")):
            self.faults.append(f"datetime={given.get('datetime')!r}")
        if len(given) != len(attrs):
            self.faults.append(f"an attribute of <{tag}> is given twice")
        if tag == "form" and given.get("action") == "":
            self.faults.append("an empty action")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize("path", [*PAGES, "article?id=nothing&language=et"])
@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
@pytest.mark.parametrize("scope", ["read", "moderate"])
def test_every_page_is_valid_html(client, store, path, language, scope):
    set_aside(store, 3)
    joint = "&" if "?" in path else "?"
    page = client.get(f"/reports/{path}{joint}ui={language}", headers=key(store, scope))
    assert Checker(page.text).faults == []


def test_the_pages_around_the_reports_are_valid_html(client, store):
    html = {"accept": "text/html"}
    pages = [
        client.get("/reports/login", headers=html),
        client.post("/reports/login", data={"token": "hc_wrong"}, headers=html),
        client.post("/reports/issues", data={"title": "x"}, headers=key(store, "read")),
        client.post("/reports/issues", data={"title": ""}, headers=key(store, "moderate")),
        client.post("/feedback/v1/form", data={"value": "x"}, headers={"origin": "http://127.0.0.1"}),
    ]
    assert [page.status_code for page in pages] == [200, 401, 403, 422, 403]
    for page in pages:
        assert Checker(page.text).faults == []


def test_the_time_of_a_quarantined_item_has_no_fraction_of_a_second(client, store):
    one = item(700, value=0)
    one.occurred = NOW - 86_399_123
    one.quarantine("honeypot")
    with open_store(store.address) as opened:
        opened.write([one])
    page = client.get("/reports/quarantine", headers=key(store, "read")).text
    assert re.findall(r'datetime="([^"]*)"', page) == ["2026-11-21T12:00:00+00:00"]


def test_the_checker_finds_what_a_validator_finds():
    page = (
        '<h1>A</h1><h3 id="a">B</h3><p id="a" aria-labelledby="c"></div><table role="table"></table>'
        '<time datetime="2026-11-21T12:00:00.123456+00:00"></time><form action=""></form><a href="#d">'
    )
    assert sorted(Checker(page).faults) == sorted(
        [
            "</div> closes nothing",
            "<a> is never closed",
            "a heading of level 3 follows level 1",
            "a role on <table>",
            "an empty action",
            "datetime='2026-11-21T12:00:00.123456+00:00'",
            "id a is used twice",
            "nothing has the id c",
            "nothing has the id d",
        ]
    )
