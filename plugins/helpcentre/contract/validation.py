"""Find everything that is wrong with a value: msgspec itself stops at the first problem, in the order of the input."""

from collections.abc import Iterator
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

Path = tuple[str | int, ...]
SHOWN = 60  # characters of a wrong value
_NAMES: dict[Any, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-01",
    dict: "an object",
    list: "a list",
    tuple: "a list",
}


class Problem(NamedTuple):
    """A problem and its place: `path` has names of fields and positions in lists, and is empty for the whole value."""

    path: Path
    message: str


def find_problems(value: Any, kind: Any, path: Path = ()) -> Iterator[Problem]:
    """Yield the problems of a decoded JSON value that should be of a type, in the order of the type's fields.

    Unknown fields come after the known ones. Nothing is yielded for a value that is right.
    """
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        inside = [*_find_inside(value, _without_annotation(kind), path)]
        yield from inside or [Problem(path, f"{_shorten_value(value)} is not valid; write {describe_type(kind)}")]


def describe_type(kind: Any) -> str:
    """Return what to write for a value of a type: its own description, its choices, or the name of the type."""
    if get_origin(kind) is Annotated:
        kind, *metas = get_args(kind)
        for meta in metas:
            if isinstance(meta, Meta) and meta.description:
                return meta.description
    if get_origin(kind) is Literal:
        return " or ".join(map(str, get_args(kind)))
    if get_origin(kind) in (UnionType, Union):
        return " or ".join(describe_type(part) for part in get_args(kind) if part is not NoneType)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return "an object"
    return _NAMES[get_origin(kind) or kind]


def _find_inside(value: Any, kind: Any, path: Path) -> Iterator[Problem]:
    """Yield the problems of the parts of an object or a list, if the value is one."""
    origin = get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, Struct) and isinstance(value, dict):
        yield from _find_in_fields(value, kind, path)
    elif origin is dict and isinstance(value, dict):
        name_kind, part_kind = get_args(kind)
        for name, part in value.items():
            yield from find_problems(name, name_kind, (*path, name))
            yield from find_problems(part, part_kind, (*path, name))
    elif origin in (tuple, list) and isinstance(value, list):
        for number, part in enumerate(value):
            yield from find_problems(part, get_args(kind)[0], (*path, number))


def _find_in_fields(value: dict[str, Any], kind: type[Struct], path: Path) -> Iterator[Problem]:
    fields = msgspec.structs.fields(kind)
    for field in fields:
        if field.name in value:
            yield from find_problems(value[field.name], field.type, (*path, field.name))
        elif field.required:
            yield Problem((*path, field.name), f"is missing; write {describe_type(field.type)}")
    config = kind.__struct_config__
    if config.forbid_unknown_fields:
        known = {field.name for field in fields} | {config.tag_field}
        yield from (Problem((*path, name), "is not a known field") for name in value if name not in known)


def _without_annotation(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _shorten_value(value: Any) -> str:
    """Return a value as it may appear in a message."""
    shown = "null" if value is None else repr(value)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 3]}..."
