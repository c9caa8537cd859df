"""Read request bodies as the types of the wire contract, and name the field that is wrong.

msgspec decodes and checks nearly every body in one step. Whatever it refuses is read again by the standard library,
whose reading is the contract's: of a name given twice the last value counts, and 1.0 is a whole number, since JSON has
only one type of number. Only then is the first wrong field looked for.
"""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec

from helpcentre.contract.events import EVENT_TYPES, AnyEvent, FormPost, Post, ScorePost, Vote
from helpcentre.contract.validation import find_problems

_BODY: msgspec.json.Decoder[AnyEvent | list[AnyEvent]] = msgspec.json.Decoder(AnyEvent | list[AnyEvent])


class InvalidError(ValueError):
    """A body or an item does not follow the contract; `at` is the field, such as `value`, or "" for the whole."""

    def __init__(self, at: str) -> None:
        self.at = at
        super().__init__(at)


def read_body(body: bytes) -> AnyEvent | list[AnyEvent | InvalidError]:
    """Return the item of a body, or the items of a list, each of which may be wrong.

    Raises InvalidError if the body is not JSON (in UTF-8, without NaN, without half a surrogate pair), or if it is one
    item and wrong.
    """
    try:
        return _BODY.decode(body)  # type: ignore[return-value] # a list without wrong items is one of both
    except (msgspec.MsgspecError, RecursionError, ValueError):
        value = decode_json(body)
    if isinstance(value, list):
        return [_read_part(part) for part in value]
    return read_event(value)


def _read_part(value: Any) -> AnyEvent | InvalidError:
    try:
        return read_event(value)
    except InvalidError as error:
        return error


def read_event(value: Any) -> AnyEvent:
    """Return one decoded JSON value as an item. Raises InvalidError with the first field that is wrong."""
    if not isinstance(value, dict):
        raise InvalidError("")
    kind = value.get("kind")
    event_type = EVENT_TYPES.get(kind) if isinstance(kind, str) else None
    if event_type is None:
        raise InvalidError("kind")
    given = {name: as_whole_number(part) for name, part in value.items()}
    try:
        return msgspec.convert(given, event_type)
    except (msgspec.ValidationError, OverflowError):
        raise InvalidError(find_first_wrong_field(given, event_type)) from None


def read_form(fields: Mapping[str, str]) -> Post:
    """Return the fields of a form. Raises InvalidError with the first field that is wrong."""
    kind: type[Post] = ScorePost if fields.get("kind") in ("csat", "nps") else FormPost
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError:
        raise InvalidError(find_first_wrong_field(fields, kind)) from None


def decode_json(body: bytes) -> Any:
    """Return the value of a JSON body in UTF-8. Raises InvalidError for anything else."""
    try:
        text = body.decode()
        value = _JSON.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair cannot be encoded
    except (ValueError, RecursionError):
        raise InvalidError("") from None
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_refuse_constant)  # NaN and Infinity are not JSON


def as_whole_number(value: Any) -> Any:
    """Return 1.0 as 1, and any other value as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def find_first_wrong_field(value: Mapping[str, Any], kind: type[Any]) -> str:
    """Return the first wrong field in the order of the type's fields; an unknown one comes after all of them."""
    wrong = {problem.path[0] for problem in find_problems(value, kind) if problem.path}
    if kind is Vote and value.get("value") == 1:  # only a No has a reason or a heading
        wrong |= {name for name in ("reason", "heading") if value.get(name) is not None}
    names = [*(field.name for field in msgspec.structs.fields(kind)), *value]
    return next((name for name in names if name in wrong), "")
