"""Logs: one JSON object per line on standard error: what happened, never to whom. No address, header or body."""

import json
import logging
import sys
import time
from datetime import UTC, datetime

QUIET_SECONDS = 10.0


class JsonFormatter(logging.Formatter):
    """Writes `time`, `level`, `event` and the plain facts given as `extra={"facts": {…}}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            entry |= facts
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__  # the text of an exception may quote a request
            entry["where"] = _find_place(record)
        return json.dumps(entry, ensure_ascii=False, default=str)


class RateLimitFilter(logging.Filter):
    """Lets each of the server's warnings through once in ten seconds, with the number dropped: strangers cause them."""

    seconds = QUIET_SECONDS

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to write the record; records with an exception are always written."""
        if record.exc_info:
            return True
        key = str(record.msg)[:200]  # the message before its arguments, which may be words of a request
        written, dropped = self._last.get(key, (float("-inf"), 0))
        if record.created - written < self.seconds:
            self._last[key] = (written, dropped + 1)
            return False
        self._last[key] = (record.created, 0)
        if dropped:
            record.facts = {"more_before": dropped}
        return True


def set_up_logs(level: int = logging.INFO) -> None:
    """Send the collector's and the server's messages to standard error."""
    own, server = (logging.StreamHandler(sys.stderr) for _ in range(2))
    for handler in (own, server):
        handler.setFormatter(JsonFormatter())
    server.addFilter(RateLimitFilter())
    for name, handler, lowest in (("helpcentre", own, level), ("uvicorn", server, logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(lowest)
        logger.propagate = False


class Failures:
    """Logs failed writes once in ten seconds, with their number: a full disk must not fill the log too."""

    def __init__(self) -> None:
        self._number, self._logged = 0, float("-inf")

    def note(self, reason: str) -> None:
        """Count a failure, and log it if it is time."""
        self._number += 1
        now = time.monotonic()
        if now - self._logged >= QUIET_SECONDS:
            facts = {"reason": reason, "failures": self._number}
            logging.getLogger("helpcentre.collector").error("write_failed", extra={"facts": facts})
            self._number, self._logged = 0, now


def _find_place(record: logging.LogRecord) -> str:
    """Return function and line where an exception was raised."""
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else ""
