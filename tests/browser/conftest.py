"""The demo site, built once and served by `helpcentre serve`, and Debian's Chromium to look at it."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.collector.options import CollectOptions, make_settings
from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.server.run import listen, make_server
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.collector.store.opening import open_store

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Served:
    """A running help centre: its address, and where its answers are kept."""

    url: str
    database: str
    site: Path


@pytest.fixture(scope="session")
def built_site(tmp_path_factory) -> Path:
    """The demo site as it is published."""
    site = tmp_path_factory.mktemp("demo") / "site"
    helpcentre("build", "--site-dir", str(site))
    return site


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """`helpcentre serve` on a free port, with an empty database."""
    folder = tmp_path_factory.mktemp("served")
    with serving(folder) as found:
        yield found


class serving:  # noqa: N801 - used like a function
    """Context manager: `helpcentre serve` in a separate process."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder, self.arguments = folder, arguments

    def __enter__(self) -> Served:
        database = f"sqlite:///{self.folder}/feedback.db"
        command = [command_path(), "serve", "--port", "0", "--database", database, "--site-dir", f"{self.folder}/site"]
        self.process = subprocess.Popen(
            [*command, *self.arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said = []
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            line = self.process.stdout.readline()
            said.append(line)
            if found := re.search(r"The help centre:\s+(http://\S+)", line):
                self._wait(found[1])
                return Served(found[1].rstrip("/"), database, self.folder / "site")
            if not line and self.process.poll() is not None:
                break
        raise RuntimeError("helpcentre serve did not start:\n" + "".join(said))

    def _wait(self, url: str) -> None:
        import urllib.request

        for _ in range(100):
            with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
                return
            time.sleep(0.1)
        raise RuntimeError(f"{url} does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def collecting(folder: Path, site: Path, **more: Any) -> Iterator[Served]:
    """A built site and its collector on one origin, in a thread of this process and with an empty database."""
    options = CollectOptions(database=f"sqlite:///{folder}/feedback.db", site=str(site), port=0, **more)
    with contextlib.closing(listen("127.0.0.1", 0)) as listener, open_store(options.database) as store:
        port = listener.getsockname()[1]
        server = make_server(
            create_app(store, make_settings(options, port), fallback=BuiltSite(site, SiteSearch(site).find))
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield Served(f"http://127.0.0.1:{port}", options.database, site)
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once."""
    if not Path(CHROMIUM).exists():
        pytest.fail(f"the browser tests need {CHROMIUM}; scripts/test installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, served):
    """Return a function that opens a path of the served site; what the console says is collected in `page.said`."""
    contexts = []

    def open_page(path="/", **options):
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.asked = []
        page.on("console", lambda message: page.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(served.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def command_path() -> str:
    return shutil.which("helpcentre", path=str(Path(sys.executable).parent)) or "helpcentre"


def helpcentre(*arguments: str, expect: int = 0) -> str:
    """Run the command line in the project; return what it prints."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [command_path(), *arguments], cwd=ROOT, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout


def read_report(database: str, language: str) -> dict[str, Any]:
    """Return what `helpcentre report --json` prints; in this process, because a test may ask several times."""
    done = CliRunner().invoke(cli, ["report", "--database", database, "--language", language, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)
