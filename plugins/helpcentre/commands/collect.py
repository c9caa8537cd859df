"""Run the collector: `helpcentre collect`."""

import logging
import os
from dataclasses import replace
from pathlib import Path

from helpcentre.collector.diagnosis import check_at_start
from helpcentre.collector.logs import set_up_logs
from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.collector.options import CollectOptions, make_settings, refuse_public_address
from helpcentre.collector.server.app import create_app
from helpcentre.collector.server.built_site import SearchPages
from helpcentre.collector.server.run import listen, run_server
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.collector.server.systemd import take_socket
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.store import Store
from helpcentre.errors import HelpCentreError

log = logging.getLogger("helpcentre.collector")


def collect(options: CollectOptions) -> None:
    """Serve until SIGTERM or SIGINT; what has been accepted by then is written and answered.

    A socket passed by the service manager takes the place of the host and the port.
    """
    listener = take_socket()
    if listener is not None:
        host, port = listener.getsockname()[:2]
        options = replace(options, host=host, port=port)
    refuse_public_address(options)
    listener = listener or listen(options.host, options.port)
    try:
        with open_store(options.database) as store:
            port = listener.getsockname()[1]
            settings = make_settings(options, port, os.environ)
            check_site(options.site, store.known().articles)
            set_up_logs()
            log_problems(store, settings)
            app = create_app(store, settings, fallback=_search_pages(options.site))
            log.info("listening", extra={"facts": {"host": options.host, "port": port, "site": options.site}})
            run_server(app, listener)
    finally:
        listener.close()


def _search_pages(site: str | None) -> SearchPages | None:
    """Return the search pages of a site in a folder; None if it is at an address."""
    folder = Path(site or "")
    return SearchPages(folder, SiteSearch(folder).find) if site and folder.is_dir() else None


def log_problems(store: Store, settings: Settings) -> None:
    """Log whatever the quick checks of `helpcentre doctor` find."""
    for check in check_at_start(store, settings.clock(), settings.retention):
        if check.status != "ok":
            log.warning("problem_found", extra={"facts": {"check": check.name, "message": check.message}})


def check_site(site: str | None, known: frozenset[tuple[str, str]]) -> None:
    """Refuse to start without a manifest, unless the database has an earlier one: raise HelpCentreError."""
    if known:
        return
    if site is None:
        raise HelpCentreError("no site is known yet. Use --site with the folder or https address of the built site.")
    ManifestSource(site).read()
