"""Only the collector's own names are answered, so that no other site's name can be bound to this machine."""

import pytest
from starlette.testclient import TestClient

from helpcentre.collector.server.allowed_hosts import is_allowed_host
from tests.collector.test_http import collector, site
from tests.collector.test_server import collecting, exchange, statuses

__all__ = ["collector", "site"]
ORIGINS = frozenset({"https://help.example.com", "https://feedback.example.com:8443"})


@pytest.mark.parametrize(
    "host",
    ["", "localhost", "localhost:8001", "LOCALHOST", "a.localhost", "localhost.", "127.0.0.1", "127.0.0.1:8001",
     "[::1]:8001", "192.0.2.7", "help.example.com", "help.example.com:443", "HELP.example.com.",
     "feedback.example.com"],
)  # fmt: skip
def test_addresses_this_machine_and_the_hosts_of_our_origins_are_allowed(host):
    assert is_allowed_host(host, ORIGINS)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "help.example.com.evil.example", "evil-help.example.com", "localhost.evil.example", "[", "[::1",
     "127.0.0.1.evil.example", "a b", "help.example.com@evil.example", "notlocalhost", "\xff"],
)  # fmt: skip
def test_every_other_name_is_not(host):
    assert not is_allowed_host(host, ORIGINS)


@pytest.mark.parametrize(("host", "status"), [("evil.example", 421), ("127.0.0.1", 200), ("help.example.com", 200)])
def test_a_request_for_an_unknown_name_is_421_and_says_what_to_do(collector, host, status):
    with collector() as client:
        answer = TestClient(client.app, base_url=f"http://{host}").get("/healthz")
    assert answer.status_code == status
    assert ("--public-url" in answer.text) == (status == 421)


def test_votes_are_for_our_names_too(collector):
    with collector() as client:
        assert client.post("/feedback/v1/items", json={}, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://localhost/healthz", 200),
        ("http://127.0.0.1:1/healthz", 200),
        ("http://evil.example/healthz", 421),
        ("http://evil.example", 400),  # without a path
        ("http://evil.example/?x", 421),
        ("http://localhost@evil.example/healthz", 421),
        ("/healthz?to=http://evil.example/", 200),
    ],
)
def test_the_host_of_an_absolute_target_counts_instead_of_the_header(tmp_path, target, status):
    with collecting(tmp_path) as found:
        ask = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        assert statuses(exchange(found.port, ask)) == [status]
