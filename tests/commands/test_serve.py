"""`helpcentre serve` on a small site."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.folder_mirror import mirror

HELPCENTRE = Path(sys.executable).with_name("helpcentre")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A new site of two languages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    done = CliRunner().invoke(cli, ["init", ".", "--language", "en", "--language", "it"])
    assert done.exit_code == 0, done.output
    return tmp_path


def refused(*arguments):
    done = subprocess.run(
        [HELPCENTRE, "serve", *arguments], capture_output=True, text=True, timeout=60, check=False, env=os.environ
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_a_port_in_use_is_reported_before_anything_is_built(site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = refused("--port", str(port))

    assert (
        message
        == f"port {port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another port with --port."
    )
    assert not (site / "site").exists()


def test_a_database_that_cannot_be_written_is_reported(site):
    (site / "data").write_text("a file, not a folder", encoding="utf-8")

    message = refused("--port", "0")

    assert "data" in message.splitlines()[-1]


def test_without_live_reload_an_error_in_the_content_is_reported_and_nothing_is_served(site):
    (site / "content/it/faq/a.md").write_text("---\ntitle: A?\nkind: fqa\n---\n", encoding="utf-8")

    assert "it/faq/a.md:3:7: kind: write one of" in refused("--port", "0", "--no-live-reload")


def test_an_error_in_the_settings_is_reported_and_nothing_is_served(site):
    (site / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")

    assert "mkdocs.yml:2:1: this is not valid YAML" in refused("--port", "0")


def test_a_public_address_is_refused_without_a_proxy(site):
    assert "--behind-proxy" in refused("--host", "0.0.0.0", "--port", "0")


@contextmanager
def serving(folder, prepare=lambda folder: None):
    """Run `helpcentre serve` on a new site; gives its address, its folder and its process."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([HELPCENTRE, "init", folder, "--language", "en", "--language", "it"], check=True, env=environment)
    prepare(folder)
    process = subprocess.Popen(
        [HELPCENTRE, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True, env=environment
    )
    url = None
    try:
        while url is None and (line := process.stdout.readline()):
            found = re.search(r"The help centre:\s+(http://\S+?)/$", line.strip())
            url = found[1] if found else None
        assert url, "it did not start"
        yield url, folder, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        process.stdout.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("running")) as server:
        yield server


def get(url, wait=30.0):
    until = time.monotonic() + wait
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_pages_headers_and_404_come_as_they_are_published(running):
    url, _, _ = running

    status, headers, html = get(f"{url}/it/faq/how-to-reach-us/")
    assert status == 200
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert '<html lang="it"' in html
    assert '<script type="module" src="/helpcentre/reload.js"></script>' in html
    assert get(f"{url}/it/nothing/")[0] == 404
    assert '<html lang="it"' in get(f"{url}/it/nothing/")[2]
    assert get(f"{url}/healthz")[0] == 200


@pytest.mark.parametrize(
    "path", ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/..%2fmkdocs.yml", "/it/../../data/feedback.db", "/%00"]
)
def test_nothing_outside_the_site_is_served(running, path):
    url, _, _ = running
    host, port = url.removeprefix("http://").split(":")

    with socket.create_connection((host, int(port)), timeout=10) as plain:
        plain.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = plain.makefile("rb").read()

    assert answer.split(b"\r\n")[0].split()[1] in (b"404", b"400")
    assert b"site_name" not in answer


def test_a_saved_file_starts_a_build_and_an_error_keeps_the_last_good_site(running):
    url, site, _ = running
    article = site / "content/en/faq/how-to-reach-us.md"
    good = article.read_text(encoding="utf-8")

    article.write_text(good + "\nA new sentence.\n", encoding="utf-8")
    wait_for(lambda: "A new sentence." in get(f"{url}/faq/how-to-reach-us/")[2])
    article.write_text(good.replace("kind: ", "kind: x"), encoding="utf-8")
    wait_for(lambda: 'class="hc-problems"' in get(f"{url}/faq/how-to-reach-us/")[2])
    page = get(f"{url}/faq/how-to-reach-us/")[2]
    assert "A new sentence." in page
    assert re.search(r"<code>content/en/faq/how-to-reach-us\.md:\d+:\d+</code> kind: write one of", page)
    assert get(f"{url}/helpcentre/reload.css")[1]["Content-Type"] == "text/css"
    article.write_text(good + "\nMended.\n", encoding="utf-8")

    wait_for(lambda: "Mended." in get(f"{url}/faq/how-to-reach-us/")[2])


def wait_for(true, seconds=90):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_mirroring_writes_only_files_that_differ_and_deletes_those_that_are_gone(tmp_path):
    source, target = tmp_path / "a", tmp_path / "b"
    for name, text in {"same.txt": "1", "new/deep.txt": "2", "other.txt": "3"}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    for name, text in {"same.txt": "1", "old/gone.txt": "x", "other.txt": "old"}.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text)
    before = (target / "same.txt").stat().st_mtime_ns

    mirror(source, target)

    assert {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()} == {
        "same.txt",
        "new/deep.txt",
        "other.txt",
    }
    assert (target / "other.txt").read_text() == "3"
    assert (target / "same.txt").stat().st_mtime_ns == before
    assert not (target / "old").exists()


def test_a_broken_site_is_served_as_the_list_of_its_errors_until_it_is_corrected(tmp_path):
    def break_site(folder):
        (folder / "content/it/faq/a.md").write_text("---\ntitle: A?\nkind: <b>\n---\n\nText.\n", encoding="utf-8")

    with serving(tmp_path / "site", break_site) as (url, site, _):
        status, _, page = get(f"{url}/it/faq/")
        assert (status, get(f"{url}/healthz")[0]) == (503, 200)
        assert "<code>content/it/faq/a.md:3:7</code> kind: write one of" in page
        assert "(found &#x27;&lt;b&gt;&#x27;)" in page
        (site / "content/it/faq/a.md").unlink()
        wait_for(lambda: get(f"{url}/it/")[0] == 200)

    assert "hc-problems" not in (site / "site/it/index.html").read_text(encoding="utf-8")


def test_ctrl_c_ends_it_even_while_a_page_waits_for_a_build(tmp_path):
    with serving(tmp_path / "site") as (url, _, process):
        get(f"{url}/")
        with urllib.request.urlopen(f"{url}/helpcentre/reload", timeout=10) as news:
            assert news.readline()
            process.send_signal(signal.SIGINT)
            process.wait(20)

    assert process.returncode in (0, -signal.SIGINT, 130)
