"""Tickets from a CSV file: helpcentre's own columns, and the exports of Zendesk and Freshdesk.

The columns are `channel`, `created` and `first_response`, and optionally `resolved` and `customer`; others are
ignored. Times are in ISO 8601; without an offset they are local times of the given time zone.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from helpcentre.errors import Finding, FindingsError
from helpcentre.support.model import Support

# header (in lower case, with single spaces) -> (our column, how to read it)
HEADERS: dict[str, tuple[str, str]] = {
    "channel": ("channel", "text"),
    "created": ("created", "time"),
    "first response": ("first_response", "time"),
    "resolved": ("resolved", "time"),
    "customer": ("customer", "text"),
    # Zendesk
    "via": ("channel", "text"),
    "created at": ("created", "time"),
    "first reply time in minutes": ("first_response", "minutes"),
    "solved at": ("resolved", "time"),
    "requester id": ("customer", "text"),
    # Freshdesk
    "source": ("channel", "text"),
    "created time": ("created", "time"),
    "initial response time": ("first_response", "time"),
    "first response time (in hrs)": ("first_response", "hours"),
    "resolved time": ("resolved", "time"),
    "contact id": ("customer", "text"),
}
NEEDED_COLUMNS = ("channel", "created", "first_response")
# names of channel kinds in other help desks -> ours
KINDS = {
    "mail": "email",
    "e-mail": "email",
    "web": "form",
    "web form": "form",
    "webform": "form",
    "portal": "form",
    "feedback widget": "form",
    "voice": "phone",
    "phone call": "phone",
    "phone call (inbound)": "phone",
    "live chat": "chat",
    "whatsapp message": "whatsapp",
    "facebook": "messenger",
    "facebook messenger": "messenger",
}
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FORMATS = ("%d/%m/%Y %H:%M", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S")


@dataclass(frozen=True, slots=True)
class Ticket:
    """One conversation; times in UTC, `first_response` None if nobody has answered yet."""

    channel: str
    created: datetime
    first_response: datetime | None
    resolved: datetime | None = None
    customer: str = ""


def read_tickets(text: str, path: str, local: ZoneInfo) -> list[Ticket]:
    """Return the tickets of a CSV text; raises FindingsError with every row that cannot be read."""
    columns, rows = _read_table(text, path)
    tickets: list[Ticket] = []
    findings: list[Finding] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        try:
            tickets.append(
                _make_ticket({name: _get_cell(row, at) for name, (at, _) in columns.items()}, columns, local)
            )
        except ValueError as error:
            findings.append(Finding(path, line, 1, str(error), "tickets"))
    if findings:
        raise FindingsError(findings)
    return tickets


def _read_table(text: str, path: str) -> tuple[dict[str, tuple[int, str]], Iterator[tuple[int, list[str]]]]:
    """Return the columns of a CSV text (see `_find_columns`), and its rows with their line numbers."""
    sample = text.removeprefix("\ufeff")
    head = sample.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    columns = _find_columns(next(reader, []), path)
    return columns, ((reader.line_num, row) for row in reader)


def ambiguous_dates(text: str, path: str) -> Finding | None:
    """Return a warning if dates such as 05/06/2026 were read day first and no date of the file shows the order.

    `text` must be one that `read_tickets` can read.
    """
    columns, rows = _read_table(text, path)
    found = None
    for line, row in rows:
        for name, (at, kind) in columns.items():
            slashed = _SLASHED.match(_get_cell(row, at)) if kind == "time" else None
            if slashed is None or int(slashed[1]) == int(slashed[2]):
                continue
            if int(slashed[1]) > 12:
                return None
            if found is None:
                found = Finding(path, line, 1, _describe_day_first(name, slashed), "tickets", "warning")
    return found


def _describe_day_first(name: str, slashed: re.Match[str]) -> str:
    day, month, year = (int(part) for part in slashed.groups())
    return (
        f"{name}: '{slashed[0]}' was read day first, as {year}-{month:02}-{day:02}, but no date in this file shows the "
        "order. Use YYYY-MM-DD to make it clear"
    )


def _get_cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _find_columns(header: list[str], path: str) -> dict[str, tuple[int, str]]:
    """Return our column names with their position and how to read them; the first match wins."""
    found: dict[str, tuple[int, str]] = {}
    for at, title in enumerate(header):
        name = re.sub(r"[\s_]+", " ", title).strip().lower()
        if name in HEADERS:
            column, kind = HEADERS[name]
            found.setdefault(column, (at, kind))
    missing = [name for name in NEEDED_COLUMNS if name not in found]
    if missing:
        message = (
            f"missing columns: {', '.join(missing)} (found: {', '.join(header) or 'nothing'}); begin the file with the "
            "line channel,created,first_response,resolved,customer, or use a ticket export of Zendesk or Freshdesk"
        )
        raise FindingsError([Finding(path, 1, 1, message, "tickets")])
    return found


def _make_ticket(cells: Mapping[str, str], columns: Mapping[str, tuple[int, str]], local: ZoneInfo) -> Ticket:
    created = _parse_time(cells["created"], "created", local)
    if created is None:
        raise ValueError("created is empty; use the time of the message, for example 2026-11-20T09:15+01:00")
    kind = columns["first_response"][1]
    if kind == "time":
        first = _parse_time(cells["first_response"], "first_response", local)
    else:
        first = _add_response_time(created, cells["first_response"], kind)
    resolved = _parse_time(cells.get("resolved", ""), "resolved", local)
    for name, time in (("first_response", first), ("resolved", resolved)):
        if time is not None and time < created:
            raise ValueError(f"{name}: '{cells[name]}' is before created '{cells['created']}'; correct one of them")
    return Ticket(cells["channel"], created, first, resolved, cells.get("customer", ""))


def _parse_time(text: str, column: str, local: ZoneInfo) -> datetime | None:
    if not text or text in ("-", "--"):
        return None
    for time in _possible_times(text.replace(" UTC", "+00:00")):
        return (time if time.tzinfo else time.replace(tzinfo=local)).astimezone(UTC)
    raise ValueError(f"{column}: '{text}' is not a valid date and time; use, for example, 2026-11-20T09:15+01:00")


def _possible_times(text: str) -> Iterator[datetime]:
    try:
        yield datetime.fromisoformat(re.sub(r" ([+-]\d{2}:?\d{2})$", r"\1", text))
    except ValueError:
        for pattern in _FORMATS:
            try:
                yield datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is added by the caller
            except ValueError:
                continue


def _add_response_time(created: datetime, text: str, kind: str) -> datetime | None:
    if not text or text in ("-", "--"):
        return None
    try:
        if kind == "minutes":
            return created + timedelta(minutes=float(text))
        hours, minutes, seconds = (int(part) for part in text.split(":"))
    except ValueError:
        example = "minutes, for example 95" if kind == "minutes" else "hours, for example 01:35:00"
        raise ValueError(f"first_response: '{text}' is not a valid duration; use {example}") from None
    return created + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def channel_of(support: Support, name_in_ticket: str) -> str | None:
    """Return the channel a ticket names: by its name, its label, or its kind if only one channel is of that kind."""
    name = name_in_ticket.strip().lower()
    if name in support.channels:
        return name
    for channel_name, channel in support.channels.items():
        if channel.label and name in (text.lower() for text in channel.label.values()):
            return channel_name
    kind = KINDS.get(name, name)
    of_kind = [one for one, channel in support.channels.items() if channel.kind == kind and channel.supported]
    return of_kind[0] if len(of_kind) == 1 else None
