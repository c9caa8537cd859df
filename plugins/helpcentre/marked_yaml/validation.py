"""Pydantic models of YAML documents: every error in plain words, at the place of the value."""

import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml.loading import Document, Key

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], document: Document, *, rule: str = "yaml") -> Model:
    """Return the document as `model`, or raise FindingsError with every error at its place."""
    try:
        found = model.model_validate(document.value)
    except ValidationError as error:
        findings = [_finding_of(model, document, detail, rule) for detail in error.errors(include_url=False)]
        raise FindingsError([*document.twice, *findings]) from None
    if document.twice:
        raise FindingsError(document.twice)
    return found


def _finding_of(model: type[BaseModel], document: Document, detail: Any, rule: str) -> Finding:
    key = _key_of_location(detail["loc"], document, keep_last=detail["type"] == "missing")
    dotted = ".".join(str(part) for part in key)
    if detail["type"] == "extra_forbidden":
        message = _explain_unknown_key(dotted, str(key[-1]), _fields_at(model, key[:-1]))
        return document.finding(key, message, rule=rule, of_key=True)
    if detail["type"] == "missing":
        return document.finding(key[:-1], f"'{dotted}' is missing; add it", rule=rule)
    own_words = detail["msg"].removeprefix("Value error, ")
    fields = _fields_at(model, key)
    text = _explain_type(detail["type"], detail["input"], detail.get("ctx", {}), fields) or own_words
    prefix = f"{dotted}: " if dotted else ""
    return document.finding(key, f"{prefix}{text} (found {_shorten_value(detail['input'])})", rule=rule)


def _explain_unknown_key(dotted: str, name: str, known: list[str]) -> str:
    hint = did_you_mean(name, known)
    if not known:
        return f"unknown key '{dotted}'"
    return f"unknown key '{dotted}'{hint}{' Known' if hint else '; known'} here: {', '.join(known)}" + "." * bool(hint)


_REMEDIES = {
    "string_type": "write text here, in quotes if it looks like a number",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "string_too_short": "this is empty; write something, or remove the key",
    "string_too_long": "this is too long; write at most {max_length} characters",
    "too_short": "there are {actual_length}; write at least {min_length}",
    "too_long": "there are {actual_length}; write at most {max_length}",
    "literal_error": "write {expected}",
}
"""The text to write instead, by the name of pydantic's error; in braces the values pydantic gives with it."""


def _explain_type(kind: str, value: Any, context: Mapping[str, Any], keys: list[str]) -> str:
    """Return what to write instead of `value`; empty if pydantic's or the validator's own words are kept.

    `context` is what pydantic gives with its error; `keys` are those allowed here, if keys are expected.
    """
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        wanted = f"keys with their values belong here: {', '.join(keys)}" if keys else "names and values belong here"
        return f"{wanted}; write each on its own line"
    if kind in ("list_type", "tuple_type"):
        return "a list belongs here; write it in brackets, or each item on its own line after a hyphen"
    if kind == "too_short" and not value:
        return f"this is empty; write at least {context['min_length']}"
    hint = ""
    if kind == "literal_error" and isinstance(value, str):
        hint = did_you_mean(value, re.findall(r"'([^']*)'", context["expected"]))
    return _REMEDIES.get(kind, "").format(**context) + hint


def _key_of_location(location: tuple[Any, ...], document: Document, *, keep_last: bool) -> Key:
    """Return a pydantic location without the parts that name union members or validators instead of keys."""
    key: Key = ()
    for index, part in enumerate(location):
        candidate = (*key, part)
        missing = keep_last and index == len(location) - 1
        if candidate in document.values or candidate in document.keys or missing:
            key = candidate
    return key


def _fields_at(model: type[BaseModel], location: Key) -> list[str]:
    """Return the keys that `model` takes at `location`, through lists, mappings and alternatives."""
    current: list[Any] = [model]
    if issubclass(model, RootModel):
        current = _plain_types(model.model_fields["root"].annotation)
    for part in location:
        current = [inner for annotation in current for inner in _types_inside(annotation, part)]
    return [
        info.alias or name
        for annotation in current
        if isinstance(annotation, type) and issubclass(annotation, BaseModel)
        for name, info in annotation.model_fields.items()
    ]


def _types_inside(annotation: Any, part: str | int) -> list[Any]:
    """Return the plain types that the item `part` of a value of type `annotation` may have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return [one for name, info in fields if part in (name, info.alias) for one in _plain_types(info.annotation)]
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return _plain_types(arguments[0])
    return _plain_types(arguments[-1]) if arguments and get_origin(annotation) in (dict, list) else []


def _plain_types(annotation: Any) -> list[Any]:
    """Return the alternatives of a type without `Annotated`."""
    if get_origin(annotation) is Annotated:
        return _plain_types(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [one for alternative in get_args(annotation) for one in _plain_types(alternative)]
    return [annotation]


def _shorten_value(value: Any) -> str:
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
