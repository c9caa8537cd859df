"""The wire, through the whole application."""

import json
import logging
import re
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.intake.rate_limits import RateLimits
from helpcentre.collector.pages.routes import PAGES
from helpcentre.collector.server.app import create_app
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.contract.limits import day_of
from tests.collector.world import (
    ALWAYS,
    DAY,
    NOON,
    ORIGIN,
    V1,
    V2,
    article,
    comment,
    contact,
    manifest_text,
    rating,
    search,
    vote,
)

ITEMS, FORM = "/feedback/v1/items", "/feedback/v1/form"
POST = {"kind": "vote", "article": "payment-declined", "language": "it", "version": V1, "value": "0", "website": ""}


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "helpcentre").mkdir(parents=True)
    (folder / "helpcentre" / "manifest.json").write_text(manifest_text(), encoding="utf-8")
    return folder


@pytest.fixture
def collector(tmp_path, site):
    """Return a function that starts a collector and gives a client of it."""

    @contextmanager
    def start(fallback=None, client=("203.0.113.5", 5000), headers=None, **settings):
        clock = settings.pop("clock", Clock())
        given = {"site": str(site), "clock": clock, "own_origins": ("http://testserver",)} | settings
        database = f"sqlite:///{tmp_path}/data/feedback.db"
        with open_store(database) as store, open_store(database) as other_store:
            app = create_app(store, Settings(**given), fallback=fallback)
            with TestClient(app, client=client, headers={"origin": ORIGIN} if headers is None else headers) as http:
                http.clock, http.store, http.service, http.site = clock, other_store, app.service, site
                yield http

    return start


@pytest.fixture
def http(collector):
    with collector() as client:
        yield client


def votes(client):
    return [(v.value, v.reason, v.n) for v in client.store.votes(date(2000, 1, 1), date(2100, 1, 1))]


def test_each_later_revision_of_a_search_is_answered_201_and_a_repetition_200(http):
    first = search(results=3, outcome="open")
    steps = [first, first | {"outcome": "abandoned", "revision": 2}, first | {"outcome": "clicked", "revision": 1}]
    assert [http.post(ITEMS, json=step).status_code for step in steps] == [201, 201, 200]
    (query,) = http.store.queries(*ALWAYS)
    assert (query.query, query.outcome) == ("reso gratis", "abandoned")
    assert http.service.pipeline.daily_cap.stored_on(day_of(http.clock.now)) == 1


def test_a_reader_who_opted_out_adds_nothing_to_a_search(http):
    asked = search(results=0)
    http.post(ITEMS, json=asked)
    again = http.post(ITEMS, json=asked | {"outcome": "abandoned", "revision": 1}, headers={"sec-gpc": "1"})
    assert again.status_code == 200
    assert [query.outcome for query in http.store.queries(*ALWAYS)] == [""]


def test_a_vote_is_answered_201_and_its_repetition_200(http):
    event = vote()
    first, second = http.post(ITEMS, json=event), http.post(ITEMS, json=event)
    assert (first.status_code, first.json()) == (201, {"stored": 1})
    assert (second.status_code, second.json()) == (200, {"stored": 0})
    assert votes(http) == [(0, "", 1)]


@pytest.mark.parametrize(
    ("event", "status", "body"),
    [
        (vote(value=3), 422, {"error": "invalid", "at": "value"}),
        (vote(article="nothing"), 404, {"error": "unknown_article"}),
        (contact("fax"), 404, {"error": "unknown_channel"}),
        (vote() | {"page": 1}, 422, {"error": "invalid", "at": "page"}),
    ],
)
def test_refusals_name_their_reason(http, event, status, body):
    answer = http.post(ITEMS, json=event)
    assert (answer.status_code, answer.json()) == (status, body)


def test_a_list_is_answered_part_by_part(http):
    first = vote(value=0)
    answer = http.post(ITEMS, json=[first, comment(first), rating("csat", 9), first])
    assert answer.status_code == 201
    assert answer.json() == {
        "stored": 2,
        "results": [{"stored": 1}, {"stored": 1}, {"error": "invalid", "at": "value"}, {"stored": 0}],
    }
    assert http.post(ITEMS, json=[first]).status_code == 200
    refused = http.post(ITEMS, json=[vote(value=7)])
    assert (refused.status_code, refused.json()["at"]) == (422, "0.value")


