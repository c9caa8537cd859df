"""The forms of the report pages: many answers are decided about on purpose, and no issue is filed without words."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest

from helpcentre.collector.items import Item
from helpcentre.collector.pages import quarantine_views
from helpcentre.collector.store.opening import open_store
from helpcentre.language.strings import strings
from tests.collector.test_report_pages import NOW, client, item, key, set_aside, store

__all__ = ["client", "store"]
ARTICLE = {"article": "faq/pay", "language": "et"}
COMMENT = "item-00000000-0000-0000-0000-00000000001e"


def sign_in(client, store):
    secret = key(store, "moderate")["authorization"].partition(" ")[2]
    client.headers["accept"] = "text/html"
    assert client.post("/reports/login", data={"token": secret}).status_code == 200


def form(page, place=0):
    """Return the hidden fields of a page's form about items."""
    forms = re.findall(r'(?s)<form class="inline".*?</form>', page.text)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', forms[place]))


def states(store):
    """Return how many items wait and how many are kept out."""
    with open_store(store.address) as opened:
        return opened.count_quarantined(), len(opened.quarantined(discarded=True))


@pytest.mark.parametrize(("do", "kept_out"), [("release", 0), ("discard", 11)])
def test_more_than_ten_answers_are_decided_about_only_after_a_question(client, store, do, kept_out):
    set_aside(store, 11)
    sign_in(client, store)
    asked = client.post("/reports/quarantine", data={**form(client.get("/reports/quarantine")), "do": do})
    assert states(store) == (11, 0)
    assert "11 answers" in re.findall(r"<h1>(.*?)</h1>", asked.text)[0]
    assert "Vote: No" in asked.text
    assert "× 11" in asked.text
    assert 'href="/reports/quarantine?' in asked.text
    done = client.post("/reports/quarantine", data={**form(asked), "do": do})
    assert states(store) == (0, kept_out)
    assert re.search(r'role="status">11 answers (count now|are kept out)\.<', done.text)
    with open_store(store.address) as opened:
        assert opened.wrong_sums(date(2020, 1, 1)) == {}


def test_ten_answers_are_decided_about_at_once_and_the_page_says_how_many(client, store):
    set_aside(store, 10)
    sign_in(client, store)
    done = client.post("/reports/quarantine", data={**form(client.get("/reports/quarantine")), "do": "release"})
    assert "10 answers count now." in done.text
    assert states(store) == (0, 0)
    assert "released=" not in re.sub(r"<title>.*?</title>", "", done.text)  # said once, not kept in any link


def test_keeping_suspicious_items_out_comes_first_and_counting_them_second(client, store):
    set_aside(store, 11)
    one = item(500, value=1)
    one.quarantine("honeypot")
    with open_store(store.address) as opened:
        opened.write([one])
    sign_in(client, store)
    page = client.get("/reports/quarantine").text
    buttons = re.findall(r'<button name="do" value="(\w+)"( class="quiet")?', page)
    assert buttons == [("discard", ""), ("release", ' class="quiet"')] * 3  # two groups, and all items


def test_the_question_is_in_the_language_of_the_page_and_keeps_its_filter(client, store):
    set_aside(store, 12)
    sign_in(client, store)
    page = client.get("/reports/quarantine?ui=et&days=90&signal=too_fast")
    asked = client.post("/reports/quarantine", data={**form(page), "do": "release"})
    assert "Kas võtta need 12 vastust arvesse?" in asked.text
    sent = form(asked)
    assert (sent["ui"], sent["days"], sent["signal"], sent["sure"]) == ("et", "90", "too_fast", "1")
    done = client.post("/reports/quarantine", data={**sent, "do": "release"})
    assert "Arvesse võeti 12 vastust." in done.text


def test_a_confirmation_for_answers_that_were_already_decided_says_so(client, store):
    set_aside(store, 11)
    sign_in(client, store)
    sent = form(client.get("/reports/quarantine"))
    client.post("/reports/quarantine", data={**sent, "do": "release", "sure": "1"})
    asked = client.post("/reports/quarantine", data={**sent, "do": "discard"})
    assert "Someone has already dealt with these answers" in asked.text
    assert states(store) == (0, 0)


def test_a_script_is_not_asked(client, store):
    set_aside(store, 11)
    moderate = key(store, "moderate")
    sent = form(client.get("/reports/quarantine", headers=moderate))
    answer = client.post(
        "/reports/quarantine", data={**sent, "do": "discard"}, headers=moderate, follow_redirects=False
    )
    assert answer.status_code == 303
    assert states(store) == (0, 11)


