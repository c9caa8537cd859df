"""The file format of an export: one JSON object per line.

The first line names the format, `{"helpcentre": 1}`; then comes one line per row with its table; the last line has the
number of rows. Bytes are written as `{"hex": "…"}`. A format never changes: a table or column added to the database
gets the next number here, and every earlier format is still restored, with the new columns empty.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from helpcentre.errors import HelpCentreError

FORMAT = 3  # what is written
Columns = tuple[str, ...]
FORMATS: dict[int, dict[str, Columns]] = {
    1: {
        "site": ("name", "url", "default_language", "languages"),
        "article": ("article", "language", "version", "title", "url", "kind", "topics", "owner", "reviewed", "live"),
        "version": ("article", "language", "version", "first_seen", "sketch", "headings"),
        "channel": ("channel", "first_seen"),
        "event": ("kind", "name", "first", "last", "words", "topics", "languages"),
        "item": (
            "id", "kind", "language", "received", "occurred", "article", "version", "value", "reason", "heading",
            "text", "parent", "replaces", "channel", "clicked", "corrected", "results", "missing", "repeat", "ballot",
            "slot", "state", "signals",
        ),
        "tally": ("kind", "day", "article", "language", "version", "value", "label", "n"),
        "erased": ("id", "at"),
        "counter": ("name", "n"),
        "issue": ("issue", "title", "nature", "severity", "status", "article", "language", "owner", "opened", "closed"),
        "issue_item": ("issue", "id", "linked"),
    },
}  # fmt: skip
FORMATS[2] = {
    **FORMATS[1],
    "item": (*FORMATS[1]["item"], "outcome", "revision"),
    "gap_decision": ("wording", "state", "reason", "article", "at"),
}
FORMATS[3] = {**FORMATS[2], "item": (*FORMATS[2]["item"], "steps")}
_EMPTY: dict[str, dict[str, Any]] = {
    "item": {"outcome": "", "revision": 0, "steps": ""}
}  # what rows of an earlier format get
_MOST = 2**63


def encode(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Return the lines of an export of (table, row), in the newest format."""
    yield json.dumps({"helpcentre": FORMAT}) + "\n"
    count = 0
    for table, row in rows:
        count += 1
        yield json.dumps({"table": table, **{column: _encode_value(value) for column, value in row.items()}}) + "\n"
    yield json.dumps({"rows": count}) + "\n"


def decode(lines: Iterable[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return (table, row) for each line of an export in any format.

    Raises HelpCentreError with `name` and the line if something is not as it was written, at the latest after the
    last row if rows are missing.
    """
    tables: Mapping[str, Columns] | None = None
    count = end = 0
    for number, line in enumerate(lines, 1):
        value = _parse_line(line, name, number)
        if tables is None:
            tables = _tables_of(value, name)
        elif end:
            raise HelpCentreError(f"{name}:{number}: there is a line after the end of the export. Export again.")
        elif "rows" in value:
            end = number
            if value["rows"] != count:
                raise HelpCentreError(
                    f"{name}:{number}: {count} rows were found, but the export had {value['rows']}. Export again."
                )
        else:
            count += 1
            yield _decode_row(value, tables, name, number)
    if not end:
        raise HelpCentreError(f"{name}: the export is cut off: its last line is missing. Export again.")


def _parse_line(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        if number == 1:
            raise _not_an_export(name)
        raise HelpCentreError(f"{name}:{number}: this line is not a JSON object. Export again.")
    return value


def _tables_of(head: Mapping[str, Any], name: str) -> Mapping[str, Columns]:
    """Return the tables of the format that the first line names."""
    number = head.get("helpcentre")
    if set(head) != {"helpcentre"} or not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise _not_an_export(name)
    if number not in FORMATS:
        raise HelpCentreError(
            f"{name}:1: this export has format {number}, which is newer than this version of helpcentre "
            f"(format {FORMAT}). Update helpcentre first."
        )
    return FORMATS[number]


def _not_an_export(name: str) -> HelpCentreError:
    return HelpCentreError(f"{name}:1: this is not an export of helpcentre. Write one with helpcentre export.")


def _decode_row(value: dict[str, Any], tables: Mapping[str, Columns], name: str, number: int) -> tuple[str, Any]:
    table = value.pop("table", None)
    columns = tables.get(table) if isinstance(table, str) else None
    if columns is None:
        raise HelpCentreError(f"{name}:{number}: there is no table {table!r} in an export. Export again.")
    if wrong := set(columns) ^ set(value):
        raise HelpCentreError(
            f"{name}:{number}: the columns of '{table}' are wrong ({', '.join(sorted(wrong))}). Export again."
        )
    try:
        row = {column: _decode_value(field) for column, field in value.items()}
    except (ValueError, TypeError):
        raise HelpCentreError(f"{name}:{number}: a value in '{table}' is damaged. Export again.") from None
    newest = FORMATS[FORMAT][str(table)]
    return str(table), dict.fromkeys(newest) | _EMPTY.get(str(table), {}) | row


def _encode_value(value: Any) -> Any:
    return {"hex": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value


def _decode_value(value: Any) -> str | int | bytes | None:
    """Return a value as the database takes it; raises ValueError or TypeError for anything else."""
    if isinstance(value, dict) and value.keys() == {"hex"}:
        return bytes.fromhex(value["hex"])
    if isinstance(value, str):
        value.encode("utf-8")  # half a surrogate pair is not text
        return value
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST):
        return value
    raise ValueError