@pytest.mark.parametrize("size", [8 * 1024 + 1, 70_000])
def test_a_body_that_is_too_large_is_413_and_nothing_is_kept(http, size):
    body = json.dumps(vote()).encode() + b" " * size
    assert http.post(ITEMS, content=body, headers={"content-type": "application/json"}).status_code == 413

    def chunks():
        for _ in range(size // 1000 + 1):
            yield b" " * 1000

    assert http.post(ITEMS, content=chunks(), headers={"content-type": "application/json"}).status_code == 413
    assert votes(http) == []


def test_a_list_may_be_larger_than_one_item(http):
    vote_ = vote(value=0)
    comments = [comment(vote_, "parola " * 140) for _ in range(19)]
    assert len(json.dumps([vote_, *comments])) > 8 * 1024
    assert http.post(ITEMS, json=[vote_, *comments]).json()["stored"] == 20


def test_another_content_type_is_415(http):
    assert http.post(ITEMS, content=b"{}", headers={"content-type": "text/html"}).status_code == 415


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (ORIGIN, 201),
        ("http://testserver", 201),
        ("https://other.example", 201),
        (None, 403),
        ("null", 403),
        ("", 403),
        (f"{ORIGIN}.evil.example", 403),
        ("https://evil-help.example.com", 403),
        ("http://help.example.com", 403),
        (f"{ORIGIN}:8443", 403),
        (f"{ORIGIN}/", 403),
        (ORIGIN.upper(), 403),
        (f"{ORIGIN} https://evil.example", 403),
        ("https://help.example.com@evil.example", 403),
        ("*", 403),
    ],
)
@pytest.mark.parametrize("path", [ITEMS, FORM])
def test_only_listed_origins_may_post(collector, origin, status, path):
    with collector(headers={}, origins=("https://other.example",)) as client:
        headers = {} if origin is None else {"origin": origin}
        if path == ITEMS:
            answer = client.post(ITEMS, json=vote(), headers=headers)
            shown = answer.headers.get("access-control-allow-origin")
            assert shown == (origin if status == 201 else None)
        else:
            answer = client.post(FORM, data=POST, headers=headers, follow_redirects=False)
            status = 303 if status == 201 else status
        assert answer.status_code == status
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_a_preflight_is_answered_for_listed_origins_only(http):
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    good = http.options(ITEMS, headers=asked)
    assert good.status_code == 204
    assert good.headers["access-control-allow-origin"] == ORIGIN
    assert http.options(ITEMS, headers=asked | {"origin": "https://evil.example"}).status_code == 403


