"""Real bytes over real sockets: every answer is complete, in order, and the same however a request arrives."""

import gc
import json
import re
import socket
import time
from contextlib import contextmanager, suppress

import pytest

from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.connection_limit import ConnectionLimiter
from helpcentre.collector.server.timeouts import TimeoutProtocol
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from tests.collector.process import make_site, served
from tests.collector.world import ORIGIN, comment, rating, search, vote

ID = "3f0e8a52-6c1d-4b7e-9a21-5d8c0f6b2e9{}"
FIRST = vote(id=ID.format(0))


@contextmanager
def collecting(folder, fallback=None, **settings):
    """Serve a collector in this process."""
    with open_store(f"sqlite:///{folder}/feedback.db") as store:
        app = create_app(store, Settings(site=str(make_site(folder / "site")), **settings), fallback=fallback)
        with served(app, TimeoutProtocol.with_limiter(ConnectionLimiter()), lifespan="on") as found:
            found.pipeline, found.store = app.service.pipeline, store
            wait_until_ready(found.port)
            yield found


def wait_until_ready(port):
    for _ in range(100):
        with suppress(OSError):
            if b" 200 " in exchange(port, b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
                return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    with collecting(tmp_path_factory.mktemp("server")) as found:
        yield found


def exchange(port, *parts):
    """Return everything that is answered to some bytes until the connection ends, without the date."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.02)
        said = b""
        with suppress(OSError):
            while part := connection.recv(65536):
                said += part
    return re.sub(rb"date: [^\r]*\r\n", b"", said)


def post(body, *more, version="1.1", origin=ORIGIN, kind="application/json", close=True, method="POST"):
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"{method} /feedback/v1/items HTTP/{version}", "Host: localhost", f"Content-Length: {len(text)}", *more]
    lines += [f"Origin: {origin}"] if origin else []
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += ["Connection: close"] if close else []
    return "\r\n".join([*lines, "", ""]).encode() + text


def chunked(body, size):
    text = json.dumps(body).encode()
    head = post(b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return head, *[f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts], b"0\r\n\r\n"


def statuses(answer):
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+)", answer)]


ANSWERED = {
    "a vote": ([post(FIRST)], [201]),
    "a comment": ([post(comment(FIRST, id=ID.format(1)))], [201]),
    "a rating as plain text": ([post(rating("csat", 4, id=ID.format(2)), kind="text/plain")], [201]),
    "a search of a reader who opted out": ([post(search(id=ID.format(3)), "Sec-GPC: 1")], [200]),
    "a wrong field": ([post(vote(7))], [422]),
    "no JSON": ([post(b"{")], [422]),
    "not UTF-8": ([post(b'{"kind": "vote\xff"}')], [422]),
    "half a surrogate pair": ([post(b'{"kind": "vote", "id": "\\ud800"}')], [422]),
    "deep nesting": ([post(b'{"a":' * 1500)], [422]),
    "an empty body": ([post(b"")], [422]),
    "an unknown article": ([post(vote(article="other", id=ID.format(4)))], [404]),
    "an unknown content type": ([post(vote(), kind="application/xml")], [415]),
    "no content type": ([post(vote(), kind=None)], [415]),
    "HTTP/1.0": ([post(vote(id=ID.format(5)), version="1.0", close=False)], [201]),
    "in pieces": ([post(vote(id=ID.format(6)))[:200], post(vote(id=ID.format(6)))[200:]], [201]),
    "two sent ahead": ([post(vote(id=ID.format(7)), close=False) + post(vote(id=ID.format(8)))], [201, 201]),
    "small chunks": (chunked(vote(id=ID.format(9)), 50), [201]),
    "a list": ([post([vote(id=ID.format("a")), vote(3)])], [201]),
    "another site": ([post(vote(), origin="https://other.example")], [403]),
    "no origin": ([post(vote(), origin=None)], [403]),
    "too large": ([post(b" " * 9000)], [413]),
    "too large by its header": ([post(b"").replace(b"Content-Length: 0", b"Content-Length: 99999999")], [413]),
    "large chunks": (chunked([vote(id=ID.format("b")), comment(FIRST, "x" * 900)] * 10, 3000), [201]),
    "a client that waits for 100 Continue": ([post(vote(id=ID.format("c")), "Expect: 100-continue")], [100, 201]),
    "a preflight": ([post(b"", method="OPTIONS")], [204]),
    "another method": ([post(b"", method="PUT")], [405]),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_a_request_is_answered_with_its_status(collector, name):
    sent, expected = ANSWERED[name]
    found = exchange(collector.port, *sent)
    assert [200 if status == 201 else status for status in statuses(found)] == [
        200 if status == 201 else status for status in expected
    ]  # an id that an earlier test has stored is 200


@pytest.mark.parametrize(
    ("sent", "headers", "body"),
    [
        (post(vote()), [f"access-control-allow-origin: {ORIGIN}", "vary: origin"], b'{"stored":1}'),
        (post(vote(7)), [f"access-control-allow-origin: {ORIGIN}"], b'{"error":"invalid","at":"value"}'),
        (post(vote(), origin="https://other.example"), [], b'{"error":"origin_not_allowed"}'),
        (post(b" " * 9000), [f"access-control-allow-origin: {ORIGIN}", "connection: close"], b'{"error":"too_large"}'),
    ],
)
def test_an_answer_is_json_that_no_cache_keeps_and_readable_by_its_own_origin_only(collector, sent, headers, body):
    head, _, found = exchange(collector.port, sent).partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    for line in ("content-type: application/json", "cache-control: no-store", "x-content-type-options: nosniff",
                 f"content-length: {len(body)}", *headers):  # fmt: skip
        assert line in lines
    assert any(line.startswith("access-control") for line in lines) == bool(headers)
    assert found == body


def test_a_reader_who_is_slow_to_read_gets_every_answer(collector):
    rounds, ahead, said = 20, 50, 0
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", collector.port))
        for number in range(rounds):
            connection.sendall(post(vote(9), close=False) * ahead)
            time.sleep(0.05)  # the answers are more than fits between server and reader
            while said < (number + 1) * ahead and (part := connection.recv(2048)):
                said += part.count(b"{")  # one in each answer
    assert said == rounds * ahead


def test_a_full_queue_is_503_with_a_time_to_try_again(tmp_path):
    with collecting(tmp_path, queue=0) as found:
        answer = exchange(found.port, post(vote()))
        assert statuses(answer) == [503]
        assert b"retry-after: 2\r\n" in answer
        assert found.pipeline.counts.total["refused_busy"] == 1


def test_a_full_day_is_503_until_tomorrow(tmp_path):
    with collecting(tmp_path, daily_cap=1) as found:
        assert statuses(exchange(found.port, post(vote()))) == [201]
        answer = exchange(found.port, post(vote()))
        assert statuses(answer) == [503]
        assert b"retry-after: 3600\r\n" in answer
        assert found.pipeline.counts.total["refused_daily_cap"] == 1


def test_requests_sent_ahead_are_answered_in_their_order(collector):
    ahead = [post(vote(), close=False), *[post(vote(9), close=False)] * 30, post(vote())]
    assert statuses(exchange(collector.port, b"".join(ahead))) == [201, *[422] * 30, 201]


def test_a_closed_connection_leaves_no_reference_cycle_behind(tmp_path):
    def count_protocols():
        return sum(isinstance(one, TimeoutProtocol) for one in gc.get_objects())

    gc.collect()
    before = count_protocols()
    with collecting(tmp_path) as found:
        gc.collect()
        gc.disable()
        try:
            for _ in range(20):
                exchange(found.port, post(vote(9)))
                exchange(found.port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            end = time.monotonic() + 10
            while count_protocols() > before and time.monotonic() < end:
                time.sleep(0.1)
            assert count_protocols() <= before
        finally:
            gc.enable()


def test_an_unexpected_error_is_503_with_a_time_to_try_again_and_one_line_in_the_log(tmp_path, monkeypatch, caplog):
    with collecting(tmp_path) as found:
        monkeypatch.setattr(found.pipeline, "_prepare_item", None)
        answer = exchange(found.port, post(vote()))
        assert statuses(answer) == [503]
        assert b"retry-after: 5\r\n" in answer
        assert answer.endswith(b'{"error":"unavailable","retry_after":5}')
        monkeypatch.undo()
        assert statuses(exchange(found.port, post(vote()))) == [201]
    assert [record.getMessage() for record in caplog.records].count("request_failed") == 1


def test_an_unexpected_error_during_a_response_ends_the_connection_without_a_second_response(tmp_path):
    async def fail_late(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"he", "more_body": True})
        raise ValueError("late")

    with collecting(tmp_path, fallback=fail_late) as found:
        answer = exchange(found.port, b"GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert statuses(answer) == [200]
    assert answer.endswith(b"\r\n\r\nhe")
