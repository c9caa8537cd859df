"""Decide what is stored: a pure function of the request, what the site says about itself, and the clock.

In: the body and the headers that matter (`IncomingRequest`), what the site has (`SiteCatalogue`), the day's salt.
Out: items ready for the store, or a refusal with the status and code of the wire contract.
Nothing here waits, writes or reads a clock.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union
from urllib.parse import parse_qsl

from helpcentre.collector.intake.identity import Visitor
from helpcentre.collector.intake.site_catalogue import SiteCatalogue
from helpcentre.collector.intake.spam import comment_signals
from helpcentre.collector.items import Item, Refusal, uuid_text
from helpcentre.contract.limits import AGE_LIMIT_MS, LIST_LIMIT, TEXT_LIMIT
from helpcentre.contract.wire import is_event

if TYPE_CHECKING:
    from helpcentre.contract.events import FormPost, ScorePost

BODY_LIMIT = 8 * 1024
LIST_BODY_LIMIT = 64 * 1024

Event = dict[str, Any]  # an object of the wire contract; what it leaves out is absent or None
Post = Union["FormPost", "ScorePost"]


@dataclass(frozen=True, slots=True)
class IncomingRequest:
    """A request as far as it matters; `received` is the collector's clock in Unix milliseconds."""

    body: bytes
    content_type: str
    received: int
    opted_out: bool = False  # Sec-GPC or DNT


@dataclass(slots=True)
class Accepted:
    """One accepted item; `uncounted` says why it is answered kindly but not stored (`views_off`, `opted_out`)."""

    item: Item
    age_ms: int | None = None
    uncounted: str | None = None


def accept(
    arrival: IncomingRequest, known: SiteCatalogue, who: Visitor
) -> list[Accepted | Refusal] | Accepted | Refusal:
    """Return what a body to /items is: one item or refusal, or a list of them for a list; a refusal for the whole."""
    if arrival.content_type.split(";", 1)[0].strip().lower() not in ("application/json", "text/plain"):
        return Refusal(415, "unsupported_media_type")
    try:
        value = decoded(arrival.body)
    except (ValueError, RecursionError):
        return Refusal(422, "invalid", "")
    if isinstance(value, list):
        if not 1 <= len(value) <= LIST_LIMIT:
            return Refusal(422, "invalid", "")
        return [accept_one(part, arrival, known, who) for part in value]
    if len(arrival.body) > BODY_LIMIT:
        return Refusal(413, "too_large")
    return accept_one(value, arrival, known, who)


def decoded(body: bytes) -> Any:
    """Return the JSON value in a body. Raises ValueError: not UTF-8, not JSON, NaN, half of a surrogate pair."""
    text = body.decode()
    value = _JSON.decode(text)
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _no_number(name: str) -> None:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_no_number)


def accept_one(value: Any, arrival: IncomingRequest, known: SiteCatalogue, who: Visitor) -> Accepted | Refusal:
    """Return one decoded value as an item, or why not."""
    event: Event
    if is_event(value):
        event = value
    else:
        from helpcentre.contract.events import Invalid, read_event  # late: they bring pydantic, and say what is wrong

        try:
            event = read_event(value).model_dump()
        except Invalid as invalid:
            return Refusal(422, "invalid", invalid.at)
    refusal = _unknown(event, known)
    if refusal:
        return refusal
    item = _item(event, arrival.received, known, who)
    uncounted = None
    if item.kind == "view" and not known.count_views:
        uncounted = "views_off"
    elif arrival.opted_out and item.kind in ("view", "search"):
        uncounted = "opted_out"
    return Accepted(item, event.get("age_ms"), uncounted)


