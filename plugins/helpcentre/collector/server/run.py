"""Run an ASGI application on uvicorn: the listening socket, the server's limits, and a clean end."""

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import Sequence

import uvicorn
from starlette.types import ASGIApp

from helpcentre.collector.server.connection_limit import RESERVED_FILES, ConnectionLimiter, connection_limit
from helpcentre.collector.server.systemd import STARTED_POLL_SECONDS, ServiceManager
from helpcentre.collector.server.timeouts import TimeoutProtocol
from helpcentre.errors import HelpCentreError

BACKLOG = 512
KEEP_ALIVE_SECONDS, SHUTDOWN_SECONDS = 5, 15
GC_THRESHOLD = 10_000  # requests leave no reference cycles behind, and many votes are on their way


def run_server(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT and return, so that the caller can close the store and exit with 0.

    uvicorn raises the signal again once it has stopped; that must not end the process before the store is closed. A
    signal that arrives before uvicorn listens to it is kept, and stops the server as soon as it has started.
    """
    received: list[int] = []
    former = {
        number: signal.signal(number, lambda signum, _: received.append(signum))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        server = make_server(app)
        gc.collect()
        gc.freeze()  # what is loaded by now stays: do not examine it again and again
        gc.set_threshold(GC_THRESHOLD)
        with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:  # uvloop, if installed
            runner.run(_serve_listener(server, listener, received))
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


async def _serve_listener(server: uvicorn.Server, listener: socket.socket, received: Sequence[int]) -> None:
    reporting = asyncio.create_task(ServiceManager().report(lambda: server.started))
    stopping = asyncio.create_task(_stop_if_asked_early(server, received))
    try:
        await server.serve(sockets=[listener])
    finally:
        reporting.cancel()
        stopping.cancel()


async def _stop_if_asked_early(server: uvicorn.Server, received: Sequence[int]) -> None:
    """Stop the server once it has started if a signal had arrived before."""
    while not server.started:
        await asyncio.sleep(STARTED_POLL_SECONDS)
    server.should_exit = server.should_exit or bool(received)


def make_server(app: ASGIApp) -> uvicorn.Server:
    """Return the uvicorn server of an application, with timeouts for slow clients and a limit on connections."""
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
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises HelpCentreError with the reason if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise HelpCentreError(
                f"port {port} on {host} is in use. Stop the program that uses it, or choose another port with --port."
            ) from None
        raise HelpCentreError(f"cannot listen on {host}:{port}: {error.strerror or error}") from None
    listener.set_inheritable(True)
    return listener
