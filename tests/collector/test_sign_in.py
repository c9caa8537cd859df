"""Signing in leads to the report page that was asked for, and to nothing else, whatever the form says."""

from html import unescape
from re import findall
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.pages.access_guard import ADDRESS_LIMIT, way_back
from tests.collector.test_http import collector, http, key, site

__all__ = ["collector", "http", "site"]
HTML = {"accept": "text/html"}
ASKED = "/reports/articles?language=et&order=answers&q=%C3%B5+%22"
HOSTILE = [
    "https://evil.example/reports/",
    "//evil.example/reports/",
    "///reports/articles",
    "/\\evil.example",
    "/reports\\@evil.example",
    "/reports/articles\\",
    "\\\\evil.example",
    "/reports//evil.example",
    "/reports/articles?next=//evil.example",
    "/reports/../feedback/v1/form",
    "/reports/%2e%2e/evil",
    "/reports/..;/",
    "/reports/articles/../../evil",
    "/reports.evil.example/",
    "/reports@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/reports/articles\r\nset-cookie: a=b",
    "/reports/articles\x00",
    "/reports/articles?q=\t",
    "\t/reports/articles",
    " /reports/articles",
    "/reports/articles ",
    "/reports/articles?q=õ",
    "/reports/articles#//evil.example",
    "/reports/login",
    "/reports/login?to=/reports/",
    "/reports/logout",
    "/reports/issues",
    "/reports",
    "/",
    "",
    "/reports/articles?q=" + "x" * ADDRESS_LIMIT,
]


def hidden(page):
    """Return the address the form of a sign-in page carries; None if it carries none."""
    found = findall(r'name="to" value="([^"]*)"', page.text)
    return unescape(found[0]) if found else None


def signed_in(http, to):
    answer = http.post("/reports/login", data={"token": key(http, "read"), "to": to}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


@pytest.mark.parametrize("path", ["/reports/", ASKED, "/reports/article?id=faq/pay&language=it", "/reports/triage"])
def test_after_signing_in_the_page_that_was_asked_for_is_shown(http, path):
    page = http.get(path, headers=HTML)
    assert page.status_code == 401
    assert hidden(page) == path
    assert signed_in(http, hidden(page)) == path


def test_a_wrong_key_and_another_language_do_not_lose_the_page_that_was_asked_for(http):
    wrong = http.post("/reports/login?ui=et", data={"token": "hc_no", "to": ASKED}, headers=HTML)
    assert wrong.status_code == 401
    assert '<html lang="et"' in wrong.text
    assert hidden(wrong) == ASKED
    [italian] = [unescape(link) for link in findall(r'href="([^"]*)" lang="it"', wrong.text)]
    page = http.get(italian, headers=HTML)
    assert '<html lang="it"' in page.text
    onward = urlsplit(signed_in(http, hidden(page)))
    assert onward.path == "/reports/articles"
    assert parse_qs(onward.query) == {"language": ["et"], "order": ["answers"], "q": ['õ "'], "ui": ["it"]}


def test_signing_in_without_an_address_leads_to_the_reports(http):
    assert hidden(http.get("/reports/login", headers=HTML)) is None
    assert http.post("/reports/login", data={"token": key(http, "read")}, follow_redirects=False).headers[
        "location"
    ] == ("/reports/")


def test_a_form_sent_signed_out_does_not_lead_back_to_to_its_own_address(http):
    assert hidden(http.post("/reports/issues", data={"title": "x"}, headers=HTML)) is None


@pytest.mark.parametrize("address", HOSTILE)
def test_signing_in_leads_to_no_other_place(http, address):
    assert signed_in(http, address) == "/reports/"
    assert hidden(http.get("/reports/login", params={"to": address}, headers=HTML)) is None
    assert hidden(http.post("/reports/login", data={"token": "hc_no", "to": address}, headers=HTML)) is None


@given(st.text(st.sampled_from("/\\.:@?#%2e ejlrosptuicavg\r\n"), max_size=30), st.sampled_from(["", "/reports/", "/"]))
def test_whatever_is_let_through_stays_below_the_reports(tail, start):
    let_through = way_back(start + tail)
    if let_through:
        assert urlsplit(let_through)[:2] == ("", "")
        assert let_through.startswith("/reports/")
        assert "//" not in let_through
        assert "\\" not in let_through
