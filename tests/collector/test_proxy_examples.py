"""The proxy configurations in docs/operate.md, run unchanged in front of the collector."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest

from helpcentre.collector.store.opening import open_store
from tests.collector.process import running
from tests.collector.test_security_wire import HEAD, answers, chunk, connected, text
from tests.collector.world import NOON, ORIGIN, vote

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")


def example(heading):
    return re.search(rf"### {heading}\n```\w+\n(.*?)```", DOCS, re.DOTALL)[1]


def program(name, package, *, install):
    """Return where a program is; with --full it is installed by apt if it is missing."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found and install and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True, timeout=240, env=quiet)
        found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        pytest.skip(f"NO {name.upper()}, ITS EXAMPLE WAS NOT TRIED (--full installs it by apt)")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Front:
    def __init__(self, port):
        self.port = port

    def get(self, path, *headers):
        ask = f"GET {path} HTTP/1.1\r\nHost: help.example.com\r\nConnection: close\r\n{''.join(headers)}\r\n"
        with connected(self) as connection:
            connection.sendall(ask.encode())
            said = connection.makefile("rb").read()
        return int(said.split(b" ")[1]), said.decode("utf-8", "replace")


@contextmanager
def in_front(command, port, folder):
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    log = (folder / "front.log").open("w")
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        else:
            raise AssertionError((folder / "front.log").read_text())
        yield Front(port)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def nginx(binary, folder, port, behind):
    server = example("nginx, one origin").replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    server = server.replace("/srv/help/site", str(folder / "site")).replace("127.0.0.1:8001", f"127.0.0.1:{behind}")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    rest = f"user root;\npid {folder}/pid;\ndaemon off;\nerror_log {folder}/error.log;\nevents {{}}\n"
    config = folder / "nginx.conf"
    config.write_text(f"{rest}http {{\naccess_log off;\n{paths}{server}}}\n", encoding="utf-8")
    subprocess.run([binary, "-t", "-c", config], check=True, capture_output=True)
    return [binary, "-c", config]


def caddy(binary, folder, port, behind):
    site = example("Caddy, one origin").replace("help.example.com {", f"http://help.example.com:{port} {{", 1)
    site = site.replace("/srv/help/site", str(folder / "site")).replace("127.0.0.1:8001", f"127.0.0.1:{behind}")
    config = folder / "Caddyfile"
    config.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{site}", encoding="utf-8")
    return [binary, "run", "--adapter", "caddyfile", "--config", config]


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def front(request, tmp_path_factory):
    binary = program(
        request.param, {"nginx": "nginx-light"}.get(request.param, request.param),
        install=request.config.getoption("--full"),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "site" / "it").mkdir(parents=True)
    (folder / "site" / "it" / "index.html").write_text("la pagina", encoding="utf-8")
    (folder / "site" / "404.html").write_text("not here", encoding="utf-8")
    database = f"sqlite:///{folder}/feedback.db"
    with running(folder, database, "--public-url", "https://help.example.com") as collector:
        port = free_port()
        make = {"nginx": nginx, "caddy": caddy}[request.param]
        with in_front(make(binary, folder, port, collector.port), port, folder) as found:
            found.database = database
            yield found


def state_of(front, identity):
    with open_store(front.database) as store:
        return {row["id"]: row["state"] for row in store.read_table("item")}.get(UUID(identity).bytes)


def ask(front, event, *headers, trailers=""):
    head = HEAD.replace("Host: x", "Host: help.example.com")
    head += "".join(f"{line}\r\n" for line in (*headers, "Transfer-Encoding: chunked", "Connection: close"))
    with connected(front) as connection:
        connection.sendall((head + "\r\n" + chunk(text(event), trailers)).encode())
        return answers(connection)


def test_the_site_and_the_collector_answer_on_one_origin(front):
    status, said = front.get("/it/")
    assert (status, "la pagina" in said) == (200, True)
    status, said = front.get("/no/such/page")
    assert "not here" in said
    assert front.get("/reports/")[0] == 401
    assert front.get("/reports/login")[0] == 200
    assert "openapi" in front.get("/feedback/v1/openapi.json")[1]


def test_health_and_metrics_are_not_passed_on(front):
    for path in ("/metrics", "/healthz", "/readyz"):
        assert "helpcentre_items" not in front.get(path)[1]
        assert front.get(path)[0] == 404


def test_no_header_and_no_trailer_makes_another_reader_of_the_same_address(front):
    first = vote(value=1, language="et")
    assert ask(front, first) == [201]
    forged = [
        (("X-Forwarded-For: 198.51.100.1",), ""),
        (("X-Forwarded-For: 198.51.100.2", "X-Forwarded-For: 198.51.100.3"), ""),
        (("Trailer: X-Forwarded-For",), "X-Forwarded-For: 198.51.100.4\r\n"),
        (("Forwarded: for=198.51.100.5", "X-Real-IP: 198.51.100.5"), ""),
    ]
    sent = [first["id"]]
    for headers, trailers in forged:
        event = vote(value=1, language="et")
        sent.append(event["id"])
        assert ask(front, event, *headers, trailers=trailers) == [201]
    assert [state_of(front, identity) for identity in sent] == [1] * len(forged) + [0]


def test_a_lead_signs_in_with_a_cookie_bound_to_the_host(front):
    from helpcentre.collector.store.tokens import Token
    from helpcentre.collector.tokens import new_secret

    secret, hashed = new_secret()
    with open_store(front.database) as store:
        store.add_token(hashed, Token("lead", "read", NOON, None, None))
    body = f"token={secret}"
    lines = [
        "POST /reports/login HTTP/1.1", "Host: help.example.com", "Connection: close", f"Origin: {ORIGIN}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", body,
    ]  # fmt: skip
    with connected(front) as connection:
        connection.sendall("\r\n".join(lines).encode())
        said = connection.makefile("rb").read().decode()
    cookie = re.search(r"(?i)set-cookie: (__Host-helpcentre=[^;]+)", said)[1]
    assert re.search(r"(?i)location: /reports/\r", said)
    assert front.get("/reports/", f"Cookie: {cookie}\r\n")[0] == 200


def test_the_options_of_the_unit_are_options_of_the_command(tmp_path):
    from click.testing import CliRunner

    from helpcentre.cli import cli

    known = CliRunner().invoke(cli, ["collect", "--help"]).output
    unit = (ROOT / "docs" / "deploy" / "helpcentre.service").read_text(encoding="utf-8")
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    used = set(re.findall(r"--[a-z][a-z-]+", command + DOCS.split("### systemd")[0]))
    assert used
    assert [option for option in used if option not in known] == []
