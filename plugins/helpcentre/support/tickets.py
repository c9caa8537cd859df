"""Tickets of any help desk as plain values: our own columns, and the CSV exports of Zendesk and Freshdesk.

Our columns: `channel`, `created`, `first_response`, and if there are `resolved`, `customer`; others are ignored.
Times are ISO 8601; without an offset they are the clock of the zone given.
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

# header (small letters, single spaces) -> (our column, how to read it)
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
NEEDED = ("channel", "created", "first_response")
# what other help desks call the kinds of channel
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
    """One conversation; instants in UTC, `first_response` None when nobody has answered yet."""

    channel: str
    created: datetime
    first_response: datetime | None
    resolved: datetime | None = None
    customer: str = ""


def read_tickets(text: str, path: str, local: ZoneInfo) -> list[Ticket]:
    """Return the tickets of a CSV text; raises FindingsError with every row that cannot be read."""
    columns, rows = _table(text, path)
    tickets: list[Ticket] = []
    wrong: list[Finding] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        try:
            tickets.append(_ticket({name: _cell(row, at) for name, (at, _) in columns.items()}, columns, local))
        except ValueError as error:
            wrong.append(Finding(path, line, 1, str(error), "tickets"))
    if wrong:
        raise FindingsError(wrong)
    return tickets


def _table(text: str, path: str) -> tuple[dict[str, tuple[int, str]], Iterator[tuple[int, list[str]]]]:
    """Return the columns of a CSV text (see `_columns`), and its rows with their line numbers."""
    sample = text.removeprefix("\ufeff")
    head = sample.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    columns = _columns(next(reader, []), path)
    return columns, ((reader.line_num, row) for row in reader)


def undecided(text: str, path: str) -> Finding | None:
    """Return a warning where dates such as 05/06/2026 were read day first and no date of the file shows the order.

    `text` is one that `read_tickets` could read.
    """
    columns, rows = _table(text, path)
    found = None
    for line, row in rows:
        for name, (at, kind) in columns.items():
            slashed = _SLASHED.match(_cell(row, at)) if kind == "time" else None
            if slashed is None or int(slashed[1]) == int(slashed[2]):
                continue
            if int(slashed[1]) > 12:
                return None
            if found is None:
                found = Finding(path, line, 1, _day_first(name, slashed), "tickets", "warning")
    return found


def _day_first(name: str, slashed: re.Match[str]) -> str:
    day, month, year = (int(part) for part in slashed.groups())
    return (
        f"{name}: '{slashed[0]}' could also be month first, and no date here shows the order; it was taken day first, "
        f"as {year}-{month:02}-{day:02}. Write the dates like that to settle it"
    )


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _columns(header: list[str], path: str) -> dict[str, tuple[int, str]]:
    """Return our column names with their place and how to read them; the first that fits wins."""
    found: dict[str, tuple[int, str]] = {}
    for at, title in enumerate(header):
        name = re.sub(r"[\s_]+", " ", title).strip().lower()
        if name in HEADERS:
            column, kind = HEADERS[name]
            found.setdefault(column, (at, kind))
    missing = [name for name in NEEDED if name not in found]
    if missing:
        message = (
            f"no column '{', '.join(missing)}' (found: {', '.join(header) or 'nothing'}); write a first line such as "
            "channel,created,first_response,resolved,customer, or take a ticket export of Zendesk or Freshdesk"
        )
        raise FindingsError([Finding(path, 1, 1, message, "tickets")])
    return found


def _ticket(cells: Mapping[str, str], columns: Mapping[str, tuple[int, str]], local: ZoneInfo) -> Ticket:
    created = _time(cells["created"], "created", local)
    if created is None:
        raise ValueError("created: it is empty; write when the message came in, such as 2026-11-20T09:15+01:00")
    kind = columns["first_response"][1]
    if kind == "time":
        first = _time(cells["first_response"], "first_response", local)
    else:
        first = _after(created, cells["first_response"], kind)
    resolved = _time(cells.get("resolved", ""), "resolved", local)
    for name, moment in (("first_response", first), ("resolved", resolved)):
        if moment is not None and moment < created:
            raise ValueError(f"{name}: '{cells[name]}' is before created '{cells['created']}'; correct one of them")
    return Ticket(cells["channel"], created, first, resolved, cells.get("customer", ""))


def _time(text: str, column: str, local: ZoneInfo) -> datetime | None:
    if not text or text in ("-", "--"):
        return None
    for moment in _readings(text.replace(" UTC", "+00:00")):
        return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)
    raise ValueError(f"{column}: '{text}' is no date and time; write one such as 2026-11-20T09:15+01:00")


def _readings(text: str) -> Iterator[datetime]:
    try:
        yield datetime.fromisoformat(re.sub(r" ([+-]\d{2}:?\d{2})$", r"\1", text))
    except ValueError:
        for pattern in _FORMATS:
            try:
                yield datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is added by the caller
            except ValueError:
                continue


def _after(created: datetime, text: str, kind: str) -> datetime | None:
    if not text or text in ("-", "--"):
        return None
    try:
        if kind == "minutes":
            return created + timedelta(minutes=float(text))
        hours, minutes, seconds = (int(part) for part in text.split(":"))
    except ValueError:
        form = "minutes such as 95" if kind == "minutes" else "hours such as 01:35:00"
        raise ValueError(f"first_response: '{text}' is no length of time; write {form}") from None
    return created + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def channel_of(support: Support, said: str) -> str | None:
    """Return the channel a help desk means: its name here, its label, or its kind where only one is of that kind."""
    name = said.strip().lower()
    if name in support.channels:
        return name
    for channel_name, channel in support.channels.items():
        if channel.label and name in (text.lower() for text in channel.label.values()):
            return channel_name
    kind = KINDS.get(name, name)
    of_kind = [one for one, channel in support.channels.items() if channel.kind == kind and channel.supported]
    return of_kind[0] if len(of_kind) == 1 else None
