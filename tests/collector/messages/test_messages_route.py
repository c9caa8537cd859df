"""`POST /feedback/v1/messages`, through the whole application."""

import json
from contextlib import contextmanager
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from helpcentre.collector.messages.intake import HELD_DAY
from helpcentre.collector.server.app import create_app
from helpcentre.collector.settings import Settings
from helpcentre.collector.store import messages as rows
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from tests.collector.messages.test_forwarder import Receiver
from tests.collector.world import ALWAYS, NOON, ORIGIN, manifest_text, search

MESSAGES = "/feedback/v1/messages"
FORM = {"language": "it", "email": "anna@example.com", "text": "Ciao", "consent": "yes", "page": "it/contact/"}


def message(**more):
    given = {"id": str(uuid4()), "language": "it", "email": "anna@example.com", "text": "Ciao", "consent": True}
    return given | more


@pytest.fixture
def collector(tmp_path):
    """Return a function that starts a collector of a site with a contact form; messages are passed on by hand."""

    @contextmanager
    def start(receiver=None, *, has_form=True, **settings):
        folder = tmp_path / "site"
        (folder / "helpcentre").mkdir(parents=True, exist_ok=True)
        facts = json.loads(manifest_text())
        if has_form:
            facts["contact_form"] = {"channel": "email", "replies": {"it": "Grazie."}}
        (folder / "helpcentre" / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
        given = {"site": str(folder), "clock": lambda: NOON, "own_origins": ("http://testserver",)} | settings
        database = f"sqlite:///{tmp_path}/data/feedback.db"
        with open_store(database) as store, open_store(database) as other:
            app = create_app(store, Settings(receiver=receiver, **given))
            with TestClient(app, client=("203.0.113.5", 5000), headers={"origin": ORIGIN}) as http:
                http.store, http.service = other, app.service
                yield http

    return start


class Down(Receiver):
    """A receiver that takes nothing, so that messages stay where the tests can see them."""

    def deliver(self, parcel):
        raise OSError


@pytest.fixture
def http(collector):
    with collector(Down()) as client:
        yield client


def kept(client):
    return [json.loads(one.body)["text"] for state in ("waiting", "held") for one in client.store.messages.read(state)]


def test_a_message_is_answered_201_and_its_repetition_200(http):
    one = message()
    first, second = http.post(MESSAGES, json=one), http.post(MESSAGES, json=one)

    assert (first.status_code, first.json()) == (201, {"stored": 1})
    assert (second.status_code, second.json()) == (200, {"stored": 0})
    assert first.headers["access-control-allow-origin"] == ORIGIN
    assert first.headers["cache-control"] == "no-store"
    assert kept(http) == ["Ciao"]


def test_a_message_is_passed_on_and_nothing_of_it_is_kept(collector):
    receiver = Receiver()
    with collector(receiver) as http:
        assert http.post(MESSAGES, json=message(text="SECRETWORDS")).status_code == 201
        http.portal.call(http.service.forward_messages)
        http.portal.call(http.service.eraser.step)

        assert [parcel.message.text for parcel in receiver.taken] == ["SECRETWORDS"]
        assert kept(http) == []
        assert http.store.pending_wipes() == []
        assert b"SECRETWORDS" not in http.store.connection.path.read_bytes()


def test_a_message_counts_as_a_contact_of_its_article(http):
    http.post(MESSAGES, json=message(article="payment-declined"))
    http.post(MESSAGES, json=message(text="Altro", article="gone"))

    contacts = http.store.report_rows(*ALWAYS).contacts
    assert sorted((one.channel, one.article, one.n) for one in contacts) == [
        ("email", "", 1),
        ("email", "payment-declined", 1),
    ]


def test_a_form_without_javascript_leads_back_to_the_contact_page(http):
    answer = http.post(MESSAGES, data=FORM, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{ORIGIN}/it/contact/#helpcentre-message-sent",
    )
    assert http.post(MESSAGES, data=FORM, follow_redirects=False).status_code == 303
    assert kept(http) == ["Ciao"]


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "../x", ""])
def test_a_form_leads_to_no_page_that_the_site_does_not_have(http, page):
    answer = http.post(MESSAGES, data=FORM | {"page": page}, follow_redirects=False)

    assert answer.headers["location"] == f"{ORIGIN}/#helpcentre-message-sent"


