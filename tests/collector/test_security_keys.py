"""Attacks on keys, sessions, the throttle and host names: guessed, planted, revoked and rebound."""

from uuid import UUID

import pytest
from starlette.responses import PlainTextResponse

from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.sessions import Sessions
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from tests.collector.test_http import ITEMS, collector, http, key, site
from tests.collector.world import ORIGIN, comment, vote

__all__ = ["collector", "http", "site"]
HOUR = 3_600_000


def test_a_session_of_a_revoked_key_does_not_come_back_with_a_new_key_of_that_name(http):
    http.post("/reports/login", data={"token": key(http, "read", name="marta")})
    assert http.get("/reports/quarantine").status_code == 200
    http.store.revoke_token("marta")
    key(http, "moderate", name="marta")
    assert http.get("/reports/quarantine").status_code == 401


def test_a_session_ends_after_its_twelve_hours():
    sessions, (_, hashed) = Sessions(), new_secret()
    cookie, tokens = sessions.start(hashed, 0), [(hashed, Token("marta", "read", 0, None, None))]
    assert sessions.access(cookie, tokens, 12 * HOUR - 1)
    assert sessions.access(cookie, tokens, 12 * HOUR) is None


def test_a_forged_first_line_of_forwarded_addresses_does_not_lift_the_throttle(collector):
    with collector(client=("127.0.0.1", 1), proxies=TrustedProxies(("127.0.0.1",))) as client:
        answers = [
            client.post(
                "/reports/login",
                data={"token": "hc_guess"},
                headers=[("x-forwarded-for", f"198.51.100.{n}"), ("x-forwarded-for", "203.0.113.9")],
            ).status_code
            for n in range(7)
        ]
    assert answers == [401] * 5 + [429] * 2


def test_metrics_stay_closed_behind_an_unknown_proxy(collector):
    with collector(client=("127.0.0.1", 1)) as client:
        assert client.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 401
        assert client.get("/metrics").status_code == 200


def test_a_reading_key_learns_no_id_it_could_erase_by(http):
    one = vote()
    http.post(ITEMS, json=[one, comment(one, "Parole mie")])
    there = "/reports/articles?form=json"
    seen = http.get(there, headers={"authorization": f"Bearer {key(http, 'read')}"})
    assert "Parole mie" in seen.text
    identities = [str(UUID(bytes=record["id"])) for record in http.store.read_table("item")]
    assert not [identity for identity in identities if identity in seen.text]
    assert not [record for record in identities if record.replace("-", "") in seen.text]
    trusted = http.get(there, headers={"authorization": f"Bearer {key(http, 'moderate')}"})
    assert [identity for identity in identities if identity in trusted.text]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "9" * 25, "999999"])
def test_a_value_that_is_not_a_number_breaks_no_page_and_stops_no_vote(http, number):
    bearer = {"authorization": f"Bearer {key(http, 'moderate')}"}
    assert http.get("/reports/articles", params={"days": number}, headers=bearer).status_code == 200
    filed = http.post("/reports/issues", data={"issue": number}, headers=bearer, follow_redirects=False)
    assert filed.status_code == (303 if number == "999999" else 422)  # no number is a new issue, and has no title
    assert http.get("/readyz").json() == {"ready": True}
    assert http.service.writer.healthy


def test_signing_in_never_takes_over_a_cookie_somebody_planted(collector):
    with collector(proxies=TrustedProxies(("203.0.113.5",))) as client:
        client.cookies.set("__Host-helpcentre", "planted-by-a-sister-site")
        answer = client.post("/reports/login", data={"token": key(client, "read")}, follow_redirects=False)
        assert "planted" not in answer.headers["set-cookie"]
        client.cookies.clear()
        client.cookies.set("__Host-helpcentre", "planted-by-a-sister-site")
        assert client.get("/reports/quarantine").status_code == 401


