"""What is done in a quicker way gives what the plain way gives."""

import asyncio
import socket
from ipaddress import ip_address
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.intake.ip_addresses import packed_address, parse_address
from helpcentre.collector.intake.proxies import TrustedProxies
from helpcentre.collector.server.answer import send_answer
from helpcentre.collector.store import item_writes, open_store
from helpcentre.collector.store.sqlite import INSERT_LIMIT
from helpcentre.collector.writer import BATCH, Writer
from helpcentre.commands.collect import server_of
from tests.collector.postgres import fresh_database, why_not
from tests.collector.world import NOON, item

HEADERS = ((b"content-type", b"text/plain"), (b"content-length", b"2"), (b"x-note", b"a: b"))
LAST = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
DIGITS = st.text("0123456789.:abcdef%[]\x00 ١", max_size=20)


@given(st.one_of(st.ip_addresses().map(str), DIGITS, st.text(max_size=20)))
def test_packed_addresses_are_those_of_the_standard_library(text):
    address = parse_address(text)
    assert packed_address(text) == (address.packed if address else None)


@given(st.ip_addresses(v=4), st.ip_addresses(v=4))
def test_a_trusted_address_and_a_trusted_network_are_found_alike(one, other):
    single, network = TrustedProxies((str(one),)), TrustedProxies((f"{one}/32", "fd00::/8", f"{one}/30"))
    assert (single.client(str(one), str(other)) == str(other)) is True
    assert (network.client(str(other), "192.0.2.1") == "192.0.2.1") is (int(other) >> 2 == int(ip_address(one)) >> 2)


async def plain(scope, receive, send):
    if scope["type"] == "http":
        await send_answer(send, 201, HEADERS, b"ok")


async def whole(scope, receive, send):
    assert scope["type"] == "lifespan"  # every request is taken whole


def take(scope, body, answer):
    answer(201, HEADERS, b"ok")
    return True


whole.direct = SimpleNamespace(takes=lambda scope: True, take=take)


def answers(application, requests):
    """Serve one connection and return all bytes it is answered."""

    async def run():
        server = server_of(application)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            task = asyncio.create_task(server.serve(sockets=[listener]))
            while not server.started:
                await asyncio.sleep(0.01)
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(requests)
            found = await reader.read()
            writer.close()
            server.should_exit = True
            await task
        return b"\r\n".join(line for line in found.split(b"\r\n") if not line.startswith(b"date:"))

    return asyncio.run(run())


@pytest.mark.parametrize(
    "requests",
    [
        LAST,
        b"GET / HTTP/1.0\r\nhost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\nabc" + LAST,
    ],
)
def test_an_answer_in_one_piece_has_the_bytes_of_one_in_two(requests):
    assert answers(whole, requests) == answers(plain, requests)


class Noting:
    """A store that notes the sizes of its batches."""

    def __init__(self):
        self.sizes = []

    def write(self, items):
        self.sizes.append(len(items))
        return ["stored"] * len(items)


async def gathered(*turns):
    """Return the sizes of the batches of items that come in turns of the event loop, and how many were stored."""
    store = Noting()
    writer = Writer(store)
    waiting = []
    for number in turns:
        waiting += [asyncio.ensure_future(writer.submit([item(1)])) for _ in range(number)]
        await asyncio.sleep(0)
    for _ in range(3):
        await asyncio.sleep(0)
    handed_over = writer._jobs.qsize()
    writer.start()
    outcomes = await asyncio.gather(*waiting)
    await writer.stop()
    assert outcomes == [["stored"]] * sum(turns)
    assert sum(store.sizes) == sum(turns)
    return handed_over


@pytest.mark.parametrize(
    ("turns", "batches"),
    [((1,), 1), ((20, 20, 20, 4), 1), ((BATCH - 1, 3), 2), ((BATCH,), 1), ((2 * BATCH + 3,), 3)],
    ids=["a lone one", "several turns", "a full batch and more", "just a full batch", "more than two"],
)
def test_what_comes_without_a_pause_is_written_together_and_nothing_is_left_out(turns, batches):
    assert asyncio.run(gathered(*turns)) == batches


@pytest.mark.parametrize("number", [1, 2, INSERT_LIMIT - 1, INSERT_LIMIT, 3 * INSERT_LIMIT + 7])
def test_a_batch_of_any_size_is_stored_whole(store, number):
    assert store.write([item(1, at=NOON + at) for at in range(number)]) == ["stored"] * number
    assert store.connection.rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM item") == [(number, number)]


@pytest.mark.skipif(why_not() is not None, reason=f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
def test_postgresql_finds_what_a_batch_touches_by_index_even_though_it_was_planned_when_nothing_was_there():
    read = "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'item'"
    with fresh_database() as address, open_store(address) as store:
        for start in range(0, 1200, 100):
            with store.connection.transaction():
                item_writes.write(store.connection, [item(1, at=NOON + start + at) for at in range(100)])
                assert store.connection.rows(read) == [(0,)]