@pytest.mark.parametrize("number", ["²", "-1", "0", "1e3", "9999999", "<b>"])
def test_an_impossible_number_of_decided_answers_is_not_shown(client, store, number):
    page = client.get("/reports/quarantine", params={"released": number}, headers=key(store, "read"))
    assert page.status_code == 200
    assert 'role="status"' not in page.text


@pytest.mark.parametrize("title", ["", "   \n"])
@pytest.mark.parametrize("ui", ["en", "it", "id", "et"])
def test_an_issue_without_a_title_is_asked_about_and_nothing_is_lost(client, store, title, ui):
    fields = {**ARTICLE, COMMENT: "1", "title": title, "nature": "product", "severity": "4", "ui": ui, "days": "90"}
    answer = client.post("/reports/issues", data={**fields, "issue": ""}, headers=key(store, "moderate"))
    assert answer.status_code == 422
    assert store.issues() == ()
    assert strings(ui)["report.untitled"] in unescape(answer.text)
    assert f'<html lang="{ui}"' in answer.text
    assert f'name="{COMMENT}" value="1" checked' in answer.text
    assert re.findall(r'<option value="(\w+)" selected', answer.text) == ["product", "4"]
    assert 'aria-invalid="true"' in answer.text
    [week] = [link for link in re.findall(r'href="([^"]*)"', answer.text) if "days=7" in link and "ui=" in link][:1]
    assert urlsplit(week).path == "/reports/article"


def test_the_title_of_an_issue_is_required_in_the_form_unless_there_is_one_to_add_to(client, store):
    moderate = key(store, "moderate")
    address = "/reports/article?id=faq/pay&language=et"
    assert '<input name="title" maxlength="200" required>' in client.get(address, headers=moderate).text
    client.post("/reports/issues", data={**ARTICLE, "title": "Say it"}, headers=moderate)
    assert '<input name="title" maxlength="200">' in client.get(address, headers=moderate).text
    answer = client.post("/reports/issues", data={**ARTICLE, COMMENT: "1", "issue": "1", "title": ""}, headers=moderate)
    assert answer.status_code == 200
    [issue] = store.issues()
    assert (issue.title, len(issue.items)) == ("Say it", 1)


def test_a_new_issue_of_the_triage_page_without_a_title_keeps_its_owner_and_filter(client, store):
    fields = {"title": " ", "nature": "service", "severity": "1", "owner": "pay-team", "only": "planned", "ui": "it"}
    answer = client.post("/reports/issues", data=fields, headers=key(store, "moderate"))
    assert answer.status_code == 422
    assert store.issues() == ()
    assert '<details class="opening" open>' in answer.text
    assert 'value="pay-team"' in answer.text
    assert '<input type="hidden" name="only" value="planned">' in answer.text
    assert re.findall(r'<option value="(\w+)" selected', answer.text) == ["service", "1"]


def test_older_comments_are_open_if_one_of_them_is_ticked(client, store):
    with open_store(store.address) as opened:
        opened.write([
            Item(number.to_bytes(16, "big"), "comment", "et", NOW - number, NOW - number, article="faq/pay",
                 version="a" * 16, text=f"No {number}", parent=(2).to_bytes(16, "big"))
            for number in range(2000, 2020)
        ])  # fmt: skip
    last = f"item-00000000-0000-0000-0000-{2019:012x}"
    answer = client.post("/reports/issues", data={**ARTICLE, last: "1"}, headers=key(store, "moderate"))
    assert f'name="{last}" value="1" checked' in answer.text
    assert "<details open>" in answer.text


def set_two_more_aside(store):
    """Set a Yes and a No aside for another reason than those of `set_aside`."""
    others = [item(700 + number, value=number) for number in range(2)]
    for one in others:
        one.quarantine("honeypot")
    with open_store(store.address) as opened:
        opened.write(others)


def undo_form(page):
    found = re.search(r'(?s)<form class="inline" method="post" action="[^"]*quarantine/undo">.*?</form>', page.text)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[0])) if found else None


def test_a_decision_can_be_undone_from_the_page(client, store):
    set_aside(store, 3)
    sign_in(client, store)
    done = client.post("/reports/quarantine", data={**form(client.get("/reports/quarantine")), "do": "discard"})
    assert "Decided in the last 24 hours" in done.text
    assert states(store) == (0, 3)
    back = client.post("/reports/quarantine/undo", data=undo_form(done))
    assert "3 answers are back as they were." in back.text
    assert states(store) == (3, 0)
    assert undo_form(back) is None


