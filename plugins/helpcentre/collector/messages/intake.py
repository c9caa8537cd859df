"""A message's way from a request to the database: parse, judge, store. Honest messages are never dropped silently.

A message with any signal of spam is held until a person decides; a household whose messages are held again and again
is refused. Either way nothing of it is passed on.
"""

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from msgspec import Struct

from helpcentre.collector.errors import StoreUnavailableError
from helpcentre.collector.intake.counters import WindowCounter
from helpcentre.collector.intake.identity import Visitor, keyed_hash
from helpcentre.collector.intake.parse import IncomingRequest
from helpcentre.collector.intake.spam import comment_signals
from helpcentre.collector.items import Refusal, uuid_bytes
from helpcentre.collector.metrics import Counts
from helpcentre.collector.store.messages import StoredMessage
from helpcentre.collector.store.store import Store
from helpcentre.collector.writer import Writer
from helpcentre.contract.decoding import InvalidError
from helpcentre.contract.limits import DAY_MS
from helpcentre.contract.message_decoding import read_message, read_message_form
from helpcentre.contract.messages import Message

HOUR_MS = 3_600_000
BODY_LIMIT = 64 * 1024
FORM_FIELDS = 20
RETRY_SECONDS = 3600
FULL_SECONDS = 600
HOUSEHOLD_HOUR, NETWORK_HOUR = 5, 30  # messages that are passed on, also of an e-mail address; more are held
HELD_DAY = 20  # held messages of a household; more are refused
SAME_TEXT_DAY = 2
LEAST_MS = 3_000  # nobody fills in the form faster
MOST_LINKS = 3
COUNTER_SIZE = 20_000
FORM_TYPE = "application/x-www-form-urlencoded"
_JSON_TYPES = frozenset({"application/json", "text/plain"})


class Received(Struct, frozen=True):
    """A message as it came: `page` is where a reader without JavaScript returns to, None for one with."""

    message: Message
    page: str | None = None


def is_form(request: IncomingRequest) -> bool:
    """Return whether a request was sent by a form, so that its answer is a page."""
    return _media_type(request) not in _JSON_TYPES


def parse_message(request: IncomingRequest, salt: bytes) -> Received | Refusal:
    """Return the message of a request. One from a form gets an id by its content, so that sending it twice is once."""
    media_type = _media_type(request)
    try:
        if media_type in _JSON_TYPES:
            return Received(read_message(request.body))
        if media_type != FORM_TYPE:
            return Refusal(415, "unsupported_media_type")
        return _parse_form(request, salt)
    except InvalidError as error:
        return Refusal(422, "invalid", error.at)


def _parse_form(request: IncomingRequest, salt: bytes) -> Received:
    try:
        text = request.body.decode("ascii")
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FORM_FIELDS, errors="strict"))
    except ValueError:
        raise InvalidError("") from None
    post = read_message_form({**fields, "text": _join_lines(fields)} if "text" in fields else fields)
    content = "\0".join((request.address, post.email, post.name, post.subject, post.text)).encode()
    value = {name: getattr(post, name) for name in ("language", "email", "name", "subject", "topic", "text", "website")}
    identity = str(UUID(bytes=keyed_hash(salt, content), version=4))
    return Received(read_message(msgspec.json.encode({**value, "id": identity, "consent": True})), post.page)


def _join_lines(fields: Mapping[str, str]) -> str:
    """Return the text as a script would send it: a browser ends each line of a form with CR and LF."""
    return fields["text"].replace("\r\n", "\n")


def _media_type(request: IncomingRequest) -> str:
    return request.content_type.partition(";")[0].strip().lower()


class MessageJudge:
    """Finds what looks like spam about a message: its words, and how much its senders have sent. Memory is bounded."""

    def __init__(self) -> None:
        self._hour = WindowCounter(HOUR_MS, COUNTER_SIZE)
        self._day = WindowCounter(DAY_MS, COUNTER_SIZE)

    def find_signals(self, message: Message, visitor: Visitor, now: int) -> list[str]:
        """Count a message and return the reasons to hold it; an empty list for most."""
        found = [signal for signal in comment_signals(message.text, MOST_LINKS) if signal != "empty"]
        if message.website:
            found.append("honeypot")
        if message.age_ms is not None and message.age_ms < LEAST_MS:
            found.append("too_fast")
        email = keyed_hash(visitor.salt, b"email" + message.email.lower().encode())  # it may get automatic replies
        if max([self._hour.add(key, now) for key in (b"h" + visitor.address, b"e" + email)]) > HOUSEHOLD_HOUR:
            found.append("visitor_budget")
        if self._hour.add(b"n" + visitor.network, now) > NETWORK_HOUR:
            found.append("network_budget")
        words = re.sub(r"\W+", " ", message.text).strip().casefold().encode()
        if self._day.add(b"t" + keyed_hash(visitor.salt, b"message" + words), now) > SAME_TEXT_DAY:
            found.append("repeated_text")
        return found

    def may_hold(self, visitor: Visitor, now: int) -> bool:
        """Count a message to be held; return whether its household has not had too many of them."""
        return self._day.add(b"x" + visitor.address, now) <= HELD_DAY


class MessageIntake:
    """Takes messages to the database and says what became of them."""

    def __init__(self, store: Store, writer: Writer, counts: Counts) -> None:
        self._store, self._writer, self._counts = store, writer, counts
        self._judge = MessageJudge()

    async def accept(self, message: Message, visitor: Visitor, now: int) -> tuple[int, dict[str, object]]:
        """Store a message; return status and body of the response, the same for one that is held."""
        signals = self._judge.find_signals(message, visitor, now)
        if signals and not self._judge.may_hold(visitor, now):
            return self.refuse(429, "too_many", retry_after=RETRY_SECONDS)
        stored = StoredMessage(
            uuid_bytes(message.id), "held" if signals else "waiting", now, msgspec.json.encode(message),
            " ".join(signals), 0, now,
        )  # fmt: skip
        try:
            outcome = await self._writer.run(partial(self._store.messages.add, stored))
        except StoreUnavailableError:
            return self.refuse(503, "unavailable", retry_after=5)
        if outcome == "full":
            return self.refuse(503, "unavailable", retry_after=FULL_SECONDS)
        self._counts.messages("duplicate" if outcome == "duplicate" else stored.state)
        return (200, {"stored": 0}) if outcome == "duplicate" else (201, {"stored": 1})

    def refuse(self, status: int, error: str, **more: object) -> tuple[int, dict[str, object]]:
        """Count a message that is not stored; return the answer."""
        self._counts.messages("refused")
        return status, {"error": error, **{name: value for name, value in more.items() if value is not None}}
