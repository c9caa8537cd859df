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

from starlette.types import ASGIApp
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from helpcentre.collector.options import CollectOptions, make_settings, refuse_public_address
from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.server.run import listen, make_server
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store
from helpcentre.commands.live_reload import Builds, LiveReload
from helpcentre.commands.preview_messages import PreviewReceiver
from helpcentre.commands.watched_places import find_served_site
from helpcentre.errors import HelpCentreError

SiteBuilder = Callable[[Path, Path, Callable[[], None]], None]
"""Builds the site of a mkdocs.yml into a folder, and calls the function when the pages are there, before the search.

It raises HelpCentreError with every error.
"""
QUIET_SECONDS = 0.05
"""A build begins when nothing has changed for this long: editors save in several steps."""


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
            while changed.is_set():
                changed.clear()
                time.sleep(QUIET_SECONDS)
            again()


@dataclass(frozen=True)
class ServeOptions:
    """The options of the command."""

    config: Path = Path("mkdocs.yml")
    host: str = "127.0.0.1"
    port: int = 8000
    database: str = "sqlite:///data/feedback.db"
    live_reload: bool = True
    site_dir: Path | None = None


@dataclass(frozen=True)
class Rebuilding:
    """Builds after changes: `again` builds once, `changed` says that it is time, `builds` are counted."""

    changed: threading.Event
    again: Callable[[], None]
    builds: Builds


def run(options: ServeOptions, build: SiteBuilder, say: Callable[[str], None]) -> None:
    """Build and serve until interrupted; raises HelpCentreError for anything that prevents it, the port first."""
    collecting = CollectOptions(database=options.database, site=None, host=options.host, port=options.port)
    refuse_public_address(collecting)
    listener = listen(options.host, options.port)
    try:
        say("Building the site ...")
        place = find_served_site(options.config)
        site_dir, builds = options.site_dir or place.site_dir, Builds()
        with watching(place.watched if options.live_reload else ()) as changed:
            again = partial(rebuild, build, options.config, site_dir, builds, say)
            if options.live_reload:
                again()
            else:
                build(options.config, site_dir, lambda: None)
            with open_store(options.database) as store:
                serve(
                    options,
                    replace(collecting, site=str(site_dir)),
                    store,
                    listener,
                    Rebuilding(changed, again, builds),
                    say,
                )
    finally:
        listener.close()


def serve(
    options: ServeOptions,
    collecting: CollectOptions,
    store: Store,
    listener: socket.socket,
    rebuilding: Rebuilding,
    say: Callable[[str], None],
) -> None:
    """Answer for site and collector on one origin until interrupted, and build again after changes."""
    port, site_dir = listener.getsockname()[1], Path(str(collecting.site))
    stopping = threading.Event()
    site: ASGIApp = BuiltSite(site_dir, SiteSearch(site_dir).find)
    if options.live_reload:
        site = LiveReload(site, rebuilding.builds, site_dir, stopping.is_set)
    settings = replace(make_settings(collecting, port), receiver=PreviewReceiver(say))
    server = make_server(create_app(store, settings, fallback=site))
    ended = server.handle_exit

    def handle_exit(sig: int, frame: FrameType | None) -> None:
        stopping.set()
        ended(sig, frame)

    server.handle_exit = handle_exit  # type: ignore[method-assign]
    if options.live_reload:
        arguments = (rebuilding.changed, rebuilding.again, stopping)
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
    """Build the site; errors are shown on its pages, and the last good pages stay."""
    started, before = time.monotonic(), builds.number
    try:
        build(config_file, site_dir, builds.done)
    except HelpCentreError as error:
        builds.done(str(error))
        say(f"{error}\nCorrect the error and save the file: the site is then built again.")
        return
    if builds.number == before:  # otherwise the pages are shown already
        builds.done()
    if before:
        say(f"Built again in {time.monotonic() - started:.1f} s.")
