"""`helpcentre serve`: build, then serve site and collector on one origin; pages reload when a file changes."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from helpcentre.collector.options import CollectOptions, make_settings, refuse_public_address
from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.server.run import listen, make_server
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError
from helpcentre.mkdocs_plugins.host import load_mkdocs

SiteBuilder = Callable[[Path, Path], None]
"""Builds the site of a mkdocs.yml into a folder, whose files stay as they are if it raises HelpCentreError."""
RELOAD_PATH = "/helpcentre/reload"
MODULE = b'<script type="module" src="/helpcentre/reload.js"></script></body>'
SCRIPT = f"""// Reloads the page after a build; only `helpcentre serve` sends it.
const events = new EventSource("{RELOAD_PATH}");
let first = null;
events.onmessage = (event) => {{
  if (first === null) first = event.data;
  else if (event.data !== first) location.reload();
}};
"""


class Builds:
    """The number of the newest build, and the event that waiting pages are woken by."""

    def __init__(self) -> None:
        self.number = 0

    def done(self) -> None:
        """Count one more build."""
        self.number += 1


class LiveReload:
    """Middleware that adds the reload script to pages and serves its event stream."""

    def __init__(self, app: ASGIApp, builds: Builds, stopping: Callable[[], bool]) -> None:
        self.app, self.builds, self.stopping = app, builds, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == RELOAD_PATH:
            await self._stream_builds(send)
        elif scope["path"] == "/helpcentre/reload.js":
            await _answer_request(send, SCRIPT.encode(), "text/javascript")
        else:
            await self.app(scope, receive, _Inject(send))

    async def _stream_builds(self, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        sent = -1
        while not self.stopping():
            if self.builds.number != sent:
                sent = self.builds.number
                body = f"retry: 500\ndata: {sent}\n\n".encode()
            else:
                body = b": still here\n\n"
            await send({"type": "http.response.body", "body": body, "more_body": True})
            for _ in range(20):
                await asyncio.sleep(0.25)
                if self.builds.number != sent or self.stopping():
                    break
        await send({"type": "http.response.body", "body": b""})


class _Inject:
    """Sends an HTML answer with the module added before its end."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.html = False
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            self.html = headers.get("content-type", "").startswith("text/html")
            if not self.html:
                await self.send(message)
            self.start = message
        elif not self.html or self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish_body(self.start)

    async def _finish_body(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        body = self.body.replace(b"</body>", MODULE, 1) if self.body else b""
        if body:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


async def _answer_request(send: Send, body: bytes, kind: str) -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Changed(FileSystemEventHandler):
    def __init__(self) -> None:
        self.event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "deleted"):
            self.event.set()


@contextmanager
def watching(folders: Iterable[Path]) -> Iterator[threading.Event]:
    """Yield an event that every change below the folders sets, from now on."""
    observer, changed = Observer(), _Changed()
    for folder in folders:
        if folder.exists():
            observer.schedule(changed, str(folder), recursive=folder.is_dir())
    observer.start()
    try:
        yield changed.event
    finally:
        observer.stop()


def build_after_changes(changed: threading.Event, again: Callable[[], None], stopping: threading.Event) -> None:
    """Call `again` after each burst of changes until `stopping`; runs in its own thread."""
    while not stopping.is_set():
        if changed.wait(0.3):
            time.sleep(0.2)
            changed.clear()
            again()


def watched(config_file: Path) -> list[Path]:
    """Return the files and folders whose changes start a new build."""
    config = load_mkdocs(config_file)
    return [
        config_file.resolve(),
        Path(config.docs_dir),
        *(Path(path) for path in config.theme.dirs if "site-packages" not in path),
    ]


@dataclass(frozen=True)
class ServeOptions:
    """The options of the command."""

    config: Path = Path("mkdocs.yml")
    host: str = "127.0.0.1"
    port: int = 8000
    database: str = "sqlite:///data/feedback.db"
    live_reload: bool = True
    site_dir: Path | None = None


def run(options: ServeOptions, build: SiteBuilder, say: Callable[[str], None]) -> None:
    """Build and serve until interrupted; raises HelpCentreError for anything that prevents it, the port first."""
    collecting = CollectOptions(database=options.database, site=None, host=options.host, port=options.port)
    refuse_public_address(collecting)
    listener = listen(options.host, options.port)
    try:
        say("Building the site ...")
        site_dir = options.site_dir or Path(load_mkdocs(options.config).site_dir)
        with watching(watched(options.config) if options.live_reload else ()) as changed:
            build(options.config, site_dir)
            with open_store(options.database) as store:
                again = partial(rebuild, build, options.config, site_dir, say=say)
                serve(options, replace(collecting, site=str(site_dir)), store, listener, changed, again, say)
    finally:
        listener.close()


def serve(
    options: ServeOptions,
    collecting: CollectOptions,
    store: Store,
    listener: socket.socket,
    changed: threading.Event,
    again: Callable[[Builds], None],
    say: Callable[[str], None],
) -> None:
    """Answer for site and collector on one origin until interrupted; call `again` when `changed` is set."""
    port, site_dir = listener.getsockname()[1], Path(str(collecting.site))
    stopping, builds = threading.Event(), Builds()
    site: ASGIApp = BuiltSite(site_dir, SiteSearch(site_dir).find)
    if options.live_reload:
        site = LiveReload(site, builds, stopping.is_set)
    server = make_server(create_app(store, make_settings(collecting, port), fallback=site))
    ended = server.handle_exit

    def handle_exit(sig: int, frame: FrameType | None) -> None:
        stopping.set()
        ended(sig, frame)

    server.handle_exit = handle_exit  # type: ignore[method-assign]
    if options.live_reload:
        arguments = (changed, partial(again, builds), stopping)
        threading.Thread(target=build_after_changes, args=arguments, daemon=True).start()
    shown = f"[{options.host}]" if ":" in options.host else options.host
    say(f"The help centre:  http://{shown}:{port}/")
    say(f"The report:       http://{shown}:{port}/reports/")
    say("A key to sign in: helpcentre token add NAME --scope moderate")
    say(f"Answers are kept in {options.database.removeprefix('sqlite:///')}; the site is in {site_dir.name}/.")
    say("Edit a file in content/ and the page reloads. Press Ctrl-C to stop.")
    with suppress(KeyboardInterrupt):
        asyncio.run(server.serve(sockets=[listener]))
    stopping.set()


def rebuild(build: SiteBuilder, config_file: Path, site_dir: Path, builds: Builds, say: Callable[[str], None]) -> None:
    """Build again; errors are shown, and the last good site stays."""
    started = time.monotonic()
    try:
        build(config_file, site_dir)
    except HelpCentreError as error:
        say(f"{error}\nThe site was not changed. Correct the error and save the file: the site is then built again.")
        return
    builds.done()
    say(f"Built again in {time.monotonic() - started:.1f} s.")
