"""Run the collector: `helpcentre collect`."""

import asyncio
import errno
import gc
import logging
import signal
import socket
import sys
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from helpcentre.errors import HelpCentreError


@dataclass(frozen=True)
class CollectOptions:
    """The options of the command."""

    database: str
    site: str | None
    host: str = "127.0.0.1"
    port: int = 8001
    origins: tuple[str, ...] = ()
    public_url: str | None = None
    behind_proxy: tuple[str, ...] = ()
    order_pattern: str | None = None
    count_views: bool = False
    comment_days: int = 180
    item_days: int = 400


def collect(options: CollectOptions) -> None:
    """Serve until SIGTERM or SIGINT; what has been accepted by then is written and answered."""
    from helpcentre.collector.logs import set_up_logs
    from helpcentre.collector.server.app import create_app
    from helpcentre.collector.store import open_store

    refuse_public_address(options)
    listener = bind(options.host, options.port)
    try:
        with open_store(options.database) as store:
            port = listener.getsockname()[1]
            settings = settings_of(options, port)
            check_site(options.site, store.known().articles)
            set_up_logs()
            app = create_app(store, settings)
            logging.getLogger("helpcentre.collector").info(
                "listening", extra={"facts": {"host": options.host, "port": port, "site": options.site}}
            )
            run_server(app, listener)
    finally:
        listener.close()


def run_server(app: Any, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT and return, so that the caller can close the store and exit with 0.

    uvicorn raises the signal again once it has stopped; that must not end the process before the store is closed.
    """
    former = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        server = server_of(app)
        sys.setswitchinterval(
            0.0005
        )  # the writer needs the interpreter lock for each statement: do not wait 5 ms for it
        gc.collect()
        gc.freeze()  # what is loaded by now stays: do not examine it again and again
        gc.set_threshold(10_000)  # requests leave no reference cycles behind, and many votes are on their way
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:  # uvloop, if installed
            runner.run(server.serve(sockets=[listener]))
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def server_of(app: Any) -> Any:
    """Return the uvicorn server of `app`, with timeouts for slow clients."""
    import uvicorn

    from helpcentre.collector.server.connection_limit import RESERVED_FILES, ConnectionLimiter, connection_limit
    from helpcentre.collector.server.timeouts import TimeoutProtocol

    limiter = ConnectionLimiter(connection_limit())
    config = uvicorn.Config(
        app,
        http=TimeoutProtocol.with_limiter(limiter),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=limiter.limit + RESERVED_FILES,  # only reached if all of them await a response
        timeout_keep_alive=5,
        timeout_graceful_shutdown=15,
    )
    return uvicorn.Server(config)


def settings_of(options: CollectOptions, port: int) -> Any:
    """Return the collector's settings for the options."""
    from helpcentre.collector.intake.proxies import TrustedProxies
    from helpcentre.collector.settings import Settings
    from helpcentre.collector.store.retention import Retention
    from helpcentre.contract.manifest import origin_of

    own = (
        {f"http://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")} if _is_local(options.host) else set()
    )
    for address in (*options.origins, *((options.public_url,) if options.public_url else ())):
        if origin_of(address) is None:
            raise HelpCentreError(
                f"'{address}' is not a valid origin. Use an address such as https://help.example.com."
            )
    if options.public_url:
        own.add(origin_of(options.public_url) or "")
    return Settings(
        site=options.site,
        origins=tuple(origin_of(address) or "" for address in options.origins),
        own_origins=tuple(sorted(own)),
        proxies=TrustedProxies(options.behind_proxy),
        retention=Retention(text_days=options.comment_days, item_days=options.item_days),
        order_pattern=options.order_pattern,
        count_views=options.count_views,
    )


def check_site(site: str | None, known: frozenset[tuple[str, str]]) -> None:
    """Refuse to start without a manifest, unless the database has an earlier one."""
    from helpcentre.collector.manifest_source import ManifestSource

    if known:
        return
    if site is None:
        raise HelpCentreError("no site is known yet. Use --site with the folder or https address of the built site.")
    ManifestSource(site).read()


def refuse_public_address(options: CollectOptions) -> None:
    """Refuse to listen on a public address without TLS."""
    if _is_local(options.host) or options.behind_proxy:
        return
    raise HelpCentreError(
        f"--host {options.host} can be reached by others, and the collector uses plain http. Put a proxy with TLS in "
        "front of it and name its address, for example --behind-proxy 10.0.0.1 (see docs/operate.md)."
    )


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises HelpCentreError with the reason if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise HelpCentreError(
                f"port {port} on {host} is in use. Stop the program that uses it, or choose another port with --port."
            ) from None
        raise HelpCentreError(f"cannot listen on {host}:{port}: {error.strerror or error}") from None
    listener.set_inheritable(True)
    return listener


def _is_local(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
