"""Parse the body of a request into items of the wire contract, or a refusal with its status and code."""

from typing import Any
from urllib.parse import parse_qsl

from msgspec import Struct

from helpcentre.collector.items import Refusal, uuid_text
from helpcentre.contract.decoding import InvalidError, read_body, read_event, read_form
from helpcentre.contract.events import AnyEvent, FormPost, Post, ScorePost
from helpcentre.contract.limits import LIST_LIMIT, TEXT_LIMIT

BODY_LIMIT = 8 * 1024
LIST_BODY_LIMIT = 64 * 1024
FORM_FIELDS = 40
_MEDIA_TYPES = frozenset({"application/json", "text/plain"})
_FORM_MEDIA_TYPE = "application/x-www-form-urlencoded"
_WRONG_MEDIA_TYPE = Refusal(415, "unsupported_media_type")
_NOT_READABLE = Refusal(422, "invalid", "")


class IncomingRequest(Struct, frozen=True):
    """The parts of a request that matter; `received` is the collector's clock in Unix milliseconds."""

    body: bytes
    content_type: str
    received: int
    address: str = ""
    user_agent: str = ""
    accept_language: str = ""
    opted_out: bool = False  # Sec-GPC or DNT


class FormItems(Struct, frozen=True):
    """A form post as items; `trapped` if it filled in the field that people cannot see."""

    post: Post
    events: list[AnyEvent]
    trapped: bool


def parse_items(request: IncomingRequest) -> AnyEvent | Refusal | list[AnyEvent | Refusal]:
    """Return the item of a body, or the items of a list, each of which may be refused; or a refusal of all of it."""
    if request.content_type not in _MEDIA_TYPES and _media_type(request) not in _MEDIA_TYPES:
        return _WRONG_MEDIA_TYPE
    try:
        found: AnyEvent | InvalidError | list[AnyEvent | InvalidError] = read_body(request.body)
    except InvalidError as error:
        found = error
    if isinstance(found, list):
        if not 1 <= len(found) <= LIST_LIMIT:
            return _NOT_READABLE
        return [_refuse_invalid(part) if isinstance(part, InvalidError) else part for part in found]
    if len(request.body) > BODY_LIMIT:
        return Refusal(413, "too_large")
    return _refuse_invalid(found) if isinstance(found, InvalidError) else found


def parse_form(request: IncomingRequest, ids: tuple[bytes, bytes]) -> FormItems | Refusal:
    """Return a form post as a score, or as a vote and, if there are words, a comment; `ids` are new ids for the two.

    The second post of the same reader, with reason and words after a No, replaces the first one by the rule that the
    last answer wins; its words belong to the vote they arrived with.
    """
    if _media_type(request) != _FORM_MEDIA_TYPE:
        return _WRONG_MEDIA_TYPE
    try:
        text = request.body.decode("ascii")
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FORM_FIELDS, errors="strict"))
    except ValueError:
        return _NOT_READABLE
    try:
        post = read_form(fields)
        events = _score_events(post, ids) if isinstance(post, ScorePost) else _vote_events(post, ids)
    except InvalidError as error:
        return _refuse_invalid(error)
    return FormItems(post, events, trapped=bool(post.website))


def _score_events(post: ScorePost, ids: tuple[bytes, bytes]) -> list[AnyEvent]:
    score = {"kind": post.kind, "id": uuid_text(ids[0]), "language": post.language, "value": int(post.value)}
    return [read_event(score)]


def _vote_events(post: FormPost, ids: tuple[bytes, bytes]) -> list[AnyEvent]:
    words = post.text.strip()[:TEXT_LIMIT]
    value = post.value or ("0" if post.reason or words else "")
    if not value:
        raise InvalidError("value")
    vote = uuid_text(ids[0])
    about: dict[str, Any] = {"article": post.article, "language": post.language, "version": post.version}
    reasons = {"reason": post.reason or None, "heading": post.heading or None} if value == "0" else {}
    events = [read_event({"kind": "vote", "id": vote, "value": int(value), **about, **reasons})]
    if words:
        events.append(read_event({"kind": "comment", "id": uuid_text(ids[1]), "vote": vote, "text": words, **about}))
    return events


def _media_type(request: IncomingRequest) -> str:
    return request.content_type.partition(";")[0].strip().lower()


def _refuse_invalid(error: InvalidError) -> Refusal:
    return Refusal(422, "invalid", error.at)