def accept_form(
    arrival: IncomingRequest, known: SiteCatalogue, who: Visitor, ids: tuple[bytes, bytes]
) -> tuple[Post, list[Accepted]] | Refusal:
    """Return a form post and its vote (and comment, where there are words); `ids` are fresh ids for the two.

    The second post of the same reader, with reason and words after a No, takes the place of the first one by the rule
    that the last answer wins; its words belong to the vote they came with.
    """
    fields = _form_fields(arrival)
    if isinstance(fields, Refusal):
        return fields
    from helpcentre.contract.events import Invalid, ScorePost, read_form  # late, as above

    try:
        post = read_form(fields)
    except Invalid as invalid:
        return Refusal(422, "invalid", invalid.at)
    if isinstance(post, ScorePost):
        score = {"kind": post.kind, "id": str(uuid_text(ids[0])), "language": post.language, "value": int(post.value)}
        return _form_items(post, [score], arrival, known, who)
    value = post.value or ("0" if post.reason or post.text.strip() else "")
    if not value:
        return Refusal(422, "invalid", "value")
    about: dict[str, Any] = {"article": post.article, "language": post.language, "version": post.version}
    explained = {"reason": post.reason or None, "heading": post.heading or None} if value == "0" else {}
    vote: dict[str, Any] = {"kind": "vote", "id": str(uuid_text(ids[0])), "value": int(value), **about, **explained}
    events = [vote]
    if post.text.strip():
        words = post.text.strip()[:TEXT_LIMIT]
        events.append({"kind": "comment", "id": str(uuid_text(ids[1])), "vote": vote["id"], "text": words, **about})
    return _form_items(post, events, arrival, known, who)


def _form_items(
    post: Post, events: list[dict[str, Any]], arrival: IncomingRequest, known: SiteCatalogue, who: Visitor
) -> tuple[Post, list[Accepted]] | Refusal:
    taken = []
    for event in events:
        one = accept_one(event, arrival, known, who)
        if isinstance(one, Refusal):
            return one
        if post.website:
            one.item.suspect("honeypot")
        taken.append(one)
    return post, taken


def _form_fields(arrival: IncomingRequest) -> dict[str, str] | Refusal:
    kind = arrival.content_type.split(";", 1)[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return Refusal(415, "unsupported_media_type")
    try:
        text = arrival.body.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=40, errors="strict"))
    except ValueError:
        return Refusal(422, "invalid", "")


def _unknown(event: Event, known: SiteCatalogue) -> Refusal | None:
    kind, language, article = event["kind"], event["language"], event.get("article")
    if kind in ("vote", "comment"):
        known_text = (article, language, event["version"]) in known.versions
        return None if known_text else Refusal(404, "unknown_article")
    if kind == "view":
        return None if (article, language) in known.articles else Refusal(404, "unknown_article")
    if language not in known.languages:
        return Refusal(422, "invalid", "language")
    if kind == "contact":
        if event["channel"] not in known.channels:
            return Refusal(404, "unknown_channel")
        if article is not None and (article, language) not in known.articles:
            return Refusal(404, "unknown_article")
    elif kind == "search" and event.get("clicked") is not None and event["clicked"] not in known.ids:
        return Refusal(404, "unknown_article")
    return None


def _item(event: Event, received: int, known: SiteCatalogue, who: Visitor) -> Item:
    kind, language = event["kind"], event["language"]
    occurred = received - min(event.get("age_ms") or 0, AGE_LIMIT_MS)
    item = Item(_id(event["id"]), kind, language, received, occurred, event.get("article") or "")
    words = ""
    if kind == "vote":
        _fill_vote(item, event, known)
    elif kind == "comment":
        item.version, item.parent = event["version"], _id(event["vote"])
        item.text = known.redactor.redact(event["text"])
        for signal in comment_signals(item.text):
            item.suspect(signal)
    elif kind == "search":
        _fill_search(item, event, known)
        words = event["query"].casefold()
    elif kind == "contact":
        item.channel = event["channel"]
    elif kind in ("csat", "nps"):
        item.value = event["value"]
    if kind not in ("comment", "view"):
        item.ballot = who.ballot(kind, item.article, language, item.version, item.channel, words)
    return item


def _fill_vote(item: Item, vote: Event, known: SiteCatalogue) -> None:
    item.version, item.value = vote["version"], vote["value"]
    item.reason = vote.get("reason") or ""
    heading, replaces = vote.get("heading"), vote.get("replaces")
    if heading and (item.article, item.language, heading) in known.headings:
        item.heading = heading
    if replaces:
        item.replaces = _id(replaces)


def _fill_search(item: Item, search: Event, known: SiteCatalogue) -> None:
    corrected, previous = search.get("corrected"), search.get("previous")
    item.results, item.missing = search["results"], int(search.get("missing", False))
    item.clicked = search.get("clicked") or ""
    item.parent = _id(previous) if previous else None
    if item.results == 0 or corrected is not None or previous is not None or item.missing:
        item.text = known.redactor.redact(search["query"])
        item.corrected = known.redactor.redact(corrected) if corrected is not None else None


def _id(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))