def test_a_form_leads_back_to_the_articles_own_thanks(http):
    answer = http.post(FORM, data=POST | {"reason": "unclear", "text": "Non capisco"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{ORIGIN}/it/help/payment-declined/#helpcentre-thanks"
    own = http.post(FORM, data=POST, headers={"origin": "http://testserver"}, follow_redirects=False)
    assert own.headers["location"] == "/it/help/payment-declined/#helpcentre-thanks"


def test_a_reader_without_javascript_answers_and_then_explains(http):
    http.post(FORM, data=POST, follow_redirects=False)
    http.clock.now += 5000
    http.post(FORM, data=POST | {"reason": "unclear", "text": "Passo due?"}, follow_redirects=False)
    assert votes(http) == [(0, "unclear", 1)]
    (said,) = http.store.comments(date(2000, 1, 1), date(2100, 1, 1))
    assert (said.text, said.value, said.reason) == ("Passo due?", 0, "unclear")


def test_a_form_never_leads_where_the_request_says(collector):
    evil = {"host": "evil.example", "referer": "https://evil.example/x", "x-forwarded-host": "evil.example"}
    with collector(proxies=TrustedProxies(("203.0.113.5",))) as client:
        answer = client.post(FORM, data=POST, headers=evil, follow_redirects=False)
        assert answer.headers["location"].startswith(f"{ORIGIN}/it/")
        assert client.post(FORM, data=POST | {"next": "https://evil.example"}).status_code == 422


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("/it/contact/", "/it/contact/"),
        ("/it/help/payment-declined/", "/it/help/payment-declined/"),
        ("/", "/"),
        ("", "/"),
        ("/no/such/page/", "/"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/it/contact/../../evil", "/"),
        ("\\\\evil.example", "/"),
        ("/it/contact/\r\nSet-Cookie: a=b", "/"),
    ],
)
@pytest.mark.parametrize("kind", ["csat", "nps"])
def test_a_score_leads_back_to_the_page_it_stood_on_if_the_site_has_that_page(http, page, path, kind):
    score = {"kind": kind, "language": "it", "value": "4", "page": page, "website": ""}
    answer = http.post(FORM, data=score, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{ORIGIN}{path}#helpcentre-thanks-{kind}"
    own = http.post(FORM, data=score, headers={"origin": "http://testserver"}, follow_redirects=False)
    assert own.headers["location"] == f"{path}#helpcentre-thanks-{kind}"
    assert "set-cookie" not in answer.headers


def test_a_manifest_with_strange_addresses_leads_to_no_other_site(http):
    listed = (article(url="/evil.example/"), article("shipping-cost", url="\\\\evil.example/"))
    path = http.site / "helpcentre" / "manifest.json"
    path.write_text(manifest_text(*listed), encoding="utf-8")
    http.portal.call(http.service.refresh)
    for about in ("payment-declined", "shipping-cost"):
        answer = http.post(
            FORM, data=POST | {"article": about}, headers={"origin": "http://testserver"}, follow_redirects=False
        )
        assert re.fullmatch(
            r"/(evil\.example/)?#helpcentre-thanks", answer.headers["location"]
        )  # never `//evil.example`


def test_anyone_with_the_id_may_erase_and_nobody_learns_whether_it_existed(http):
    event = vote()
    http.post(ITEMS, json=event)
    answers = [http.delete(f"{ITEMS}/{identity}") for identity in (event["id"], uuid4(), "nonsense", "../x")]
    assert [answer.status_code for answer in answers[:3]] == [204, 204, 204]
    assert votes(http) == []
    assert http.post(ITEMS, json=event).json() == {"stored": 0}


def test_opting_out_is_respected_for_searches_and_not_for_votes(http):
    for header in ({"sec-gpc": "1"}, {"dnt": "1"}, {"sec-gpc": "1,1"}, {"dnt": "0, 1 "}):
        assert http.post(ITEMS, json=search(), headers=header).json() == {"stored": 0}
        assert http.post(ITEMS, json=vote(), headers=header).status_code == 201
    assert http.service.pipeline.counts.total["refused_opted_out"] == 4


def test_over_budget_is_stored_as_quarantined_and_answered_201(collector):
    with collector(limits=RateLimits(visitor_answers_hour=2)) as client:
        answers = [client.post(ITEMS, json=vote(value=1, article=a)) for a in ("payment-declined", "shipping-cost") * 2]
        assert [answer.status_code for answer in answers] == [201] * 4
        assert sum(n for _, _, n in votes(client)) == 2
        assert {q.signals for q in client.store.quarantined()} == {("visitor_budget",)}


def test_ten_thousand_votes_of_one_and_of_fifty_addresses_move_a_rating_by_one_each(collector, rounds):
    number = rounds(1_500, 10_000)
    with collector(client=("127.0.0.1", 1), proxies=TrustedProxies(("127.0.0.1",)), daily_cap=10**6) as client:
        for addresses, about in ((1, "payment-declined"), (50, "shipping-cost")):
            for start in range(0, number, 20):
                address = f"198.51.{addresses}.{start // 20 % addresses}"
                client.clock.now += 100
                body = [vote(value=1, article=about) for _ in range(20)]
                assert client.post(ITEMS, json=body, headers={"x-forwarded-for": address}).status_code < 300
            tally = client.store.votes(date(2000, 1, 1), date(2100, 1, 1))
            assert sum(v.n for v in tally if v.article == about) <= addresses
        kept, dropped = sum(1 for _ in client.store.read_table("item")), client.service.pipeline.counts.total
        assert kept + dropped["refused_flood"] == 2 * number
        assert kept < number


def test_one_address_with_many_browsers_cannot_outvote_an_office(collector):
    with collector() as client:
        for browser in range(100):
            client.post(ITEMS, json=vote(value=1), headers={"user-agent": f"Browser/{browser}"})
        assert votes(client) == []
        assert len(client.store.quarantined()) == 100


@pytest.mark.parametrize("kind", ["csat", "nps"])
def test_one_address_with_many_browsers_cannot_make_the_sites_score(collector, kind):
    with collector() as client:
        for browser in range(60):
            client.post(ITEMS, json=rating(kind, 5), headers={"user-agent": f"Browser/{browser}"})
        assert client.store.report_rows(date(2000, 1, 1), date(2100, 1, 1)).ratings == ()
        assert len(client.store.quarantined()) == 60


def test_thirty_phones_behind_the_address_of_a_carrier_all_count(collector):
    with collector() as client:
        for browser in range(30):
            client.post(ITEMS, json=vote(value=1), headers={"user-agent": f"Browser/{browser}"})
        assert votes(client) == [(1, "", 30)]


def test_the_days_cap_answers_503_with_a_time_to_come_back(collector):
    with collector(daily_cap=2) as client:
        answers = [client.post(ITEMS, json=vote()) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 503]
        assert int(answers[2].headers["retry-after"]) > 0
        client.clock.now += DAY
        assert client.post(ITEMS, json=vote()).status_code == 201


def test_a_changed_manifest_is_taken_over_and_a_broken_one_is_not(http):
    path = http.site / "helpcentre" / "manifest.json"
    assert http.post(ITEMS, json=vote(version=V2)).status_code == 404
    path.write_text(manifest_text(article(version=V2)), encoding="utf-8")
    http.portal.call(http.service.refresh)
    assert http.post(ITEMS, json=vote(version=V2)).status_code == 201
    assert http.post(ITEMS, json=vote(version=V1)).status_code == 201  # a cached page
    path.write_text("{", encoding="utf-8")
    http.portal.call(http.service.refresh)
    path.unlink()
    http.portal.call(http.service.refresh)
    assert http.post(ITEMS, json=vote(version=V2)).status_code == 201


def test_a_new_day_has_a_new_salt_and_an_old_answer_no_hash(http):
    http.post(ITEMS, json=vote())
    http.clock.now += DAY
    http.post(ITEMS, json=vote())
    assert sum(n for *_, n in votes(http)) == 2
    http.clock.now += 3 * DAY
    http.portal.call(http.service.apply_retention)
    assert [row["ballot"] for row in http.store.read_table("item", whole=True)] == [None, None]


def test_a_clock_that_steps_back_does_not_double_or_lose_a_vote(http):
    http.post(ITEMS, json=vote(value=1))
    http.clock.now -= 3_600_000
    http.post(ITEMS, json=vote(value=0))
    http.clock.now -= DAY
    http.post(ITEMS, json=vote(value=0))
    assert sum(n for *_, n in votes(http)) == 2
    assert http.store.wrong_sums(date(2000, 1, 1)) == {}


def test_the_counters_add_up(http):
    event = vote()
    for body in (event, event, vote(value=9), vote(article="no"), search(), [rating("nps", 3), contact("fax")]):
        http.post(ITEMS, json=body)
    http.post(ITEMS, content=b"x" * 9000)
    http.post(ITEMS, json=vote(), headers={"origin": "null"})
    total = http.service.pipeline.counts.total
    assert total["received"] == total["accepted"] + total["refused"] == 9
    assert total["accepted"] == total["stored"] + total["duplicate"] + total["quarantined"]
    assert total["refused"] == sum(n for name, n in total.items() if name.startswith("refused_"))


def test_metrics_are_for_this_machine_and_for_keys(collector):
    with collector(client=("127.0.0.1", 1)) as client:
        client.post(ITEMS, json=vote())
        text = client.get("/metrics").text
        assert "helpcentre_items_stored_total 1\n" in text
    with collector() as client:
        assert client.get("/metrics").status_code == 401


def test_health_needs_nothing_and_says_nothing(http):
    assert http.get("/healthz", headers={}).json() == {"status": "ok"}
    assert http.get("/readyz", headers={}).json() == {"ready": True}


def test_paths_other_than_the_collectors_go_to_the_site(collector):
    with collector(fallback=PlainTextResponse("the site")) as client:
        assert client.get("/it/help/").text == "the site"
        assert client.get("/").text == "the site"
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.post(ITEMS, json=vote()).status_code == 201


# Reports


MESSAGES = "/feedback/v1/messages"
PUBLIC = {
    ("POST", ITEMS), ("OPTIONS", ITEMS), ("DELETE", ITEMS + "/{id}"), ("OPTIONS", ITEMS + "/{id}"), ("POST", FORM),
    ("POST", MESSAGES), ("OPTIONS", MESSAGES), ("GET", "/feedback/v1/openapi.json"), ("GET", "/healthz"),
    ("GET", "/readyz"), ("GET", "/reports/login"),
    ("POST", "/reports/login"), ("GET", "/reports/static/reports.css"), ("GET", "/reports/static/icon.svg"),
    ("GET", "/reports"),
}  # fmt: skip


def routes(client):
    for route in client.app.routes:
        if isinstance(route, Mount):
            continue
        assert isinstance(route, Route)
        for method in sorted(route.methods - {"HEAD"}):
            yield method, route.path


def key(client, scope, name=None, expires=None):
    secret, hashed = new_secret()
    client.store.add_token(hashed, Token(name or scope, scope, NOON, expires, None))
    return secret


def filled(path):
    path = path.replace("{id}", str(uuid4())).replace("{article:path}", "payment-declined")
    return re.sub(r"{[^}]*}", "1", path.replace("{language}", "it"))


def test_every_route_that_is_not_public_needs_a_key(http):
    seen = set()
    for method, path in routes(http):
        seen.add((method, path))
        if (method, path) in PUBLIC:
            continue
        answer = http.request(method, filled(path), headers={"accept": "text/html"})
        assert answer.status_code == 401, (method, path)
        assert "www-authenticate" in answer.headers
        http.service.settings.clock.now += 60_000
        wrong = http.request(method, filled(path), headers={"authorization": "Bearer hc_wrong"})
        assert wrong.status_code == 401, (method, path)
    assert seen >= PUBLIC


def test_a_reading_key_changes_nothing(http):
    reading = {"authorization": f"Bearer {key(http, 'read')}", "accept": "text/html"}
    guarded = [one for one in routes(http) if one not in PUBLIC and one != ("POST", "/reports/logout")]
    changing = [one for one in guarded if one[0] != "GET"]
    assert len(changing) >= 3
    for method, path in changing:
        assert http.request(method, filled(path), headers=reading).status_code == 403, (method, path)
    for method, path in guarded:
        if method == "GET":
            assert http.request(method, filled(path), headers=reading).status_code in (200, 404), (method, path)


def test_every_page_of_the_table_is_a_route_of_the_app(http):
    assert {f"/reports{page.path}" for page in PAGES} <= {path for _, path in routes(http)}


def test_signing_in_gives_a_strict_cookie_and_a_wrong_key_does_not(http):
    secret = key(http, "read")
    page = http.get("/reports/", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert 'name="token"' in page.text
    assert http.post("/reports/login", data={"token": "hc_no"}).status_code == 401
    answer = http.post("/reports/login", data={"token": secret}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert secret not in cookie
    assert http.get("/reports/quarantine", headers={"accept": "text/html"}).status_code == 200


def test_behind_a_proxy_the_cookie_is_bound_to_the_host_and_to_https(collector):
    with collector(proxies=TrustedProxies(("203.0.113.5",))) as client:
        answer = client.post("/reports/login", data={"token": key(client, "read")}, follow_redirects=False)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-helpcentre=")
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_a_change_needs_the_forms_own_csrf_token(http):
    http.post("/reports/login", data={"token": key(http, "moderate")})
    http.post(FORM, data=POST | {"website": "x"}, follow_redirects=False)
    (aside,) = http.store.quarantined()
    path = f"/reports/quarantine/{aside.id}"
    assert http.post(path, data={"do": "release"}).status_code == 403
    assert http.post(path, data={"do": "release", "csrf": "x"}).status_code == 403
    page = http.get("/reports/quarantine", headers={"accept": "text/html"}).text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    assert http.post(path, data={"do": "release", "csrf": csrf}, follow_redirects=False).status_code == 303
    assert votes(http) == [(0, "", 1)]


def test_signing_out_ends_the_session(http):
    http.post("/reports/login", data={"token": key(http, "read")})
    page = http.get("/reports/quarantine", headers={"accept": "text/html"}).text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    cookies = dict(http.cookies)
    http.post("/reports/logout", data={"csrf": csrf}, follow_redirects=False)
    http.cookies.update(cookies)
    assert http.get("/reports/quarantine").status_code == 401


def test_revoked_and_ended_keys_open_nothing_even_for_who_is_signed_in(http):
    http.post("/reports/login", data={"token": key(http, "read")})
    assert http.get("/reports/quarantine").status_code == 200
    http.store.revoke_token("read")
    assert http.get("/reports/quarantine").status_code == 401
    ended = key(http, "moderate", expires=NOON - 1)
    assert http.get("/reports/quarantine", headers={"authorization": f"Bearer {ended}"}).status_code == 401


def test_after_five_wrong_keys_a_minute_the_next_wrong_ones_are_429(http):
    secret = key(http, "read")
    for _ in range(5):
        assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 401
    assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 429
    http.clock.now += 60_000
    assert http.post("/reports/login", data={"token": "hc_guess"}).status_code == 401
    assert http.post("/reports/login", data={"token": secret}, follow_redirects=False).status_code == 303


def test_report_pages_send_a_policy_without_any_inline_code(http):
    headers = {"authorization": f"Bearer {key(http, 'read')}", "accept": "text/html"}
    answer = http.get("/reports/quarantine", headers=headers)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
    assert " style=" not in answer.text


@pytest.mark.parametrize(
    "payload",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</blockquote><form action=//x>"],
)
def test_hostile_words_are_shown_as_words(http, payload):
    first = vote()
    http.post(ITEMS, json=[first, comment(first, f"{payload} https://a.example https://b.example")])
    headers = {"authorization": f"Bearer {key(http, 'read')}", "accept": "text/html"}
    page = http.get("/reports/quarantine", headers=headers).text
    for part in ("<script>alert", "<img", "<form action=//", "49 "):
        assert part not in page
    assert "</blockquote>" in page


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Quarantine"), ("it", "Quarantena"), ("id", "Karantina"), ("et", "Karantiin")],
)
def test_the_pages_are_in_four_languages(http, language, word):
    headers = {"authorization": f"Bearer {key(http, 'read')}", "accept": "text/html", "accept-language": language}
    page = http.get("/reports/quarantine", headers=headers).text
    assert f'<html lang="{language}"' in page
    assert f"<h1>{word}</h1>" in page


def test_no_secret_address_or_word_reaches_the_log(http, caplog):
    caplog.set_level(logging.DEBUG)
    secret = key(http, "read")
    http.post("/reports/login", data={"token": secret})
    first = vote()
    http.post(ITEMS, json=[first, comment(first, "la mia parola segreta")], headers={"user-agent": "Segreto/9"})
    http.post("/reports/login", data={"token": "hc_sbagliata"})
    http.portal.call(http.service.apply_retention)
    records = [record for record in caplog.records if not record.name.startswith("http")]
    ours = "\n".join(f"{record.getMessage()} {record.__dict__.get('facts')}" for record in records)
    for private in (secret, "hc_sbagliata", "203.0.113.5", "segreta", "Segreto", first["id"]):
        assert private not in ours
