"""One JSON object a line on standard error: what happened, never to whom. No address, no header, no body."""

import json
import logging
import sys
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


def _where(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else ""


def set_up_logs(level: int = logging.INFO) -> None:
    """Send the collector's and the server's messages to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    for name in ("helpcentre", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