@pytest.mark.parametrize("sender", ["cross-site", "same-site"])
def test_a_form_on_another_site_cannot_sign_anybody_in(http, sender):
    secret = key(http, "read")
    there = {"sec-fetch-site": sender}
    answer = http.post("/reports/login", data={"token": secret}, headers=there, follow_redirects=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    here = {"sec-fetch-site": "same-origin"}
    assert http.post("/reports/login", data={"token": secret}, headers=here, follow_redirects=False).status_code == 303


def test_a_neighbour_who_guesses_keys_does_not_lock_out_people_who_are_signed_in(http):
    http.post("/reports/login", data={"token": key(http, "read")})
    for _ in range(7):
        guessed = http.post("/reports/login", data={"token": "hc_guess"})
    assert guessed.status_code == 429
    assert http.get("/reports/quarantine").status_code == 200
    assert http.get("/reports/quarantine", headers={"authorization": "Bearer hc_guess"}).status_code == 429


def test_guessing_by_header_and_by_form_is_one_throttle(http):
    for _ in range(3):
        assert http.get("/reports/", headers={"authorization": "Bearer hc_guess"}).status_code == 401
    for _ in range(2):
        assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 401
    assert http.get("/reports/", headers={"authorization": "Bearer hc_guess"}).status_code == 429
    assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 429


def test_a_right_key_is_right_after_a_neighbours_wrong_ones(http):
    right = key(http, "read")
    for _ in range(7):
        http.post("/reports/login", data={"token": "hc_guess"})
    headers = {"authorization": f"Bearer {right}", "accept": "text/html"}
    assert http.get("/reports/quarantine", headers=headers).status_code == 200
    assert http.post("/reports/login", data={"token": right}, follow_redirects=False).status_code == 303
    assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 429


def test_a_key_made_while_a_neighbour_guesses_is_right_a_second_later(http):
    for _ in range(7):
        http.post("/reports/login", data={"token": "hc_guess"})
    right = key(http, "read")
    http.clock.now += 1_000
    assert http.post("/reports/login", data={"token": right}, follow_redirects=False).status_code == 303


def test_a_revoked_key_is_wrong_at_once_after_a_neighbours_wrong_ones_too(http):
    right = key(http, "read")
    for _ in range(7):
        http.post("/reports/login", data={"token": "hc_guess"})
    http.store.revoke_token("read")
    assert http.post("/reports/login", data={"token": right}).status_code == 429


def test_guesses_beyond_the_limit_do_not_reach_the_database(http, monkeypatch):
    reads, tokens = [], http.service.store.tokens
    monkeypatch.setattr(http.service.store, "tokens", lambda: reads.append(1) or tokens())
    for _ in range(20):
        http.post("/reports/login", data={"token": "hc_guess"})
    assert len(reads) == 5


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://help.example.com.evil.example", "x"])
def test_a_form_of_another_origin_cannot_sign_anybody_in(http, origin):
    answer = http.post("/reports/login", data={"token": key(http, "read")}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", [ORIGIN, "http://testserver", "https://testserver"])
def test_the_forms_of_the_collectors_own_host_and_of_its_site_sign_in(http, origin):
    answer = http.post(
        "/reports/login", data={"token": key(http, "read")}, headers={"origin": origin}, follow_redirects=False
    )
    assert answer.status_code == 303


def test_a_request_without_a_key_never_reaches_the_database(http, monkeypatch):
    asked = []
    monkeypatch.setattr(http.service.store, "tokens", lambda: asked.append(1) or [])
    assert http.get("/reports/").status_code == 401
    assert http.get("/reports/", headers={"cookie": "helpcentre=guess"}).status_code == 401
    assert asked == []
    assert http.get("/reports/", headers={"authorization": "Bearer hc_guess"}).status_code == 401
    assert asked == [1]


@pytest.mark.parametrize("path", ["/metrics", "/reports/login", "/healthz", "/feedback/v1/openapi.json", "/it/help/"])
def test_a_page_whose_name_was_rebound_to_this_machine_reads_nothing(collector, path):
    site = PlainTextResponse("the unpublished site")
    with collector(client=("127.0.0.1", 1), fallback=site) as client:
        for host in (
            "evil.example",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "[",
            "a b",
        ):
            assert client.get(path, headers={"host": host}).status_code == 421, host
        for host in ("127.0.0.1:8000", "localhost:8000", "[::1]:8000", "testserver", "help.example.com"):
            assert client.get(path, headers={"host": host}).status_code == 200, host


def test_no_answer_leads_to_the_host_a_request_names(collector):
    with collector(proxies=TrustedProxies(("203.0.113.5",))) as client:
        for path in ("/reports", "/reports/login/", "/healthz/", "/reports/quarantine/"):
            answer = client.get(path, headers={"host": "evil.example"}, follow_redirects=False)
            assert answer.headers.get("location", "/reports/") == "/reports/"
