"""Requests that no browser sends: two lengths, trailers, endless heads, unread pipelines, bombs, lines for the log."""

import gzip
import json
import socket
import time
from contextlib import contextmanager, suppress
from uuid import UUID

import pytest

from helpcentre.collector.server.timeouts import HEAD_LIMIT, PART, REQUEST_LIMIT, TimeoutProtocol
from helpcentre.collector.store.opening import open_store
from tests.collector.process import request, running, served
from tests.collector.world import ORIGIN, vote

HEAD = f"POST /feedback/v1/items HTTP/1.1\r\nHost: x\r\nOrigin: {ORIGIN}\r\nContent-Type: text/plain\r\n"


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wire")
    with running(folder, f"sqlite:///{folder}/feedback.db") as found:
        found.database = f"sqlite:///{folder}/feedback.db"
        yield found


@contextmanager
def connected(collector, patience=15, **options):
    with socket.socket() as connection:
        for option, value in options.items():
            connection.setsockopt(socket.SOL_SOCKET, getattr(socket, option), value)
        connection.settimeout(patience)
        connection.connect(("127.0.0.1", collector.port))
        yield connection


def answers(connection):
    """Return the statuses of all answers until the connection ends."""
    said = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            said += part
    return [int(line.split(b" ")[1]) for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def send(collector, *parts):
    with connected(collector) as connection:
        with suppress(OSError):
            for part in parts:
                connection.sendall(part if isinstance(part, bytes) else part.encode())
        return answers(connection)


def stored(collector):
    with open_store(collector.database) as store:
        return {row["id"] for row in store.read_table("item")}


def chunk(body, trailers=""):
    return f"{len(body):x}\r\n{body}\r\n0\r\n{trailers}\r\n"


def text(event):
    return json.dumps(event)


SMUGGLED = text(vote())
TWO_WAYS = {
    "both lengths": f"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{chunk(SMUGGLED)}",
    "two lengths": f"Content-Length: {len(SMUGGLED)}\r\nContent-Length: 5\r\n\r\n{SMUGGLED}",
    "a list of lengths": f"Content-Length: {len(SMUGGLED)}, 5\r\n\r\n{SMUGGLED}",
    "a signed length": f"Content-Length: +{len(SMUGGLED)}\r\n\r\n{SMUGGLED}",
    "a negative length": f"Content-Length: -1\r\n\r\n{SMUGGLED}",
    "a length of words": f"Content-Length: 0x10\r\n\r\n{SMUGGLED}",
    "a length beyond 64 bits": f"Content-Length: 99999999999999999999999\r\n\r\n{SMUGGLED}",
    "chunked, then something else": f"Transfer-Encoding: chunked, identity\r\n\r\n{chunk(SMUGGLED)}",
    "chunked in disguise": f"Transfer-Encoding: xchunked\r\n\r\n{chunk(SMUGGLED)}",
    "chunked before a space": f"Transfer-Encoding : chunked\r\n\r\n{chunk(SMUGGLED)}",
    "a chunk beyond 64 bits": f"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{SMUGGLED}\r\n0\r\n\r\n",
    "a chunk of no size": f"Transfer-Encoding: chunked\r\n\r\n-1\r\n{SMUGGLED}\r\n0\r\n\r\n",
    "a header with NUL": f"X-A: a\0b\r\nContent-Length: {len(SMUGGLED)}\r\n\r\n{SMUGGLED}",
    "a folded header": f"X-A: b\r\n Content-Length: 5\r\nContent-Length: {len(SMUGGLED)}\r\n\r\n{SMUGGLED}",
}


@pytest.mark.parametrize("how", TWO_WAYS)
def test_a_request_that_can_be_read_in_two_ways_is_refused_and_ends_the_connection(collector, how):
    assert send(collector, HEAD + TWO_WAYS[how], request(SMUGGLED.encode())) == [400]
    assert UUID(json.loads(SMUGGLED)["id"]).bytes not in stored(collector)


@pytest.mark.parametrize("path", ["/feedback/v1/items", "/feedback/v1/form"])
def test_of_two_origins_none_is_picked(collector, path):
    evil = "https://evil.example"
    for pair in ((ORIGIN, evil), (evil, ORIGIN), (ORIGIN, ORIGIN), ("null", ORIGIN)):
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n"
        lines = "".join(f"Origin: {origin}\r\n" for origin in pair)
        assert send(collector, f"{head}{lines}Connection: close\r\n\r\n") == [403]


@pytest.mark.parametrize(
    "line",
    ["OPTIONS *", "GET *", "CONNECT evil.example:80", "GET http://evil.example/reports/", "GET //evil.example/",
     "GET /%", "GET /%ff%fe", "GET /%00", "TRACE /", "BREW /", "GET /feedback/v1/items", "PUT /feedback/v1/items",
     "GET x", "DELETE /feedback/v1/items/%2e%2e%2f", "DELETE /feedback/v1/items/" + "a" * 9000,
     "GET /reports/static/..%2faccess_guard.py", "GET /reports/static/%2e%2e/access_guard.py"],
)  # fmt: skip
def test_no_request_line_breaks_the_collector_or_reads_its_files(collector, line):
    with connected(collector) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = connection.makefile("rb").read()
    assert 200 <= int(said.split(b" ")[1]) < 500
    assert b"class Guard" not in said
    assert b"location: http" not in said.lower()


def test_a_trailer_does_not_change_who_the_reader_is(collector):
    """A proxy that hands trailers on must not let a reader write the proxy's own line."""
    identities = []
    for number in range(3):
        event = vote(value=1, language="et")
        identities.append(UUID(event["id"]).bytes)
        head = f"{HEAD}X-Forwarded-For: 198.51.100.77\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        assert send(collector, head + chunk(text(event), f"X-Forwarded-For: 203.0.113.{number}\r\n")) == [201]
    with open_store(collector.database) as store:
        states = {row["id"]: row["state"] for row in store.read_table("item")}
    assert [states[identity] for identity in identities] == [1, 1, 0]


def test_a_trailer_does_not_open_what_an_origin_closed(collector):
    head = HEAD.replace(f"Origin: {ORIGIN}\r\n", "") + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert send(collector, head + chunk(text(vote()), f"Origin: {ORIGIN}\r\n")) == [403]


def test_a_head_without_end_is_refused_before_it_fills_the_memory(collector):
    assert send(collector, "GET /healthz HTTP/1.1\r\nHost: x\r\n", b"X-A: " + b"a" * 4 * HEAD_LIMIT) == [431]
    assert send(collector, "GET /healthz HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n" * HEAD_LIMIT) == [431]
    assert send(collector, b"GET /" + b"a" * 4 * HEAD_LIMIT) == [431]


@pytest.mark.parametrize(("length", "status"), [(HEAD_LIMIT - 1, 200), (HEAD_LIMIT + 2 * PART, 431), (60_000, 431)])
def test_a_head_that_arrives_in_one_read_has_the_same_limit(collector, length, status):
    head = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: "
    assert send(collector, f"{head}{'a' * (length - len(head) - 4)}\r\n\r\n") == [status]


@pytest.mark.parametrize(
    ("version", "hosts", "status"),
    [
        ("1.1", [], 400),
        ("1.1", ["x", "x"], 400),
        ("1.1", ["x", "evil.example"], 400),
        ("1.0", ["x", "x"], 400),
        ("1.1", ["x"], 200),
        ("1.1", [""], 200),
        ("1.0", [], 200),
    ],
)
def test_a_request_has_one_host(collector, version, hosts, status):
    lines = "".join(f"Host: {host}\r\n" for host in hosts)
    assert send(collector, f"GET /healthz HTTP/{version}\r\n{lines}Connection: close\r\n\r\n") == [status]


@pytest.mark.parametrize("path", ["/feedback/v1/items", "/feedback/v1/form", "/reports/login", "/healthz"])
def test_chunks_without_end_are_cut_off(collector, path):
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nOrigin: {ORIGIN}\r\nTransfer-Encoding: chunked\r\n\r\n"
    head += "Content-Type: text/plain\r\n"
    with connected(collector) as connection:
        connection.sendall(head.encode())
        sent, part = 0, b"1\r\n[\r\n" * 1000
        with suppress(OSError):
            while sent < 20 * REQUEST_LIMIT:
                connection.sendall(part)
                sent += len(part)
    assert sent < 20 * REQUEST_LIMIT


def test_a_compressed_bomb_stays_compressed(collector):
    bomb = gzip.compress(b"[" + b" " * 4_000_000 + b"]", 9)
    assert len(bomb) < 8192
    head = f"{HEAD}Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: {len(bomb)}\r\n\r\n"
    assert send(collector, head, bomb) == [422]


@pytest.mark.parametrize("host", ["[", "evil.example/reports/../x", "a b", "", "evil.example:99999999", "\xff"])
@pytest.mark.parametrize("path", ["/reports/", "/reports/login", "/healthz", "/reports/login/", "/nothing/"])
def test_a_strange_host_breaks_nothing_and_leads_nowhere(collector, host, path):
    ask = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n".encode("latin-1")
    with connected(collector) as connection:
        connection.sendall(ask)
        said = connection.makefile("rb").read()
    assert int(said.split(b" ")[1]) < 500
    assert b"location: http" not in said.lower()
    assert b"evil.example" not in said


def test_the_response_to_bytes_that_are_not_http_is_never_taken_for_that_of_the_vote_before(collector):
    for _ in range(10):
        assert 400 not in send(collector, request(json.dumps(vote()).encode()) + b"junk\r\n\r\n")


# The same protocol with a deadline of one second


LARGE = b"x" * 200_000


async def answer(scope, receive, send):
    assert scope["type"] == "http"
    body = LARGE * (100 if scope["path"] == "/huge" else 1)
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def hasty():
    class Hasty(TimeoutProtocol):
        seconds = 1.0

    with served(answer, Hasty, lifespan="off", timeout_keep_alive=2) as found:
        yield found


GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def seconds_until_closed(connection, pause, part=b"", patience=8):
    begin = time.monotonic()
    with suppress(ConnectionResetError, BrokenPipeError):
        while time.monotonic() - begin < patience:
            connection.settimeout(pause)
            if part:
                connection.sendall(part)
            with suppress(TimeoutError):
                if not connection.recv(65536):
                    break
    return time.monotonic() - begin


def let_go(found, patience=8):
    """Wait until a server has no connection any more; false if it still has one."""
    end = time.monotonic() + patience
    while found.server.server_state.connections and time.monotonic() < end:
        time.sleep(0.1)
    return not found.server.server_state.connections


@pytest.mark.parametrize("first", [b"", GET])
@pytest.mark.parametrize("part", [b"\r\n", b"G", b""])
def test_a_connection_that_sends_no_request_ends_however_it_drips(hasty, first, part):
    with connected(hasty) as connection:
        connection.sendall(first)
        assert seconds_until_closed(connection, 0.3, part) < 7


def test_a_connection_whose_body_comes_after_its_answer_ends_too(hasty):
    with connected(hasty) as connection:
        connection.sendall(GET.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n"))
        said = b""
        while len(said) < len(LARGE):
            said += connection.recv(65536)
        connection.sendall(b"hello")
        assert seconds_until_closed(connection, 0.3) < 7


def test_a_client_that_reads_nothing_of_its_only_response_is_disconnected_however_soon_it_counts_as_idle():
    class Hasty(TimeoutProtocol):
        seconds = 1.0

    with served(answer, Hasty, lifespan="off", timeout_keep_alive=0) as found, connected(found, SO_RCVBUF=4096) as one:
        one.sendall(GET.replace(b"/", b"/huge", 1))
        time.sleep(0.3)
        assert found.server.server_state.connections
        assert let_go(found), "the connection is still held"


def test_a_client_that_never_reads_is_disconnected(hasty):
    with connected(hasty, SO_RCVBUF=4096) as connection:
        connection.sendall(GET * 40)
        time.sleep(0.5)
        assert hasty.server.server_state.connections
        assert let_go(hasty), "the connection is still held"


def test_requests_sent_far_ahead_of_their_answers_do_not_pile_up(hasty):
    with connected(hasty) as connection:
        with suppress(OSError):
            for _ in range(400):
                connection.sendall(GET * 1000)
        time.sleep(0.5)
        assert sum(len(one.pipeline) for one in hasty.server.server_state.connections) == 0
        with connected(hasty) as honest:
            honest.sendall(GET)
            assert honest.recv(100).startswith(b"HTTP/1.1 200")


def test_an_answer_that_waits_at_the_end_of_a_connection_does_not_hold_it(hasty):
    with connected(hasty, SO_RCVBUF=4096) as connection:
        connection.sendall(GET * 40)
        connection.shutdown(socket.SHUT_WR)
        assert let_go(hasty), "the connection is still held"


def test_a_slow_reader_who_reads_gets_the_whole_answer(hasty):
    number, got = 30, 0
    with connected(hasty, SO_RCVBUF=16384) as connection:
        connection.sendall(GET * (number - 1) + GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        begin = time.monotonic()
        while part := connection.recv(100_000):
            got += part.count(b"x")
            time.sleep(0.01)
    assert got >= number * len(LARGE)
    assert time.monotonic() - begin > 1, "it was not slow"


def test_nothing_a_stranger_sends_adds_its_own_lines_to_the_log(collector):
    forged = '{"time": "2026-11-22T00:00:00", "level": "error", "event": "forged"}'
    for _ in range(200):
        send(collector, f"GET /\r\n{forged}\r\n\r\n")
    send(collector, f"POST /feedback/v1/items HTTP/1.1\r\nHost: x\r\nUser-Agent: {forged}\r\nUpgrade: websocket\r\n"
                    f"Connection: upgrade, close\r\n\r\n")  # fmt: skip
    send(collector, "GET /%0a%7b%22event%22:%22forged%22%7d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    lines = collector.log.read_text(encoding="utf-8").splitlines()
    assert "forged" not in "".join(lines)
    assert [json.loads(line)["event"] for line in lines].count("Invalid HTTP request received.") <= 5
