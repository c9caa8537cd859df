"""Decide what is stored: a pure function of the request, what the site says about itself, and the clock.

In: the body and the headers that matter (`Arrival`), what is known (`Known`), the day's salt. Out: items ready for the
store, or a refusal with the status and code of the wire contract. Nothing here waits, writes or reads a clock.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from pydantic_core import from_json

from helpcentre.collector.items import Item, Refusal
from helpcentre.collector.scrub import Scrubber
from helpcentre.collector.suspicion import comment_signals
from helpcentre.collector.visitor import Visitor
from helpcentre.feedback.events import (
    AGE_LIMIT_MS,
    LIST_LIMIT,
    AnyEvent,
    Comment,
    Contact,
    Csat,
    FormPost,
    Invalid,
    Nps,
    ScorePost,
    Search,
    View,
    Vote,
    read_event,
    read_form,
)

BODY_LIMIT = 8 * 1024
LIST_BODY_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as far as it matters; `received` is the collector's clock in Unix milliseconds."""

    body: bytes
    content_type: str
    received: int
    opted_out: bool = False  # Sec-GPC or DNT


@dataclass(frozen=True)
class Known:
    """What the collector may accept answers about: every article, version and heading it has ever been told of."""

    versions: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, version)
    articles: frozenset[tuple[str, str]] = frozenset()
    ids: frozenset[str] = frozenset()
    headings: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, heading)
    channels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    scrubber: Scrubber = field(default_factory=Scrubber)
    count_views: bool = False


@dataclass(slots=True)
class Taken:
    """One accepted item; `uncounted` says why it is answered kindly but not stored (`views_off`, `opted_out`)."""

    item: Item
    age_ms: int | None = None
    uncounted: str | None = None


def accept(arrival: Arrival, known: Known, who: Visitor) -> list[Taken | Refusal] | Taken | Refusal:
    """Return what a body to /items is: one item or refusal, or a list of them for a list; a refusal for the whole."""
    if arrival.content_type.split(";", 1)[0].strip().lower() not in ("application/json", "text/plain"):
        return Refusal(415, "unsupported_media_type")
    try:
        value = from_json(arrival.body, allow_inf_nan=False)
    except ValueError:
        return Refusal(422, "invalid", "")
    if isinstance(value, list):
        if not 1 <= len(value) <= LIST_LIMIT:
            return Refusal(422, "invalid", "")
        return [accept_one(part, arrival, known, who) for part in value]
    if len(arrival.body) > BODY_LIMIT:
        return Refusal(413, "too_large")
    return accept_one(value, arrival, known, who)


def accept_one(value: Any, arrival: Arrival, known: Known, who: Visitor) -> Taken | Refusal:
    """Return one decoded value as an item, or why not."""
    try:
        event = read_event(value)
    except Invalid as invalid:
        return Refusal(422, "invalid", invalid.at)
    refusal = _unknown(event, known)
    if refusal:
        return refusal
    item = _item(event, arrival.received, known, who)
    uncounted = None
    if event.kind == "view" and not known.count_views:
        uncounted = "views_off"
    elif arrival.opted_out and event.kind in ("view", "search"):
        uncounted = "opted_out"
    return Taken(item, event.age_ms, uncounted)


def accept_form(
    arrival: Arrival, known: Known, who: Visitor, ids: tuple[bytes, bytes]
) -> tuple[FormPost | ScorePost, list[Taken]] | Refusal:
    """Return a form post and its vote (and comment, where there are words); `ids` are fresh ids for the two.

    The second post of the same reader, with reason and words after a No, takes the place of the first one by the rule
    that the last answer wins; its words belong to the vote they came with.
    """
    fields = _form_fields(arrival)
    if isinstance(fields, Refusal):
        return fields
    try:
        post = read_form(fields)
    except Invalid as invalid:
        return Refusal(422, "invalid", invalid.at)
    if isinstance(post, ScorePost):
        score = {"kind": post.kind, "id": str(_uuid(ids[0])), "language": post.language, "value": int(post.value)}
        return _form_items(post, [score], arrival, known, who)
    value = post.value or ("0" if post.reason or post.text.strip() else "")
    if not value:
        return Refusal(422, "invalid", "value")
    about: dict[str, Any] = {"article": post.article, "language": post.language, "version": post.version}
    explained = {"reason": post.reason or None, "heading": post.heading or None} if value == "0" else {}
    vote: dict[str, Any] = {"kind": "vote", "id": str(_uuid(ids[0])), "value": int(value), **about, **explained}
    events = [vote]
    if post.text.strip():
        words = post.text.strip()[:1000]
        events.append({"kind": "comment", "id": str(_uuid(ids[1])), "vote": vote["id"], "text": words, **about})
    return _form_items(post, events, arrival, known, who)