def test_a_key_that_only_reads_sees_decisions_but_cannot_undo_them(client, store):
    set_aside(store, 1)
    with open_store(store.address) as opened:
        (identity,) = [row["id"] for row in opened.read_table("item") if row["state"] == 2]
        opened.decide(identity, "release", client.app.service.settings.clock())
    page = client.get("/reports/quarantine", headers=key(store, "read"))
    assert "1 answer counts now." in page.text
    assert undo_form(page) is None


def test_all_items_with_a_signal_are_decided_about_after_a_question_with_their_exact_number(client, store):
    set_aside(store, 12)
    set_two_more_aside(store)
    sign_in(client, store)
    page = client.get("/reports/quarantine")
    assert "Keep all 14 answers out" in page.text
    sent = form(page, place=-1)
    assert sent["all"] == "1"
    asked = client.post("/reports/quarantine", data={**sent, "do": "discard"})
    assert "Keep these 14 answers out?" in asked.text
    client.post("/reports/quarantine", data={**form(asked), "do": "discard"})
    assert states(store) == (0, 14)


@pytest.mark.parametrize("decided", ["", "x", "-1", "7", "9" * 30])
def test_an_unknown_decision_undoes_nothing(client, store, decided):
    set_aside(store, 1)
    sign_in(client, store)
    sent = {**form(client.get("/reports/quarantine")), "decided": decided}
    assert client.post("/reports/quarantine/undo", data=sent).status_code == 200
    assert states(store) == (1, 0)


def gap_states(store):
    with open_store(store.address) as opened:
        return [(one.state, one.reason) for one in opened.report_rows(date(2000, 1, 1), date(2100, 1, 1)).decisions]


def gap_form(page, **values):
    """Return the values of the first form about a gap, with some of them changed."""
    first = re.findall(r'(?s)<form class="filing".*?</form>', page.text)[0]
    return {name: unescape(value) for name, value in re.findall(r'name="([^"]+)"[^>]* value="([^"]*)"', first)} | values


def test_a_lead_dismisses_a_gap_with_a_reason_and_takes_that_back(client, store):
    sign_in(client, store)
    page = client.get("/reports/gaps")
    assert client.post("/reports/gaps", data=gap_form(page, state="dismissed", reason=" ")).status_code == 200
    assert gap_states(store) == [], "a gap is not dismissed without a reason"
    done = client.post("/reports/gaps", data=gap_form(page, state="dismissed", reason="<b>not sold</b>"))
    assert set(gap_states(store)) == {("dismissed", "<b>not sold</b>")}
    assert "Dismissed" in done.text
    assert "&lt;b&gt;not sold" in done.text
    for wrong in ({"state": "gone"}, {"query": "never asked"}, {"language": "xx"}):
        client.post("/reports/gaps", data=gap_form(page, state="planned") | wrong)
    assert {state for state, _ in gap_states(store)} == {"dismissed"}
    client.post("/reports/gaps", data=gap_form(page, state="new", reason=""))
    assert gap_states(store) == []


def test_a_reader_of_the_reports_sees_decisions_but_no_forms(client, store):
    client.headers["accept"] = "text/html"
    page = client.get("/reports/gaps", headers=key(store, "read"))
    assert page.status_code == 200
    assert 'action="/reports/gaps"' not in page.text


def test_items_with_a_signal_are_shown_behind_a_flood_of_others(client, store, monkeypatch):
    monkeypatch.setattr(quarantine_views, "SHOWN", 5)
    old = item(900, value=1)
    old.quarantine("burst")
    with open_store(store.address) as opened:
        opened.write([old])
    set_aside(store, 12)
    sign_in(client, store)
    page = client.get("/reports/quarantine?signal=burst")
    done = client.post("/reports/quarantine", data={**form(page, place=-1), "do": "release"})
    assert "1 answer counts now." in done.text


def test_an_item_that_arrives_after_the_question_is_not_decided_about(client, store):
    set_aside(store, 12)
    set_two_more_aside(store)
    sign_in(client, store)
    sent = form(client.get("/reports/quarantine"), place=-1)
    asked = client.post("/reports/quarantine", data={**sent, "do": "discard"})
    late = item(950, value=1)
    late.received = int(sent["before"]) + 1
    late.quarantine("honeypot")
    with open_store(store.address) as opened:
        opened.write([late])
    client.post("/reports/quarantine", data={**form(asked), "do": "discard"})
    assert states(store) == (1, 14)
