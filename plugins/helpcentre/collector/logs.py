"""One JSON object a line on standard error: what happened, never to whom. No address, no header, no body."""

import json
import logging
import sys
import time
from datetime import UTC, datetime


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
            entry["where"] = _where(record)
        return json.dumps(entry, ensure_ascii=False, default=str)


class RateLimitFilter(logging.Filter):
    """Lets a server's warning through once in ten seconds, and says how many it kept back: strangers cause them."""

    seconds = 10.0

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether to write the record; only messages without words of a request are told apart."""
        if record.exc_info:
            return True
        key = str(record.msg)[:200]
        written, missed = self._last.get(key, (float("-inf"), 0))
        if record.created - written < self.seconds:
            self._last[key] = (written, missed + 1)
            return False
        self._last[key] = (record.created, 0)
        if missed:
            record.facts = {"more_before": missed}
        return True


def _where(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else ""


def set_up_logs(level: int = logging.INFO) -> None:
    """Send the collector's and the server's messages to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    of_the_server = logging.StreamHandler(sys.stderr)
    of_the_server.setFormatter(JsonFormatter())
    of_the_server.addFilter(RateLimitFilter())
    for name in ("helpcentre", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [of_the_server if name == "uvicorn" else handler]
        logger.setLevel(level)
        logger.propagate = False
    logging.getLogger("uvicorn").setLevel(logging.WARNING)


class Failures:
    """One line for each ten seconds of failed writes, with their number: a full disk must not fill the log too."""

    def __init__(self) -> None:
        self._number, self._logged = 0, float("-inf")

    def note(self, reason: str) -> None:
        """Count a failure, and write the line if it is time."""
        self._number += 1
        now = time.monotonic()
        if now - self._logged >= 10:
            facts = {"reason": reason, "failures": self._number}
            logging.getLogger("helpcentre.collector").error("write_failed", extra={"facts": facts})
            self._number, self._logged = 0, now