def _form_items(
    post: FormPost | ScorePost, events: list[dict[str, Any]], arrival: Arrival, known: Known, who: Visitor
) -> tuple[FormPost | ScorePost, list[Taken]] | Refusal:
    taken = []
    for event in events:
        one = accept_one(event, arrival, known, who)
        if isinstance(one, Refusal):
            return one
        if post.website:
            one.item.suspect("honeypot")
        taken.append(one)
    return post, taken


def _form_fields(arrival: Arrival) -> dict[str, str] | Refusal:
    kind = arrival.content_type.split(";", 1)[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return Refusal(415, "unsupported_media_type")
    try:
        text = arrival.body.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=40, errors="strict"))
    except ValueError:
        return Refusal(422, "invalid", "")


def _unknown(event: AnyEvent, known: Known) -> Refusal | None:
    article: tuple[str, str] | None = None
    if isinstance(event, Vote | Comment):
        known_text = (event.article, event.language, event.version) in known.versions
        return None if known_text else Refusal(404, "unknown_article")
    if isinstance(event, View):
        article = (event.article, event.language)
    elif event.language not in known.languages:
        return Refusal(422, "invalid", "language")
    elif isinstance(event, Contact):
        if event.channel not in known.channels:
            return Refusal(404, "unknown_channel")
        article = (event.article, event.language) if event.article is not None else None
    elif isinstance(event, Search) and event.clicked is not None and event.clicked not in known.ids:
        return Refusal(404, "unknown_article")
    return None if article is None or article in known.articles else Refusal(404, "unknown_article")


def _item(event: AnyEvent, received: int, known: Known, who: Visitor) -> Item:
    occurred = received - min(event.age_ms or 0, AGE_LIMIT_MS)
    item = Item(_id(event.id), event.kind, event.language, received, occurred)
    if isinstance(event, Vote):
        _fill_vote(item, event, known)
    elif isinstance(event, Comment):
        item.article, item.version, item.parent = event.article, event.version, _id(event.vote)
        item.text = known.scrubber.scrub(event.text)
        for signal in comment_signals(item.text):
            item.suspect(signal)
    elif isinstance(event, Search):
        _fill_search(item, event, known)
    elif isinstance(event, Contact):
        item.channel, item.article = event.channel, event.article or ""
    elif isinstance(event, Csat | Nps):
        item.value = event.value
    else:
        item.article = event.article
    if event.kind not in ("comment", "view"):
        words = event.query.casefold() if isinstance(event, Search) else ""
        item.ballot = who.ballot(item.kind, item.article, item.language, item.version, item.channel, words)
    return item


def _fill_vote(item: Item, vote: Vote, known: Known) -> None:
    item.article, item.version, item.value = vote.article, vote.version, vote.value
    item.reason = vote.reason or ""
    if vote.heading and (vote.article, vote.language, vote.heading) in known.headings:
        item.heading = vote.heading
    if vote.replaces:
        item.replaces = _id(vote.replaces)


def _fill_search(item: Item, search: Search, known: Known) -> None:
    item.results, item.missing = search.results, int(search.missing)
    item.clicked = search.clicked or ""
    item.parent = _id(search.previous) if search.previous else None
    if search.results == 0 or search.corrected is not None or search.previous is not None or search.missing:
        item.text = known.scrubber.scrub(search.query)
        item.corrected = known.scrubber.scrub(search.corrected) if search.corrected is not None else None


def _id(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))


def id_text(raw: bytes) -> str:
    """Return 16 bytes as a UUID in the usual form."""
    digits = raw.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


_uuid = id_text
