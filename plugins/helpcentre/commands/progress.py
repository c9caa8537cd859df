"""The step that a long build is at, on one line of a terminal; nothing in pipes, in CI and for short builds."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

PATIENCE_SECONDS = 2.0
"""Builds that take less show nothing."""
STEPS = 8
_CLEAR = "\r\x1b[K"


class Progress:
    """Shows the running step from `begin` on; `started` is called when a step begins."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._count, self._name, self._shown = 0, "", False

    def started(self, name: str) -> None:
        """Take note of the next step, and show it if the build is already long."""
        with self._lock:
            self._count, self._name = self._count + 1, name
            if self._shown:
                self._draw_line()

    def say(self, line: str) -> None:
        """Write a line above that of the progress."""
        with self._lock:
            self._stream.write(f"{_CLEAR if self._shown else ''}{line}\n")
            if self._shown:
                self._draw_line()

    def begin(self) -> None:
        """Show the step that is running, and from now on every other."""
        with self._lock:
            self._shown = True
            self._draw_line()

    def end(self) -> None:
        """Remove the line."""
        with self._lock:
            if self._shown:
                self._stream.write(_CLEAR)
                self._stream.flush()
            self._shown = False

    def _draw_line(self) -> None:
        done = min(self._count, STEPS)
        bar = "█" * done + "░" * (STEPS - done)
        self._stream.write(f"{_CLEAR}{bar} {self._name}")
        self._stream.flush()


@contextmanager
def show_progress(
    stream: TextIO, environment: Mapping[str, str], patience: float = PATIENCE_SECONDS
) -> Iterator[Progress | None]:
    """Yield the progress of a build, shown when it has run for `patience` seconds; None in a pipe and in CI."""
    if environment.get("CI") or not stream.isatty():
        yield None
        return
    progress = Progress(stream)
    timer = threading.Timer(patience, progress.begin)
    timer.daemon = True
    timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        timer.join()
        progress.end()
