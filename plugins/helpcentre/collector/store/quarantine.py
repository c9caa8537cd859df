"""The items in quarantine: find many by what they have in common, and read them."""

from collections import Counter
from dataclasses import dataclass

from helpcentre.collector.items import DISCARDED, QUARANTINED, utc_datetime, uuid_text
from helpcentre.collector.store.connection import Connection
from helpcentre.reporting.records import Quarantined


@dataclass(frozen=True, slots=True)
class QuarantineFilter:
    """Conditions on quarantined items; None and "" match every item. Times are Unix milliseconds."""

    signal: str = ""
    kind: str = ""
    article: str = ""
    language: str = ""
    text: str = ""  # is contained in the words, whatever the case of its letters
    since: int | None = None
    until: int | None = None  # excluded
    before: int | None = None  # received by then, by the collector's clock: a sender can date an item back
    discarded: bool = False  # the items that were kept out instead


def find_quarantined(connection: Connection, wanted: QuarantineFilter) -> list[bytes]:
    """Return the ids of all items that match, the oldest first."""
    where, values = _build_conditions(wanted)
    rows = connection.rows(f"SELECT id FROM item WHERE {where} ORDER BY occurred, seq", *values)  # noqa: S608
    return [bytes(row[0]) for row in rows]


def read_quarantined(
    connection: Connection, wanted: QuarantineFilter, limit: int | None = None
) -> tuple[Quarantined, ...]:
    """Return the items that match, newest first, at most `limit`."""
    where, values = _build_conditions(wanted)
    most = "" if limit is None else f" LIMIT {limit:d}"
    rows = connection.rows(
        "SELECT id, kind, article, language, version, value, reason, text, signals, occurred FROM item "  # noqa: S608
        f"WHERE {where} ORDER BY occurred DESC, seq DESC{most}",  # our conditions; values are passed separately
        *values,
    )
    return tuple(
        Quarantined(
            uuid_text(bytes(identity)), kind, article or None, language, version or None, value, reason or None, text,
            tuple(signals.split()), utc_datetime(at),
        )
        for identity, kind, article, language, version, value, reason, text, signals, at in rows
    )  # fmt: skip


def count_signals(connection: Connection, wanted: QuarantineFilter) -> Counter[str]:
    """Return how many items that match have each signal."""
    where, values = _build_conditions(wanted)
    sql = f"SELECT signals, COUNT(*) FROM item WHERE {where} GROUP BY signals"  # noqa: S608 - constants
    found: Counter[str] = Counter()
    for signals, number in connection.rows(sql, *values):
        for signal in signals.split():
            found[signal] += number
    return found


def _build_conditions(wanted: QuarantineFilter) -> tuple[str, list[object]]:
    conditions: list[tuple[str, object]] = [("state = ?", DISCARDED if wanted.discarded else QUARANTINED)]
    if wanted.signal:
        conditions.append(("' ' || signals || ' ' LIKE ? ESCAPE '\\'", f"% {_escape_wildcards(wanted.signal)} %"))
    columns = {"kind": wanted.kind, "article": wanted.article, "language": wanted.language}
    conditions += [(f"{column} = ?", value) for column, value in columns.items() if value]
    if wanted.text:
        conditions.append(("LOWER(text) LIKE LOWER(?) ESCAPE '\\'", f"%{_escape_wildcards(wanted.text)}%"))
    if wanted.since is not None:
        conditions.append(("occurred >= ?", wanted.since))
    if wanted.before is not None:
        conditions.append(("received <= ?", wanted.before))
    if wanted.until is not None:
        conditions.append(("occurred < ?", wanted.until))
    return " AND ".join(sql for sql, _ in conditions), [value for _, value in conditions]


def _escape_wildcards(text: str) -> str:
    """Return a text in which LIKE sees no wildcards."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
