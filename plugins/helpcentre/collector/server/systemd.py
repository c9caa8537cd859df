"""Work with systemd, or whatever else speaks its protocol: take the socket it holds, and report how the service is.

The socket stays open in the service manager while the collector restarts, so clients wait instead of being refused.
Sources: `sd_listen_fds(3)` for the variables of the socket, `sd_notify(3)` for the messages.
"""

import asyncio
import os
import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress

from helpcentre.errors import HelpCentreError

FIRST_DESCRIPTOR = 3
SOCKET_VARIABLES = ("LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES")
STARTED_POLL_SECONDS = 0.02


def take_socket(environment: MutableMapping[str, str] | None = None) -> socket.socket | None:
    """Return the listening socket passed to this process, or None if there is none.

    The variables are removed, so that no child process takes the socket again. Raises HelpCentreError if several
    sockets were passed, or one that is not TCP.
    """
    environment = os.environ if environment is None else environment
    given = {name: environment.pop(name, "") for name in SOCKET_VARIABLES}
    if given["LISTEN_PID"] != str(os.getpid()):
        return None
    number = int(given["LISTEN_FDS"]) if given["LISTEN_FDS"].isdecimal() else 0
    if number > 1:
        raise HelpCentreError(f"{number} sockets were passed to the collector. Keep one ListenStream= line.")
    return _open_listener(FIRST_DESCRIPTOR) if number else None


def _open_listener(descriptor: int) -> socket.socket:
    hint = "Use ListenStream= with an address and a port, for example ListenStream=127.0.0.1:8001."
    try:
        listener = socket.socket(fileno=descriptor)
        listening = listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    except OSError:
        raise HelpCentreError(f"file {descriptor}, passed to the collector, is not a socket. {hint}") from None
    if listener.family not in (socket.AF_INET, socket.AF_INET6) or not listening:
        listener.detach()
        raise HelpCentreError(f"the socket passed to the collector does not listen on a TCP port. {hint}")
    return listener


class ServiceManager:
    """The service manager that started this process; without one, nothing is sent."""

    def __init__(self, environment: MutableMapping[str, str] | None = None) -> None:
        environment = os.environ if environment is None else environment
        self._address = environment.get("NOTIFY_SOCKET", "")
        limit = environment.get("WATCHDOG_USEC", "")
        meant = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.watchdog_seconds = int(limit) / 1e6 if meant and limit.isdecimal() and int(limit) else None

    def notify(self, state: str) -> None:
        """Send one message such as `READY=1`. A manager that cannot be reached is not an error."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.connect(address)
            channel.sendall(state.encode())

    async def report(self, has_started: Callable[[], bool]) -> None:
        """Report the start once it has happened, then that the event loop still turns, until the task is cancelled."""
        while not has_started():
            await asyncio.sleep(STARTED_POLL_SECONDS)
        self.notify("READY=1")
        while self.watchdog_seconds is not None:
            self.notify("WATCHDOG=1")
            await asyncio.sleep(self.watchdog_seconds / 2)
