"""The values that parts of the collector pass to each other: an item for the store, or a refusal."""

from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

Outcome = Literal["stored", "updated", "quarantined", "duplicate"]

COUNTED, SUPERSEDED, QUARANTINED, DISCARDED = 0, 1, 2, 3
STATES: tuple[Literal["counted", "superseded", "quarantined", "discarded"], ...] = (
    "counted",
    "superseded",
    "quarantined",
    "discarded",
)


class Item(Struct, eq=False, gc=False):
    """One answer, search or click; `received` and `occurred` are Unix milliseconds by the collector's clock.

    `ballot` is the keyed hash that links the same reader's answers to the same question on the same day (None once
    the day's salt is gone); `slot` is the id of the first of these answers and outlives the hash, so that a reader
    counts once even if something is released from quarantine weeks later. A search or a run of a troubleshooter
    with a higher `revision` replaces what the row of its id says of it.
    """

    id: bytes
    kind: str
    language: str
    received: int
    occurred: int
    article: str = ""
    version: str = ""
    value: int | None = None
    reason: str = ""
    heading: str = ""
    text: str | None = None
    parent: bytes | None = None  # a comment's vote, a search's previous search, the search before a contact
    replaces: bytes | None = None
    channel: str = ""
    clicked: str = ""
    corrected: str | None = None
    results: int | None = None
    missing: int = 0
    repeat: int = 0
    ballot: bytes | None = None
    slot: bytes | None = None
    state: int = COUNTED
    signals: str = ""
    outcome: str = ""  # of a search or a run; empty from pages that send a search once
    revision: int = 0
    steps: str = ""  # of a run of a troubleshooter: their ids, separated by spaces

    def quarantine(self, signal: str) -> None:
        """Keep the item out of every count, for this reason and those it already has."""
        self.state = QUARANTINED
        self.signals = f"{self.signals} {signal}".strip()


COLUMNS: tuple[str, ...] = Item.__struct_fields__


def uuid_text(raw: bytes) -> str:
    """Return 16 bytes as a UUID in the usual form."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def uuid_bytes(text: str) -> bytes:
    """Return a UUID in the usual form as 16 bytes."""
    return bytes.fromhex(text.replace("-", ""))


def utc_datetime(milliseconds: int) -> datetime:
    """Return Unix milliseconds as an aware datetime in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


class Refusal(Struct, frozen=True):
    """A body that is not stored: HTTP status, error code of the wire contract, and the field it is about."""

    status: int
    error: str
    at: str | None = None

    def body(self) -> dict[str, Any]:
        """Return the body of the response."""
        return {"error": self.error} if self.at is None else {"error": self.error, "at": self.at}
