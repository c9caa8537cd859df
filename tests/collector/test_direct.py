"""The short way from the socket to the writer answers as the usual way through ASGI does, to the byte."""

import gc
import inspect
import json
import re
import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.connection_limit import ConnectionLimiter
from helpcentre.collector.server.direct import DirectProtocol
from helpcentre.collector.settings import Settings
from helpcentre.collector.store import open_store
from tests.collector.process import make_site, served
from tests.collector.world import ORIGIN, comment, rating, search, vote

ID = "3f0e8a52-6c1d-4b7e-9a21-5d8c0f6b2e9{}"
FIRST = vote(id=ID.format(0))


@contextmanager
def collecting(folder, *, direct, **settings):
    """Serve a collector in this process, with the short way or without."""
    with open_store(f"sqlite:///{folder}/{direct}.db") as store:
        app = create_app(store, Settings(site=str(make_site(folder / "site")), **settings))
        app.taken = []
        take = app.direct.take
        app.direct.take = lambda *request: app.taken.append(take(*request)) or app.taken[-1]

        async def usual(scope, receive, send):
            await app(scope, receive, send)

        with served(app if direct else usual, DirectProtocol.with_limiter(ConnectionLimiter()), lifespan="on") as found:
            found.app, found.store = app, store
            wait_until_ready(found.port)
            yield found


