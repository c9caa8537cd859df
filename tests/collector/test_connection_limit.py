"""The connection limit: once it is reached, the connection that has been idle for longest is closed."""

import resource
import socket
from contextlib import ExitStack

import pytest

from helpcentre.collector.server.connection_limit import LIMIT, RESERVED_FILES, ConnectionLimiter, connection_limit
from tests.collector.process import running
from tests.collector.test_failures import send


class Connection:
    def __init__(self, *, awaiting=False):
        self.awaiting, self.closed = awaiting, False

    def awaits_response(self):
        return self.awaiting

    def close(self):
        self.closed = True


def added(limiter, *connections):
    for connection in connections:
        limiter.add(connection)
    return connections


def test_below_the_limit_every_connection_stays_open():
    connections = added(ConnectionLimiter(3), Connection(), Connection(), Connection())
    assert not any(connection.closed for connection in connections)


def test_at_the_limit_a_new_connection_replaces_the_oldest_one():
    limiter = ConnectionLimiter(2)
    first, second, third = added(limiter, Connection(), Connection(), Connection())
    assert (first.closed, second.closed, third.closed) == (True, False, False)
    assert len(limiter) == 2


def test_a_connection_that_has_just_sent_a_request_outlives_one_that_never_did():
    limiter = ConnectionLimiter(2)
    active, silent = added(limiter, Connection(), Connection())
    limiter.touch(active)
    added(limiter, Connection())
    assert (active.closed, silent.closed) == (False, True)


def test_a_connection_that_awaits_a_response_is_not_closed():
    awaiting, other, _ = added(ConnectionLimiter(2), Connection(awaiting=True), Connection(), Connection())
    assert (awaiting.closed, other.closed) == (False, True)


def test_if_every_connection_awaits_a_response_a_new_one_is_accepted_above_the_limit():
    limiter = ConnectionLimiter(2)
    connections = added(limiter, Connection(awaiting=True), Connection(awaiting=True), Connection())
    assert not any(connection.closed for connection in connections)
    assert len(limiter) == 3


def test_a_closed_connection_frees_its_slot():
    limiter = ConnectionLimiter(2)
    first, second = added(limiter, Connection(), Connection())
    limiter.remove(first)
    limiter.remove(first)
    added(limiter, Connection())
    assert not second.closed


def test_a_request_on_a_connection_that_was_just_closed_is_not_an_error_and_does_not_bring_it_back():
    limiter = ConnectionLimiter(1)
    first, _ = added(limiter, Connection(), Connection())
    limiter.touch(first)
    assert len(limiter) == 1


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        (resource.RLIM_INFINITY, LIMIT),
        (10_000, LIMIT),
        (LIMIT + RESERVED_FILES - 1, LIMIT - 1),
        (128, 128 - RESERVED_FILES),
        (20, 16),
    ],
)
def test_the_limit_leaves_files_for_other_uses_but_never_falls_below_sixteen(monkeypatch, files, limit):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert connection_limit() == limit


def test_a_vote_comes_through_while_silent_clients_take_every_slot_again_and_again(tmp_path):
    with running(tmp_path, f"sqlite:///{tmp_path}/feedback.db", limit=128) as collector, ExitStack() as silent:
        answers = []
        for _ in range(4):
            for _ in range(100):
                silent.enter_context(socket.create_connection(("127.0.0.1", collector.port), 5))
            answers.append(send(collector.port)[0])
        assert answers == [201] * 4