def test_a_form_that_is_refused_is_answered_by_a_page_in_the_language_of_the_reader(http):
    answer = http.post(MESSAGES, data=FORM | {"email": "x"}, headers={"accept-language": "it"})

    assert answer.status_code == 422
    assert "Il messaggio non è stato inviato" in answer.text
    assert "indirizzo e-mail" in answer.text


def test_a_foreign_page_can_send_nothing(http):
    for origin in ("https://evil.example", "null", ""):
        answer = http.post(MESSAGES, json=message(), headers={"origin": origin})
        assert (answer.status_code, answer.json()) == (403, {"error": "origin_not_allowed"})
        assert "access-control-allow-origin" not in answer.headers
    assert http.post(MESSAGES, data=FORM, headers={"origin": "https://evil.example"}).status_code == 403
    assert kept(http) == []


def test_ten_megabytes_are_refused(http):
    answer = http.post(MESSAGES, json=message(text="x" * 10_000_000))

    assert (answer.status_code, answer.json()) == (413, {"error": "too_large"})
    assert http.post(MESSAGES, data=FORM | {"text": "x" * 10_000_000}).status_code == 413
    assert kept(http) == []


def test_the_longest_message_in_any_script_is_taken(http):
    assert http.post(MESSAGES, json=message(text="語" * 5000)).status_code == 201
    assert http.post(MESSAGES, data=FORM | {"text": "ع" * 5000}, follow_redirects=False).status_code == 303


def test_an_attachment_is_refused(http):
    answer = http.post(MESSAGES, data=FORM, files={"file": ("x.exe", b"MZ")})

    assert answer.status_code == 415
    assert kept(http) == []


def test_line_breaks_in_header_fields_are_refused(http):
    for field in ("name", "subject", "email", "topic"):
        answer = http.post(MESSAGES, json=message(**{field: "anna@example.com\r\nBcc: x@example.com"}))
        assert (answer.status_code, answer.json()) == (422, {"error": "invalid", "at": field})
    assert kept(http) == []


def test_of_a_thousand_messages_of_one_household_few_are_passed_on_some_are_held_and_the_rest_is_refused(http, rounds):
    number = rounds(100, 1000)
    statuses = [http.post(MESSAGES, json=message(text=f"Messaggio {n}")).status_code for n in range(number)]
    facts = http.store.messages.facts()

    assert (facts.waiting, facts.held) == (5, HELD_DAY)
    assert statuses.count(201) == 5 + HELD_DAY
    assert statuses[-1] == 429
    other = http.post(MESSAGES, json=message(text="Onesto"), headers={"x-forwarded-for": "198.51.100.7"})
    assert other.headers["retry-after"] == "3600"  # the proxy is not trusted, so this is the same household


def test_a_flood_of_many_households_leaves_room_for_honest_messages(http, monkeypatch):
    monkeypatch.setitem(rows.MOST, "held", 1)
    spam = {"website": "x"}
    assert http.post(MESSAGES, json=message(text="a", **spam)).status_code == 201
    full = http.post(MESSAGES, json=message(text="b", **spam))

    assert (full.status_code, full.json()) == (503, {"error": "unavailable", "retry_after": 600})
    assert http.post(MESSAGES, json=message(text="Onesto")).status_code == 201


def test_a_site_without_a_form_takes_no_message(collector):
    with collector(Down(), has_form=False) as http:
        answer = http.post(MESSAGES, json=message())
        assert (answer.status_code, answer.json()) == (404, {"error": "no_contact_form"})


def test_a_collector_that_does_not_know_where_messages_go_takes_none_and_says_so_at_its_start(collector, caplog):
    with collector(None) as http:
        answer = http.post(MESSAGES, json=message())
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3600")
        assert kept(http) == []
    assert "no_message_receiver" in [record.message for record in caplog.records]


def test_a_preflight_request_says_who_may_send(http):
    answer = http.options(MESSAGES)

    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "POST")