def wait_until_ready(port):
    for _ in range(100):
        with suppress(OSError):
            if b" 200 " in exchange(port, b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
                return
        time.sleep(0.05)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("direct")
    with collecting(folder, direct=True) as short, collecting(folder, direct=False) as usual:
        yield short, usual


def exchange(port, *parts):
    """Return all that is answered to some bytes until the connection ends, without the date."""
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


TAKEN = {
    "a vote": [post(FIRST)],
    "the same vote again": [post(FIRST)],
    "a comment": [post(comment(FIRST, id=ID.format(1)))],
    "a rating as plain text": [post(rating("csat", 4, id=ID.format(2)), kind="text/plain")],
    "a search of who wishes not to be counted": [post(search(id=ID.format(3)), "Sec-GPC: 1")],
    "a field that is wrong": [post(vote(7))],
    "no JSON": [post(b"{")],
    "not UTF-8": [post(b'{"kind": "vote\xff"}')],
    "half of a pair": [post(b'{"kind": "vote", "id": "\\ud800"}')],
    "deep": [post(b'{"a":' * 1500)],
    "nothing": [post(b"")],
    "an unknown article": [post(vote(article="other", id=ID.format(4)))],
    "an unknown type": [post(vote(), kind="application/xml")],
    "no type": [post(vote(), kind=None)],
    "HTTP/1.0": [post(vote(id=ID.format(5)), version="1.0", close=False)],
    "in pieces": [post(vote(id=ID.format(6)))[:200], post(vote(id=ID.format(6)))[200:]],
    "two ahead": [post(vote(id=ID.format(7)), close=False) + post(vote(id=ID.format(8)))],
    "small chunks": chunked(vote(id=ID.format(9)), 50),
}
PASSED_ON = {
    "a list": [post([vote(id=ID.format("a")), vote(3)])],
    "from another site": [post(vote(), origin="https://other.example")],
    "from nowhere": [post(vote(), origin=None)],
    "too large": [post(b" " * 9000)],
    "too large by its own account": [post(b"").replace(b"Content-Length: 0", b"Content-Length: 99999999")],
    "large chunks": chunked([vote(id=ID.format("b")), comment(FIRST, "x" * 900)] * 10, 3000),
    "who waits to be asked on": [post(vote(id=ID.format("c")), "Expect: 100-continue")],
    "what is there": [post(b"", method="OPTIONS")],
    "another method": [post(b"", method="PUT")],
}


@pytest.mark.parametrize("case", TAKEN)
def test_it_answers_like_the_usual_way(both, case):
    short, usual = both
    before = short.app.taken.count(True)
    assert exchange(short.port, *TAKEN[case]) == exchange(usual.port, *TAKEN[case])
    assert short.app.taken.count(True) > before
    assert not usual.app.taken


@pytest.mark.parametrize("case", PASSED_ON)
def test_what_it_does_not_take_goes_the_usual_way(both, case):
    short, usual = both
    before = short.app.taken.count(True)
    answer = exchange(short.port, *PASSED_ON[case])
    assert answer.startswith(b"HTTP/1.1 ")
    assert answer == exchange(usual.port, *PASSED_ON[case])
    assert short.app.taken.count(True) == before


def test_both_have_counted_the_same(both):
    short, usual = both
    for case in {**TAKEN, **PASSED_ON}.values():
        for server in both:
            exchange(server.port, *case)
    assert short.app.service.counts.total == usual.app.service.counts.total


def test_a_reader_who_is_slow_to_take_answers_gets_all_of_them(both):
    number, said = 4000, bytearray()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(10)
        connection.connect(("127.0.0.1", both[0].port))
        sender = threading.Thread(target=connection.sendall, args=(post(vote(9), close=False) * number,))
        sender.start()
        time.sleep(1)
        while said.count(b"HTTP/1.1 422") < number and (part := connection.recv(65536)):
            said += part
        sender.join(10)
    assert said.count(b"HTTP/1.1 422") == number


def test_a_full_queue_is_503_and_the_counts_add_up(tmp_path):
    with collecting(tmp_path, direct=True, queue=0) as found:
        answer = exchange(found.port, post(vote()))
        assert b" 503 " in answer.split(b"\r\n")[0]
        assert b"retry-after: 2\r\n" in answer
        assert found.app.service.counts.total["refused_busy"] == 1


def test_a_full_day_is_503_until_tomorrow(tmp_path):
    with collecting(tmp_path, direct=True, daily_cap=1) as found:
        assert b" 201 " in exchange(found.port, post(vote())).split(b"\r\n")[0]
        answer = exchange(found.port, post(vote()))
        assert b" 503 " in answer.split(b"\r\n")[0]
        assert b"retry-after: 3600\r\n" in answer
        assert found.app.service.counts.total["refused_daily_cap"] == 1


def test_the_first_vote_of_another_day_goes_the_usual_way_and_counts(tmp_path):
    with collecting(tmp_path, direct=True) as found:
        day, salt = found.app.service._salt
        found.app.service._salt = day - 1, salt
        answers = [exchange(found.port, post(vote())) for _ in range(2)]
        assert [int(answer.split()[1]) for answer in answers] == [201, 201]
        assert found.app.taken == [False, True]
        assert len(list(found.store.read_table("item"))) == 2


def test_requests_that_were_sent_ahead_take_a_turn_each(tmp_path):
    with collecting(tmp_path, direct=True) as found:
        depths, take = [], found.app.direct.take
        found.app.direct.take = lambda *request: depths.append(len(inspect.stack(0))) or take(*request)
        ahead = [post(vote(), close=False), *[post(vote(9), close=False)] * 30, post(vote(9))]
        assert exchange(found.port, b"".join(ahead)).count(b"HTTP/1.1 422") == 31
        assert len(set(depths[2:])) == 1


def test_a_connection_that_is_gone_leaves_no_ring_behind(tmp_path):
    def protocols():
        return sum(isinstance(one, DirectProtocol) for one in gc.get_objects())

    with collecting(tmp_path, direct=True) as found:
        gc.collect()
        gc.disable()
        try:
            for _ in range(20):
                exchange(found.port, post(vote(9)))
                exchange(found.port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            end = time.monotonic() + 10
            while protocols() and time.monotonic() < end:
                time.sleep(0.1)
            assert protocols() == 0
        finally:
            gc.enable()


def test_a_mistake_of_ours_is_500_and_the_next_vote_is_stored(tmp_path, caplog):
    with collecting(tmp_path, direct=True) as found:
        judge = found.app.service._judge
        found.app.service._judge = None
        assert b" 500 " in exchange(found.port, post(vote())).split(b"\r\n")[0]
        found.app.service._judge = judge
        assert b" 201 " in exchange(found.port, post(vote())).split(b"\r\n")[0]
    assert "Exception in the direct route" in caplog.text