def test_a_reader_can_take_a_message_back_while_it_waits(http):
    one = message()
    http.post(MESSAGES, json=one)

    assert http.delete(f"/feedback/v1/items/{one['id']}").status_code == 204
    assert kept(http) == []
    assert http.post(MESSAGES, json=one).status_code == 200


def test_metrics_show_what_became_of_messages(http):
    http.post(MESSAGES, json=message())
    http.post(MESSAGES, json=message(text="x", website="bot"))
    http.post(MESSAGES, json=message(text=""))
    http.portal.call(http.service.forward_messages)

    text = http.get("/metrics", headers=key(http)).text
    assert 'helpcentre_messages_total{outcome="waiting"} 1' in text
    assert 'helpcentre_messages_total{outcome="held"} 1' in text
    assert 'helpcentre_messages_total{outcome="refused"} 1' in text
    assert "helpcentre_messages_failing 1" in text
    assert "helpcentre_messages_held 1" in text
    assert "helpcentre_messages_age_seconds 0.0" in text


def key(client, scope="moderate"):
    secret, hashed = new_secret()
    client.store.add_token(hashed, Token(f"key-{uuid4()}", scope, NOON, None, None))
    return {"authorization": f"Bearer {secret}"}


def test_the_lead_sees_that_messages_are_not_passed_on_and_decides_about_held_ones(http):
    for number in range(2):
        http.post(MESSAGES, json=message(text=f"Lampada {number}", website="bot", name="Anna"))
    http.post(MESSAGES, json=message(text="Onesto"))
    http.portal.call(http.service.forward_messages)
    reader, moderator = key(http, "read"), key(http)

    seen = http.get("/reports/messages", headers=reader).text
    assert "1 message could not be passed on, since 20" in seen
    assert "OSError" in seen
    assert "Lampada" not in seen

    page = http.get("/reports/messages", headers=moderator).text
    assert "2 messages look like spam" in page
    assert "Lampada 0" in page
    assert "anna@example.com" in page
    first, second = http.store.messages.read("held")
    http.post("/reports/messages", data={f"item-{first.id.hex()}": "1", "do": "release"}, headers=moderator)
    http.post("/reports/messages", data={f"item-{second.id.hex()}": "1", "do": "discard"}, headers=moderator)
    assert http.store.messages.read("held") == []
    assert sorted(kept(http)) == sorted(["Lampada 0" if b"Lampada 0" in first.body else "Lampada 1", "Onesto"])


def test_the_lead_sees_how_many_readers_were_helped_before_they_wrote(http):
    assert "said on the contact page" not in http.get("/reports/messages", headers=key(http)).text
    asked = search(results=2, outcome="open")
    http.post("/feedback/v1/items", json=asked)
    http.post("/feedback/v1/items", json=asked | {"outcome": "solved", "revision": 1})

    page = http.get("/reports/messages", headers=key(http)).text
    assert "In the last 30 days, 1 reader said on the contact page that an answer helped." in page


def test_a_reader_of_the_reports_may_not_decide(http):
    http.post(MESSAGES, json=message(website="bot"))
    [held] = http.store.messages.read("held")
    chosen = {f"item-{held.id.hex()}": "1", "do": "discard"}

    assert http.post("/reports/messages", data=chosen, headers=key(http, "read")).status_code == 403
    assert http.store.messages.read("held") == [held]


def test_the_page_says_that_a_form_has_no_receiver_or_that_all_is_well(collector):
    with collector(None) as http:
        assert "Start it with --forward-to" in http.get("/reports/messages", headers=key(http)).text
    with collector(Receiver()) as http:
        page = http.get("/reports/messages", headers=key(http)).text
        assert "Every message has been passed on." in page
        assert "--forward-to" not in page


def test_nothing_of_a_message_is_in_the_log(http, caplog):
    caplog.set_level("DEBUG")
    http.post(MESSAGES, content=urlencode(FORM | {"text": "SECRETWORDS"}), headers={"content-type": "text/plain"})
    http.post(MESSAGES, json=message(text="SECRETWORDS"))
    http.portal.call(http.service.forward_messages)

    assert "SECRETWORDS" not in json.dumps([record.__dict__ for record in caplog.records], default=repr)
